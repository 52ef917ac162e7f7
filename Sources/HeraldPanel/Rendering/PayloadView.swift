import HeraldJSON

/// A payload to look at: as a tree that folds when it is JSON of a handy size, else as text.
struct PayloadView {
    /// The parts of the tree; empty when it is shown as text.
    let nodes: [PayloadNode]
    /// All of it as text, which is what the copy button takes.
    let wholeText: String
    let size: String
    let isTree: Bool

    init(_ bytes: [UInt8]) {
        size = Figure.bytes(bytes.count)
        let value = try? JSONValue(parsing: bytes)
        wholeText = value.map(PlainText.json) ?? PlainText.text(bytes)
        var left = PayloadNode.most
        nodes = value.flatMap { PayloadNode(root: $0, left: &left) }.map { [$0] } ?? []
        isTree = !nodes.isEmpty
    }
}
