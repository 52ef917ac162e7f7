/// The named objects of one catalogue, shared by all its event types.
final class ObjectTable: Sendable {
    private let shapes: [String: ObjectShape]

    init(_ shapes: [ObjectShape]) {
        self.shapes = Dictionary(shapes.map { ($0.name, $0) }) { first, _ in first }
    }

    subscript(name: String) -> ObjectShape? { shapes[name] }
}
