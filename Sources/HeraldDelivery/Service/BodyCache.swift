import HeraldModel
import HeraldWire

/// Renders each event once per dialect while a batch is taken in: an event's deliveries stand next to each other.
struct BodyCache {
    private var last: (event: EventID, dialect: Dialect, body: [UInt8])?

    mutating func body(of event: EventRecord, for endpoint: PreparedEndpoint) -> [UInt8] {
        if let last, last.event == event.id, last.dialect == endpoint.wire.dialect { return last.body }
        let body = endpoint.body(of: event)
        last = (event.id, endpoint.wire.dialect, body)
        return body
    }
}
