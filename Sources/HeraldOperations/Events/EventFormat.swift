/// How the events of a publishing request are written down.
public enum EventFormat: Hashable, Sendable {
    /// One JSON object, or an array of them.
    case json
    /// One JSON object per line (NDJSON).
    case lines
}
