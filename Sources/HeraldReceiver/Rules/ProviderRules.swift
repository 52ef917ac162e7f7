internal import HeraldJSON

/// How one provider signs, wraps and names its requests. No clock and no state.
protocol ProviderRules: Sendable {
    /// Prepares a secret; nil when it is not in the form the provider uses.
    func key(for credential: Receiver.Credential, place: Int) -> VerificationKey?

    /// Checks the signature, and the timestamp where there is one.
    func authenticate(_ request: IncomingRequest, by setup: Receiver.Setup, now: Int64) throws(Rejection)
        -> Authentication

    /// Reads the envelope of an authentic request; nil when it names no event.
    func read(_ document: JSONValue, of request: IncomingRequest) -> Reading?

    /// The signatures of a request, read as leniently as can be. Only for explanations.
    func candidates(in request: IncomingRequest) -> [SignatureCode]

    /// What a body is signed as, here and in the usual mistakes of this provider's users.
    func variants(of request: IncomingRequest, limit: Int) -> [SignedVariant]

    /// The headers a signature may come in, in lower case; never empty.
    var signatureHeaders: [String] { get }

    /// An HMAC as the provider writes it.
    func text(of code: [UInt8]) -> String

    /// What else to say about a rejection.
    func advice(on rejection: Rejection, _ request: IncomingRequest) -> [String]
}

extension ProviderRules {
    func key(for credential: Receiver.Credential, place: Int) -> VerificationKey? {
        VerificationKey(text: credential.secret, place: place, apiKey: credential.apiKey)
    }

    func text(of code: [UInt8]) -> String { SignatureText.hex(code) }

    /// Throws unless one of the signatures is right. A header normally has one value.
    ///
    /// - Parameters:
    ///   - signatures: what the request carries, decoded; the first fault counts when all are malformed.
    ///   - content: the bytes that are signed. Asked for only when a signature is well-formed.
    func check(
        _ signatures: [Result<SignatureCode, Rejection.MalformedSignature>], with keys: [VerificationKey],
        over content: () throws(Rejection) -> [UInt8]
    ) throws(Rejection) {
        let codes = signatures.compactMap { try? $0.get() }
        guard !codes.isEmpty else {
            if case .failure(let fault)? = signatures.first { throw .malformedSignature(fault) }
            throw .malformedSignature(.unknownVersion)
        }
        let content = try content()
        // Every key is tried, so that the time tells nothing about which one is in use.
        guard keys.reduce(false, { found, key in key.matches(codes, content: content) || found }) else {
            throw .mismatch
        }
    }
}
