/// What a storage knows of an id.
public enum DeduplicationOutcome: Hashable, Sendable {
    /// Nobody handled it yet: handle it, then finish or abandon the claim.
    case fresh(DeduplicationClaim)
    /// Somebody is handling it now. Do nothing, and let the sender come again: that other may still fail.
    case inProgress
    /// It was handled. Answer success and do nothing.
    case done
}
