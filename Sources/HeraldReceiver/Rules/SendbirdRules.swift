internal import HeraldJSON

/// Sendbird (`reference/sendbird.md` §2, §3).
struct SendbirdRules: ProviderRules {
    /// The same value under two names.
    static let headers = ["x-sendbird-signature", "x-signature"]

    func authenticate(_ request: IncomingRequest, by setup: Receiver.Setup, now: Int64) throws(Rejection)
        -> Authentication
    {
        let signatures = Self.headers.flatMap { request.headers[$0] }
        guard !signatures.isEmpty else { throw .missingSignature(header: Self.headers[0]) }
        try check(signatures.map(SignatureText.hexadecimal), with: setup.keys) { () throws(Rejection) in request.body }
        return .signed(body: request.body)
    }

    func read(_ document: JSONValue, of request: IncomingRequest) -> Reading? {
        guard let category = document["category"]?.string else { return nil }
        return Reading(
            type: category, data: document, id: SendbirdIdentity.id(of: document, category: category),
            occurredAt: SendbirdIdentity.time(of: document, category: category),
            channel: document["channel"]?["channel_url"]?.string ?? document["message"]?["channel_url"]?.string)
    }

    var signatureHeaders: [String] { Self.headers }

    func candidates(in request: IncomingRequest) -> [SignatureCode] {
        Self.headers.flatMap { request.headers[$0] }.compactMap(SignatureText.either)
    }

    func variants(of request: IncomingRequest, limit: Int) -> [SignedVariant] {
        SignedVariant.common(of: request.body) + SignedVariant.escaped(request.body)
            + SignedVariant.inflated(request.body, limit: limit)
    }

    func advice(on rejection: Rejection, _ request: IncomingRequest) -> [String] {
        switch rejection {
        case .unknownEnvelope: ["An event has a string `category`, such as `group_channel:message_send`."]
        case .mismatch: ["Sendbird signs with the master API token: a secondary token or a secret of one's own fails."]
        default: []
        }
    }
}
