/// What became of one token of an acknowledgement, a return or an extension.
public enum LeaseOutcome: String, Hashable, Sendable, CaseIterable {
    /// What was asked for.
    case done
    /// Given back once too often: the event is a dead letter now.
    case dead
    /// The lease had ended and the event went on: it was leased anew, waits, or is a dead letter.
    case expired
    /// No such lease: acknowledged before, forgotten by a seek, or never made.
    case unknown
}
