public import HeraldModel

/// What became of one token of a request.
public struct TokenOutcome: Hashable, Sendable {
    /// The token as it was sent.
    public let token: String
    public let outcome: LeaseOutcome
}
