import HeraldJSON
import HeraldModel
import HeraldWire

/// A sample event on its way to a URL.
struct SampleEvent: Sendable {
    var type: String
    /// The payload.
    var data: JSONValue
    /// Gives the event its ids.
    var seed: UInt64
    var occurredAt: Timestamp = .now

    /// The request body in a dialect.
    /// - Throws: ``CommandFailure`` when the payload cannot be written canonically.
    func body(for wire: any WireDialect) throws(CommandFailure) -> [UInt8] {
        do {
            let data = try JSONCanonicalizer.canonicalize(data.encoded())
            let key = Int64(seed & 0xFFF_FFFF)
            let envelope = EventEnvelope(
                id: EventID(rawValue: EventID(firstAt: occurredAt).rawValue | (key & 0xFFF)).description,
                networkID: NetworkID(rawValue: key).description, type: type, data: data, occurredAt: occurredAt
            )
            return wire.body(for: envelope)
        } catch {
            throw CommandFailure("The payload cannot be sent: \(error)")
        }
    }
}
