internal import HeraldJSON

/// social.plus (`reference/social-plus.md` §2, §3, §6, §10).
struct SocialPlusRules: ProviderRules {
    static let header = "x-amity-signature"
    static let legacyHeader = "x-eko-signature"

    func authenticate(_ request: IncomingRequest, by setup: Receiver.Setup, now: Int64) throws(Rejection)
        -> Authentication
    {
        let decode = { SignatureText.base64($0, acceptsHex: setup.options.acceptsHex) }
        let main = request.headers[Self.header]
        guard main.isEmpty else {
            try check(main.map(decode), with: setup.keys) { () throws(Rejection) in request.body }
            return .signed(body: request.body)
        }
        let legacy = request.headers[Self.legacyHeader]
        guard !legacy.isEmpty else { throw .missingSignature(header: Self.header) }
        do {
            try check(legacy.map(decode), with: setup.keys) { () throws(Rejection) in request.body }
            return .legacy(isVerified: true)
        } catch {
            return .legacy(isVerified: false)
        }
    }

    /// Regular events are `{"event","data"}`; the push family has `eventType` and names the event in its data.
    func read(_ document: JSONValue, of request: IncomingRequest) -> Reading? {
        let data = document["data"] ?? .null
        let time = (document["sentTime"] ?? document["timestamp"])?.string
        let channel = data["channel"] ?? (data["messages"] ?? data["channels"])?.array?.first
        var reading = Reading(
            type: "", data: data, occurredAt: time.flatMap(InternetTime.milliseconds),
            channel: channel?["channelId"]?.string)
        if let event = document["event"]?.string {
            reading.type = event
        } else if document["eventType"]?.string == "push-notification.created", let name = data["eventName"]?.string {
            reading.type = "push-notification/" + name
            reading.id = document["id"]?.string
        } else {
            return nil
        }
        return reading
    }

    var signatureHeaders: [String] { [Self.header] }

    func text(of code: [UInt8]) -> String { Base64Text.encode(code) }

    func candidates(in request: IncomingRequest) -> [SignatureCode] {
        request.headers[Self.header].compactMap { try? SignatureText.base64($0, acceptsHex: true).get() }
    }

    func variants(of request: IncomingRequest, limit: Int) -> [SignedVariant] {
        SignedVariant.common(of: request.body) + SignedVariant.inflated(request.body, limit: limit)
    }

    func advice(on rejection: Rejection, _ request: IncomingRequest) -> [String] {
        switch rejection {
        case .unknownEnvelope:
            ["A regular event has a string `event`; a push event has `eventType` and `data.eventName`."]
        case .missingSignature where !request.headers["x-signature"].isEmpty:
            ["There is an x-signature header: this looks like a pre-hook, which is signed differently."]
        default: []
        }
    }
}
