import HeraldModel
import HeraldWire

enum SigningLoop {
    static func run(_ count: Int, rendering: Bool) -> Int {
        let dialect = SocialPlusDialect()
        let signer = Signer(newest: "whsec-bench")
        let envelope = EventEnvelope(
            id: "evt_1", networkID: "net_1", type: Sample.type, data: Sample.data, occurredAt: Sample.now)
        let request = WireRequest(
            network: NetworkID(rawValue: 1), delivery: DeliveryID(rawValue: 1), event: EventID(rawValue: 1),
            time: Sample.now)
        var body = dialect.body(for: envelope)
        var bytes = 0
        for _ in 0..<count {
            if rendering { body = dialect.body(for: envelope) }
            var lines: [UInt8] = []
            lines.reserveCapacity(128)
            body.withUnsafeBytes {
                dialect.appendRequestHeaders(body: $0, signer: signer, request: request, into: &lines)
            }
            bytes += body.count + lines.count
        }
        return bytes
    }
}
