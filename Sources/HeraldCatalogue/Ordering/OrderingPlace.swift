/// Where payloads of a dialect hold what keeps them in order, whatever their type. The first that hits wins.
///
/// For dialects whose payloads name their subject the same way everywhere.
struct OrderingPlace: Hashable, Sendable {
    /// The steps from the payload's root.
    let path: [String]
    /// What it is the key of.
    let word: String

    private init(_ word: String, _ path: String...) {
        self.word = word
        self.path = path
    }

    /// Everything in a channel is ordered per channel, the rest per user.
    static let sendbird = [
        OrderingPlace("channel", "channel", "channel_url"), OrderingPlace("user", "user", "user_id"),
        OrderingPlace("user", "blocker", "user_id"), OrderingPlace("user", "unblocker", "user_id"),
        OrderingPlace("user", "offending_user", "user_id"), OrderingPlace("user", "user_id"),
    ]

    /// Everything with a `cid` is ordered per channel, the rest per user or task.
    static let stream = [
        OrderingPlace("channel", "cid"), OrderingPlace("channel", "channel", "cid"),
        OrderingPlace("channel", "mute", "channel", "cid"), OrderingPlace("user", "user", "id"),
        OrderingPlace("user", "user_id"), OrderingPlace("task", "task_id"), OrderingPlace("campaign", "campaign", "id"),
        OrderingPlace("review", "review_queue_item", "id"),
    ]
}
