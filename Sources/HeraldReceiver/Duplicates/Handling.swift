/// What became of an event.
public enum Handling: String, Hashable, Sendable, CaseIterable {
    /// The work was done now.
    case handled
    /// It was done before.
    case repeated
    /// Another request is doing it now and may still fail: the sender has to come again.
    case inProgress

    /// The status code to answer with: 503 for what is in progress, since senders repeat after it.
    public var statusCode: Int { self == .inProgress ? 503 : 200 }
}
