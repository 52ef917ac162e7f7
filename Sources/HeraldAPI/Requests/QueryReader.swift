import HeraldModel
import HeraldOperations
import Hummingbird

/// Reads the query of a list call. Unknown parameters are refused, because a mistyped filter would show too much.
struct QueryReader {
    private var values: [String: [String]] = [:]

    /// How many elements a list has unless asked otherwise, and at most.
    static let usualLimit = 50
    static let largestLimit = 500

    init(_ request: Request, known: Set<String>) throws(OperationError) {
        for part in (request.uri.query ?? "").split(separator: "&") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentDecoding.decode(sides[0], plusIsSpace: true),
                let value = PercentDecoding.decode(sides.count > 1 ? sides[1] : "", plusIsSpace: true)
            else { throw .invalidParameter(String(sides[0].prefix(64)), "it is not percent-encoded UTF-8.") }
            guard known.contains(name) else {
                let names = known.isEmpty ? "none" : known.sorted().joined(separator: ", ")
                throw .invalidParameter(String(name.prefix(64)), "the call does not know it; known are: \(names).")
            }
            values[name, default: []].append(value)
        }
    }

    /// The last value of a parameter; an empty one counts as absent.
    func text(_ name: String) -> String? { values[name]?.last.flatMap { $0.isEmpty ? nil : $0 } }

    /// A moment. A `+` of a time zone that was not percent-encoded arrives as a blank.
    func time(_ name: String) throws(OperationError) -> Timestamp? {
        guard let text = text(name) else { return nil }
        let repaired = String(text.map { $0 == " " ? "+" : $0 })
        guard let time = Timestamp(text) ?? Timestamp(repaired) else {
            throw .invalidParameter(name, "write an RFC 3339 time, such as 2026-01-02T03:04:05.678Z.")
        }
        return time
    }

    /// An identifier.
    func id<ID: Identifier>(_ name: String, _: ID.Type = ID.self) throws(OperationError) -> ID? {
        guard let text = text(name) else { return nil }
        guard let id = ID(text) else { throw .invalidParameter(name, "it is no '\(ID.prefix)_…' identifier.") }
        return id
    }

    /// Event types or patterns, repeated or separated by commas.
    func patterns(_ name: String) throws(OperationError) -> [EventPattern] {
        var patterns: [EventPattern] = []
        for text in (values[name] ?? []).flatMap({ $0.split(separator: ",") }) {
            guard let pattern = EventPattern(String(text)) else {
                throw .invalidParameter(name, "write a type, or a family such as channel.*.")
            }
            patterns.append(pattern)
        }
        return patterns
    }

    /// The words of a closed list, repeated or separated by commas.
    func words<Word>(_ name: String, _ words: [String], _ read: (String) -> Word?) throws(OperationError) -> [Word] {
        var found: [Word] = []
        for text in (values[name] ?? []).flatMap({ $0.split(separator: ",") }) {
            guard let word = read(String(text)) else {
                throw .invalidParameter(name, "write one of \(words.joined(separator: ", ")).")
            }
            found.append(word)
        }
        return found
    }

    /// How many elements to show.
    func limit() throws(OperationError) -> Int {
        guard let text = text("limit") else { return Self.usualLimit }
        guard let limit = Int(text), (1...Self.largestLimit).contains(limit) else {
            throw .invalidParameter("limit", "write a whole number from 1 to \(Self.largestLimit).")
        }
        return limit
    }

    /// Where a list goes on.
    func cursor<ID: Identifier>(_: ID.Type = ID.self) throws(OperationError) -> ID? {
        guard let text = text("cursor") else { return nil }
        guard let id = ID(text) else { throw .invalidParameter("cursor", "send 'nextCursor' of the page before.") }
        return id
    }
}
