/// The right to handle one event, given to whoever began it first.
public struct DeduplicationClaim: Hashable, Sendable {
    /// The id that was begun.
    public let id: String
    /// Tells this claim from earlier and later ones on the same id; a storage never gives a number twice.
    public let number: Int64

    /// Made by storages.
    public init(id: String, number: Int64) {
        self.id = id
        self.number = number
    }
}
