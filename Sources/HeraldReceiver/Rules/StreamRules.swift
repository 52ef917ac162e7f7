internal import HeraldGzip
internal import HeraldJSON

/// Stream Chat (`reference/stream-chat.md` §2 to §5, §7).
struct StreamRules: ProviderRules {
    static let header = "x-signature"

    func authenticate(_ request: IncomingRequest, by setup: Receiver.Setup, now: Int64) throws(Rejection)
        -> Authentication
    {
        let signatures = request.headers[Self.header]
        guard !signatures.isEmpty else { throw .missingSignature(header: Self.header) }
        let keys = Self.keys(of: setup.keys, for: request)
        var body = request.body
        do {
            try check(signatures.map(SignatureText.hexadecimal), with: keys) { () throws(Rejection) in
                body = try Self.inflated(request.body, limit: setup.options.maxBodyBytes)
                return body
            }
        } catch .mismatch where Self.saysGzip(request) && !Gzip.isGzip(request.body) {
            // Neither compressed, as the header says, nor the signed JSON after all.
            throw .invalidGzip(.notGzip)
        }
        return .signed(body: body)
    }

    /// The keys of the app's API key. Proxies lose headers, so every key counts when the header is of no help.
    static func keys(of keys: [VerificationKey], for request: IncomingRequest) -> [VerificationKey] {
        guard let apiKey = request.headers.first("x-api-key") else { return keys }
        guard keys.contains(where: { $0.apiKey == apiKey }) else { return keys }
        return keys.filter { $0.apiKey == nil || $0.apiKey == apiKey }
    }

    /// The signed JSON. The magic bytes decide and not the header: what lies between may have inflated the body and
    /// kept the header, or dropped the header and kept the body.
    static func inflated(_ body: [UInt8], limit: Int) throws(Rejection) -> [UInt8] {
        guard Gzip.isGzip(body) else { return body }
        do {
            return try Gzip.inflate(body, limit: limit)
        } catch .tooLarge {
            throw .bodyTooLarge(limit: limit)
        } catch {
            throw .invalidGzip(error)
        }
    }

    static func saysGzip(_ request: IncomingRequest) -> Bool {
        request.headers["content-encoding"].contains { $0.lowercased().contains("gzip") }
    }

    func read(_ document: JSONValue, of request: IncomingRequest) -> Reading? {
        guard let type = document["type"]?.string else { return nil }
        let time = (document["created_at"] ?? document["received_at"])?.string
        return Reading(
            type: type, data: document, id: request.headers.first("x-webhook-id"),
            occurredAt: time.flatMap(InternetTime.milliseconds).flatMap { $0 < Self.zeroTime ? nil : $0 },
            attempt: request.headers.first("x-webhook-attempt").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil },
            channel: Self.channel(of: document), requestInfo: document["request_info"].flatMap(RequestInfo.init))
    }

    /// Go writes a time that is not set as the first day of the year 1; nothing here happened before 1970.
    private static let zeroTime: Int64 = 0

    private static func channel(of document: JSONValue) -> String? {
        if let cid = (document["cid"] ?? document["channel"]?["cid"])?.string { return cid }
        if let cid = document["mute"]?["channel"]?["cid"]?.string { return cid }
        guard let type = document["channel_type"]?.string, let id = document["channel_id"]?.string else { return nil }
        return "\(type):\(id)"
    }

    var signatureHeaders: [String] { [Self.header] }

    func candidates(in request: IncomingRequest) -> [SignatureCode] {
        request.headers[Self.header].compactMap(SignatureText.either)
    }

    func variants(of request: IncomingRequest, limit: Int) -> [SignedVariant] {
        guard let body = try? Self.inflated(request.body, limit: limit) else { return [] }
        var variants = SignedVariant.common(of: body) + SignedVariant.escaped(body)
        if body.count != request.body.count {
            variants.append(
                SignedVariant(
                    content: request.body,
                    change: "the compressed bytes are signed (the signature must cover the JSON before compression)"))
        }
        return variants
    }

    func advice(on rejection: Rejection, _ request: IncomingRequest) -> [String] {
        switch rejection {
        case .unknownEnvelope:
            ["An event has a string `type`. Before-message-send and custom-command calls have none: use authenticate."]
        case .mismatch:
            if let coding = request.headers["content-encoding"].first(where: { !$0.lowercased().contains("gzip") }) {
                ["The body says it is encoded as \(coding.prefix(40)): undo what a proxy did to it before verifying."]
            } else {
                []
            }
        default: []
        }
    }
}
