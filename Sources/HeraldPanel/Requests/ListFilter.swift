import HeraldModel
import HeraldOperations

/// What the forms above lists have in common: text that must be a time, a pattern or an identifier.
enum ListFilter {
    /// A moment: RFC 3339, or what a browser's field for date and time writes, taken as UTC.
    static func time(_ text: String?, _ name: String) throws(OperationError) -> Timestamp? {
        guard let text else { return nil }
        for candidate in [text, text + "Z", text + ":00Z", text + "T00:00:00Z"] {
            if let time = Timestamp(candidate) { return time }
        }
        throw .invalidParameter(name, "write a time such as 2026-01-02T03:04 (UTC).")
    }

    /// Event types or patterns, separated by commas or blanks.
    static func patterns(_ text: String?) throws(OperationError) -> [EventPattern] {
        var patterns: [EventPattern] = []
        for part in (text ?? "").split(whereSeparator: { $0 == "," || $0.isWhitespace }) {
            guard let pattern = EventPattern(String(part)) else {
                throw .invalidParameter("type", "write a type, or a family such as channel.*.")
            }
            patterns.append(pattern)
        }
        return patterns
    }

    /// An identifier.
    static func id<ID: Identifier>(
        _ text: String?, _ name: String, _: ID.Type = ID.self
    ) throws(OperationError) -> ID? {
        guard let text else { return nil }
        guard let id = ID(text) else { throw .invalidParameter(name, "it is no '\(ID.prefix)_…' identifier.") }
        return id
    }
}
