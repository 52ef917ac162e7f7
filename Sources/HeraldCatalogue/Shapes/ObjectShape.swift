/// A named object of the catalogue, such as `Channel`.
public struct ObjectShape: Hashable, Sendable {
    /// The name other shapes refer to it by.
    public let name: String
    /// The keys in the reference's order.
    public let fields: [FieldShape]
    /// A remark for readers.
    public let note: String?

    /// The field under `key`.
    func field(_ key: String) -> FieldShape? { fields.first { $0.name == key } }
}
