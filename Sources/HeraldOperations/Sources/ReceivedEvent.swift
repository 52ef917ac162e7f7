import FoundationEssentials
import HeraldCatalogue
import HeraldDelivery
import HeraldJSON
import HeraldModel
import HeraldReceiver

/// Turns what a provider sent into an event of the log.
struct ReceivedEvent {
    let source: Source
    let headers: [(name: String, value: String)]
    let body: [UInt8]
    let now: Timestamp

    /// The longest type name taken, in bytes.
    private static let typeBytes = 128

    /// The headers that are kept: what the bytes are, which event they are, and who signed them.
    private static let keptHeaders: Set<String> = [
        "content-type", "content-encoding", "x-amity-signature", "x-eko-signature", "x-sendbird-signature",
        "x-signature", "x-api-key", "x-webhook-id", "x-webhook-attempt", "webhook-id", "webhook-timestamp",
        "webhook-signature",
    ]

    /// - Throws: a refusal when the event cannot be an event of the log.
    func event(_ event: WebhookEvent, routes: RoutingTable) throws(OperationError) -> NewEvent {
        let type = event.type
        guard (1...Self.typeBytes).contains(type.utf8.count), type.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            !type.utf8.starts(with: EngineNotice.typePrefix.utf8)
        else { throw .unreadableEvent("Its type is no name of 1 to 128 bytes, or one of Herald's own.") }
        let catalogue = EventCatalogue.catalogue(for: source.provider)
        let data = try payload(of: event)
        var notice: String?
        if case .marked(let remark) = catalogue?.judge(type: type, mode: .warn) { notice = remark }
        return NewEvent(
            type: type, data: data,
            orderingKey: catalogue?.orderingKey(type: type, data: data) ?? event.channel.map { "channel:\($0)" },
            occurredAt: event.occurredAt.map(Self.timestamp) ?? now, requestInfo: try requestInfo(of: event),
            notice: notice,
            received: ReceivedRequest(
                sourceID: source.id, provider: source.provider, headers: received, body: body),
            deduplicationKey: "\(source.id)/\(event.id)", targets: routes.webhooks(for: type, data: data))
    }

    /// The payload as it would have been published: without what the envelope says anyway.
    private func payload(of event: WebhookEvent) throws(OperationError) -> [UInt8] {
        var data = event.data
        let envelope: Set<String> =
            switch source.provider {
            case .sendbird: ["category", "app_id"]
            case .stream: ["type", "request_info"]
            case .socialplus, .standard: []
            }
        if !envelope.isEmpty, let object = data.object {
            data = .object(JSONObject(object.members.filter { !envelope.contains($0.key) }))
        }
        return try canonical(data == .null ? .object(JSONObject()) : data)
    }

    private func requestInfo(of event: WebhookEvent) throws(OperationError) -> [UInt8]? {
        guard source.provider == .stream, let info = event.document["request_info"], info.object != nil
        else { return nil }
        return try canonical(info)
    }

    private func canonical(_ value: JSONValue) throws(OperationError) -> [UInt8] {
        do {
            return try JSONCanonicalizer.canonicalize(
                value.encoded(), keepsIntegers: source.provider != .socialplus)
        } catch {
            throw .unreadableEvent("Its JSON cannot be kept: \(error).")
        }
    }

    private var received: [ReceivedRequest.Header] {
        headers.filter { Self.keptHeaders.contains($0.name.lowercased()) }
            .map { ReceivedRequest.Header(name: $0.name, value: $0.value) }
    }

    private static func timestamp(_ date: Date) -> Timestamp {
        Timestamp(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
    }
}
