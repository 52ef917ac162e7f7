import HeraldModel

/// One event of a publishing request, read but not judged.
struct EventDraft {
    var type: String
    /// Canonical JSON.
    var data: [UInt8]
    var id: String?
    var orderingKey: String?
    var occurredAt: Timestamp?
    /// Canonical JSON.
    var requestInfo: [UInt8]?
}
