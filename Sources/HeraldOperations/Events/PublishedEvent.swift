/// What became of one event of an accepted publishing request.
public struct PublishedEvent: Hashable, Sendable {
    /// The id users know: the sender's own, else Herald's.
    public var id: String
    /// The type it was accepted under: the current name when the sender used an alias.
    public var type: String
    /// Whether it was accepted before and nothing new is sent.
    public var isDuplicate: Bool
    /// How many deliveries it is owed to.
    public var deliveries: Int
    /// What the catalogue remarked about the type.
    public var notice: String?

    /// Describes what became of an event.
    public init(id: String, type: String, isDuplicate: Bool, deliveries: Int, notice: String? = nil) {
        self.id = id
        self.type = type
        self.isDuplicate = isDuplicate
        self.deliveries = deliveries
        self.notice = notice
    }
}
