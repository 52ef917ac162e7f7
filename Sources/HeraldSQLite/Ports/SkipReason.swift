/// Why deliveries are skipped, in words for people.
enum SkipReason {
    static let webhookDeleted = "The webhook was deleted."
    static let networkDeleted = "The network was deleted."
}
