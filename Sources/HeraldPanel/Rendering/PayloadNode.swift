import HeraldJSON

/// One value of a JSON document, with what it holds. No member is optional: templates would look for a missing one in
/// the node around it.
struct PayloadNode {
    let label: String
    let hasLabel: Bool
    /// The value itself where there is nothing to fold.
    let text: String
    let tone: String
    let isFold: Bool
    let isOpen: Bool
    let opening: String
    let closing: String
    let remark: String
    let comma: String
    let children: [PayloadNode]

    /// Deeper documents are shown as text.
    static let deepest = 40
    /// Larger documents are shown as text.
    static let most = 2000
    /// Longer strings are folded.
    private static let longText = 2000
    /// How many levels are open at first, and how many members a deeper level may have to be open.
    private static let openLevels = 3
    private static let openMembers = 40

    /// A whole document; nil when it holds more values than `left`.
    init?(root: JSONValue, left: inout Int) { self.init(nil, root, level: 0, isLast: true, left: &left) }

    private init?(_ name: String?, _ value: JSONValue, level: Int, isLast: Bool, left: inout Int) {
        left -= 1
        guard left >= 0, level < Self.deepest else { return nil }
        label = name.map { PlainText.json(.string($0)) } ?? ""
        hasLabel = name != nil
        comma = isLast ? "" : ","
        let parts: [PayloadNode]
        switch value {
        case .object(let object) where !object.isEmpty:
            let held = Self.parts(object.members.map { ($0.key, $0.value) }, level: level + 1, left: &left)
            guard let held else { return nil }
            parts = held
            (opening, closing) = ("{", "}")
            remark = parts.count == 1 ? "1 member" : "\(Figure.count(parts.count)) members"
        case .array(let elements) where !elements.isEmpty:
            guard let held = Self.parts(elements.map { (nil, $0) }, level: level + 1, left: &left) else { return nil }
            parts = held
            (opening, closing) = ("[", "]")
            remark = parts.count == 1 ? "1 element" : "\(Figure.count(parts.count)) elements"
        case .string(let text) where text.utf8.count > Self.longText:
            parts = [Self(leaf: PlainText.json(value))]
            (opening, closing) = (PlainText.json(.string(String(text.prefix(80)) + "…")), "")
            remark = Figure.bytes(text.utf8.count)
        default:
            parts = []
            (opening, closing, remark) = ("", "", "")
        }
        children = parts
        isFold = !parts.isEmpty
        isOpen = !closing.isEmpty && level < Self.openLevels && (level == 0 || parts.count <= Self.openMembers)
        text = isFold ? "" : PlainText.json(value)
        tone = Self.tone(value)
    }

    private static func parts(_ members: [(String?, JSONValue)], level: Int, left: inout Int) -> [PayloadNode]? {
        var parts: [PayloadNode] = []
        for (index, member) in members.enumerated() {
            let isLast = index == members.count - 1
            guard let node = Self(member.0, member.1, level: level, isLast: isLast, left: &left) else { return nil }
            parts.append(node)
        }
        return parts
    }

    private init(leaf: String) {
        (label, hasLabel, text, tone, isFold, isOpen) = ("", false, leaf, "string", false, false)
        (opening, closing, remark, comma, children) = ("", "", "", "", [])
    }

    private static func tone(_ value: JSONValue) -> String {
        switch value {
        case .string: "string"
        case .number: "number"
        default: "word"
        }
    }
}
