/// Where in the log a consumer starts, or goes.
public enum ConsumerPlace: Hashable, Sendable {
    /// Before everything that is kept.
    case beginning
    /// Behind everything accepted so far.
    case end
    /// Before the first event accepted at or after a time; a time to come counts as the end.
    case time(Timestamp)
}
