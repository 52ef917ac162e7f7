internal import HeraldJSON

/// Standard Webhooks 1.0: `webhook-signature` is over `id.timestamp.body`.
struct StandardRules: ProviderRules {
    static let header = "webhook-signature"
    /// One request may carry several signatures while keys change; more than this are not looked at.
    static let signatureLimit = 32

    func key(for credential: Receiver.Credential, place: Int) -> VerificationKey? {
        VerificationKey(standard: credential.secret, place: place)
    }

    func authenticate(_ request: IncomingRequest, by setup: Receiver.Setup, now: Int64) throws(Rejection)
        -> Authentication
    {
        let signatures = request.headers[Self.header]
        guard !signatures.isEmpty else { throw .missingSignature(header: Self.header) }
        for name in ["webhook-id", "webhook-timestamp"] where request.headers.first(name) == nil {
            throw .missingHeader(name)
        }
        guard let sentAt = Self.timestamp(of: request) else { throw .malformedTimestamp }
        try check(Self.entries(signatures), with: setup.keys) { () throws(Rejection) in
            Self.content(of: request.body, in: request)
        }
        // Only now, so that too old and too new are said of genuine requests alone.
        let tolerance = setup.options.toleranceSeconds
        if sentAt < now &- tolerance { throw .tooOld(toleranceSeconds: tolerance) }
        if sentAt > now &+ tolerance { throw .tooNew(toleranceSeconds: tolerance) }
        return .signed(body: request.body)
    }

    /// The entries of a known version. `v1,BASE64 v1a,BASE64`: one of another version is for other receivers.
    private static func entries(
        _ headers: [String]
    ) -> [Result<SignatureCode, Rejection.MalformedSignature>] {
        headers.flatMap { $0.split(whereSeparator: { $0 == " " || $0 == "\t" }) }.prefix(signatureLimit)
            .compactMap { entry in
                let parts = entry.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
                let value = parts.count == 2 ? String(parts[1]) : ""
                switch parts[0] {
                case "v1": return SignatureText.base64(value, acceptsHex: false)
                case "v1a": return SignatureText.ed25519(value)
                default: return nil
                }
            }
    }

    /// Seconds since 1970, in digits only: the text is part of what is signed.
    private static func timestamp(of request: IncomingRequest) -> Int64? {
        guard let text = request.headers.first("webhook-timestamp"),
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return Int64(text)
    }

    private static func content(of body: [UInt8], in request: IncomingRequest) -> [UInt8] {
        let id = request.headers.first("webhook-id") ?? ""
        let timestamp = request.headers.first("webhook-timestamp") ?? ""
        return Array("\(id).\(timestamp).".utf8) + body
    }

    func read(_ document: JSONValue, of request: IncomingRequest) -> Reading? {
        guard let type = document["type"]?.string else { return nil }
        return Reading(
            type: type, data: document["data"] ?? .null, id: request.headers.first("webhook-id"),
            occurredAt: document["timestamp"]?.string.flatMap(InternetTime.milliseconds))
    }

    var signatureHeaders: [String] { [Self.header] }

    func text(of code: [UInt8]) -> String { "v1," + Base64Text.encode(code) }

    func candidates(in request: IncomingRequest) -> [SignatureCode] {
        let exact = Self.entries(request.headers[Self.header]).compactMap { try? $0.get() }
        guard exact.isEmpty else { return exact }
        return request.headers[Self.header].prefix(Self.signatureLimit).compactMap { text in
            SignatureText.either(text.hasPrefix("v1,") ? String(text.dropFirst(3)) : text)
        }
    }

    func variants(of request: IncomingRequest, limit: Int) -> [SignedVariant] {
        let bodies = SignedVariant.common(of: request.body) + SignedVariant.inflated(request.body, limit: limit)
        return bodies.map { variant in
            SignedVariant(content: Self.content(of: variant.content, in: request), change: variant.change)
        } + [
            SignedVariant(
                content: request.body,
                change: "the body alone is signed (the signature must cover webhook-id.webhook-timestamp.body)")
        ]
    }

    func advice(on rejection: Rejection, _ request: IncomingRequest) -> [String] {
        switch rejection {
        case .unknownEnvelope: ["An event has a string `type`, a `timestamp` and its `data`."]
        case .malformedSecret, .noSecret:
            ["A secret is whsec_ and base64; a public key is whpk_ and base64; whsk_ is the sender's private key."]
        case .malformedSignature(.unknownVersion):
            ["Signatures are v1,BASE64 (symmetric) or v1a,BASE64 (ed25519), with blanks between them."]
        case .missingSignature where !request.headers["svix-signature"].isEmpty:
            ["There is a svix-signature header: copy the svix- headers to their webhook- names."]
        default: []
        }
    }
}
