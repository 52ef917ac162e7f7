/// What publishing does with an event type.
public enum Judgement: Hashable, Sendable {
    /// Take it.
    case accepted
    /// Take it and keep the notice with the event.
    case marked(notice: String)
    /// Refuse it: why, and at most three names that may have been meant.
    case refused(detail: String, nearest: [String])
}
