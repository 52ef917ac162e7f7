import HeraldOperations

extension EventFormat {
    /// The form a body of this media type has, JSON when none is given; nil for types that are not taken.
    init?(mediaType: String?) {
        switch mediaType {
        case nil, "application/json": self = .json
        case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines": self = .lines
        default: return nil
        }
    }
}
