import HeraldCatalogue
import HeraldDelivery
public import HeraldJSON
public import HeraldModel

extension WebhookAdministration {
    /// Sends one sample event now, outside of lane and log, and reports what came back.
    public func test(_ id: WebhookID, of networkID: NetworkID, _ body: JSONValue) async throws -> WebhookTest {
        let network = try requireNetwork(networkID)
        let webhook = try webhook(id, of: networkID)
        var reader = FieldReader(body)
        let wanted = reader.optional("type", .text(1...128))
        try reader.finish()
        let (type, data) = try Self.sample(of: wanted, for: webhook, in: network)
        let now = clock.now
        let event = EventRecord(
            id: EventID(rawValue: EventID(firstAt: now).rawValue | Int64.random(in: 0..<(1 << 22))),
            networkID: networkID, type: type, data: data, occurredAt: now)
        do throws(EndpointError) {
            return WebhookTest(type: type, probe: try await engine.probe(webhook, of: network, with: event))
        } catch {
            throw OperationError.unusableEndpoint(error)
        }
    }

    /// The sample of `wanted`, else of the first type of the catalogue that the webhook takes.
    private static func sample(
        of wanted: String?, for webhook: Webhook, in network: Network
    ) throws(OperationError) -> (type: String, data: [UInt8]) {
        if let own = wanted.flatMap(OperationalType.named) {
            let bytes = own.sample.encoded()
            return (own.name, (try? JSONCanonicalizer.canonicalize(bytes)) ?? bytes)
        }
        guard let catalogue = EventCatalogue.catalogue(for: network.dialect) else {
            return (wanted ?? "herald.test", Array("{}".utf8))
        }
        let type: EventType?
        if let wanted {
            type = catalogue.type(named: wanted)
        } else {
            let current = catalogue.types.filter { $0.status == .current }
            type = current.first { webhook.wants(type: $0.name) } ?? current.first
        }
        guard let type else {
            var suggestions: [String] = []
            if case .unknown(let nearest) = catalogue.lookup(wanted ?? "") { suggestions = nearest }
            throw .invalidFields([
                FieldError(
                    pointer: "/type", detail: "'type' must be a type of the catalogue, which has a sample for each.",
                    code: "unknown_event_type", suggestions: suggestions)
            ])
        }
        let bytes = type.sample().encoded()
        return (type.wireName, (try? JSONCanonicalizer.canonicalize(bytes)) ?? bytes)
    }
}
