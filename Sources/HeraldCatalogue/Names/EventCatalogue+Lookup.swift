public import HeraldModel

extension EventCatalogue {
    /// The type called exactly `name`.
    public func type(named name: String) -> EventType? { byName[name] }

    /// What `name` is.
    ///
    /// One dictionary access, except for unknown names, which are compared with all current ones.
    public func lookup(_ name: String) -> Lookup {
        guard let type = byName[name] else { return .unknown(nearest: suggestions.nearest(to: name)) }
        switch type.status {
        case .current: return .current(type)
        case .deprecated: return .deprecated(type, notice: type.notice ?? "")
        case .alias: return .alias(type, canonical: type.aliasOf, notice: type.notice ?? "")
        }
    }

    /// What publishing an event of `type` does under `mode`.
    ///
    /// A name outside the grammar is refused in every mode.
    public func judge(type name: String, mode: Validation) -> Judgement {
        guard let type = byName[name] else { return judgeUnknown(name, mode: mode) }
        guard type.status != .current, mode != .off, let notice = type.notice else { return .accepted }
        guard mode == .strict else { return .marked(notice: notice) }
        return .refused(detail: notice, nearest: Array((type.aliasOf.map { [$0] } ?? type.nearest).prefix(3)))
    }

    private func judgeUnknown(_ name: String, mode: Validation) -> Judgement {
        guard Self.isValidTypeName(name, dialect: dialect) else {
            return .refused(detail: Self.invalidNameDetail, nearest: [])
        }
        guard mode != .off else { return .accepted }
        let nearest = suggestions.nearest(to: name)
        let notice = Notice.unknown(name, vendor: vendor, nearest: nearest)
        return mode == .strict ? .refused(detail: notice, nearest: nearest) : .marked(notice: notice)
    }

    /// Whether `name` can name an event type at all: 1 to 128 bytes of ASCII letters, digits, `.`, `_`, `-` and `/`
    /// (Sendbird's names also use `:`).
    public static func isValidTypeName(_ name: String, dialect: Dialect) -> Bool {
        let bytes = name.utf8
        guard (1...longestName).contains(bytes.count) else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: DialectTraits.allowsPunctuation(byte, in: dialect)
            }
        }
    }

    /// Whether `name` can name an event type of this dialect.
    public func isValidTypeName(_ name: String) -> Bool { Self.isValidTypeName(name, dialect: dialect) }

    /// The most bytes a type name has.
    public static let longestName = 128

    private static let invalidNameDetail =
        "The event type is not a valid name: use 1 to 128 letters, digits, '.', '_', '-', '/' and, for Sendbird, ':'."
}
