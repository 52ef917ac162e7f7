internal import HeraldJSON

/// Checks webhooks that arrive at your server and reads the event inside.
///
/// Make one receiver at start and use it for every request, from any thread. Hand it the body exactly as it came in,
/// before any middleware parses it: the signature covers bytes, not meaning.
///
/// ```swift
/// let receiver = Receiver(provider: .socialplus, secrets: [secret])
///
/// switch receiver.verify(headers: headers, body: body) {
/// case .verified(let event): queue.append(event)      // answer 200 {} now, work later
/// case .legacyDuplicate: break                        // answer 200 {}
/// case .rejected(let reason): logger.info("\(reason)") // answer reason.statusCode
/// }
/// ```
///
/// Providers repeat deliveries, and social.plus sends no delivery id: remember ``WebhookEvent/fingerprint`` for a while
/// and skip what was seen. The signature covers no time either, so an old request can be replayed by whoever recorded
/// it; the same memory of fingerprints stops that for as long as it lasts. social.plus gives up after 1.5 seconds, so
/// answer first and work afterwards.
public struct Receiver: Sendable {
    /// Who sends the webhooks.
    public let provider: Provider
    /// How strict to be.
    public let options: Options
    let keys: [VerificationKey]

    /// How strict a receiver is.
    public struct Options: Hashable, Sendable {
        /// Also accept the signature in hexadecimal, as some of the provider's own samples compute it. The genuine
        /// encoding is base64.
        public var acceptsHex: Bool

        /// Chooses the options; the defaults are what the provider really sends.
        public init(acceptsHex: Bool = false) {
            self.acceptsHex = acceptsHex
        }
    }

    /// Prepares a receiver.
    ///
    /// - Parameters:
    ///   - provider: who sends the webhooks.
    ///   - secrets: the secrets to accept, verbatim; several while one is being rotated. Empty ones are left out, since
    ///     anyone could sign with them: a receiver without secrets rejects everything.
    ///   - options: how strict to be.
    public init(provider: Provider, secrets: [String], options: Options = Options()) {
        self.provider = provider
        self.options = options
        keys = secrets.filter { !$0.isEmpty }.map(VerificationKey.init(secret:))
    }

    /// Checks one request.
    ///
    /// The body is parsed only after the signature was found right. Signatures are compared in constant time.
    ///
    /// - Parameters:
    ///   - headers: the request's headers; upper and lower case do not matter.
    ///   - body: the request's body, byte for byte.
    public func verify(headers: some Sequence<(name: String, value: String)>, body: [UInt8]) -> Verification {
        let signatures = SignatureHeaders(headers)
        guard !keys.isEmpty else { return .rejected(.noSecret) }
        guard !signatures.main.isEmpty else {
            guard !signatures.legacy.isEmpty else {
                return .rejected(.missingSignature(header: SignatureHeaders.mainName))
            }
            return .legacyDuplicate(isVerified: check(signatures.legacy, body: body) == nil)
        }
        if let rejection = check(signatures.main, body: body) { return .rejected(rejection) }
        do {
            guard let event = WebhookEvent(try JSONValue(parsing: body), body: body) else {
                return .rejected(.unknownEnvelope)
            }
            return .verified(event)
        } catch {
            return .rejected(.invalidBody(error))
        }
    }

    /// Nil when one of the header's values is a right signature. A header normally has one value.
    private func check(_ values: [String], body: [UInt8]) -> Rejection? {
        var rejection: Rejection?
        for value in values {
            switch SignatureText.decode(value, acceptsHex: options.acceptsHex) {
            case .success(let code):
                // Every key is tried, so that the time tells nothing about which one is in use.
                let matches = keys.reduce(false) { found, key in key.matches(code, body: body) || found }
                if matches { return nil }
                rejection = .mismatch
            case .failure(let fault): rejection = rejection ?? .malformedSignature(fault)
            }
        }
        return rejection
    }
}
