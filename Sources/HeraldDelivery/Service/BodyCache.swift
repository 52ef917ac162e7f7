import HeraldModel
import HeraldWire

/// Renders each event once per dialect and options while a batch is taken in: an event's deliveries stand next to each other.
struct BodyCache {
    private var last: (event: EventID, rendering: PreparedEndpoint.Rendering, body: [UInt8])?

    mutating func body(of event: EventRecord, for endpoint: PreparedEndpoint) -> [UInt8] {
        if let last, last.event == event.id, last.rendering == endpoint.rendering { return last.body }
        let body = endpoint.body(of: event)
        last = (event.id, endpoint.rendering, body)
        return body
    }
}
