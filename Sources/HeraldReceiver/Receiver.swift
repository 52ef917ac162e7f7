internal import FoundationEssentials
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
/// Providers repeat deliveries: remember ``WebhookEvent/id`` for a while and skip what was seen. Only
/// ``Provider/standard`` signs the time of a request; with the others a recorded request stays right forever, and the
/// memory of what was seen is what stops its replay (there use ``WebhookEvent/fingerprint``, which is signed). Answer
/// first and work afterwards: social.plus gives up after 1.5 seconds.
public struct Receiver: Sendable {
    /// Who sends the webhooks.
    public let provider: Provider
    /// How strict to be.
    public var options: Options { setup.options }
    /// The places of the secrets that are not in the provider's form, counted from 1. They are not used.
    public let malformedSecrets: [Int]
    let rules: any ProviderRules
    let setup: Setup
    /// How many secrets were given.
    let secretCount: Int

    /// What the rules of a provider work with.
    struct Setup: Sendable {
        var keys: [VerificationKey]
        var options: Options
    }

    /// Prepares a receiver.
    ///
    /// - Parameters:
    ///   - provider: who sends the webhooks.
    ///   - secrets: the secrets to accept, verbatim; several while one is being rotated. For Sendbird the master API
    ///     token, for Stream the API secret, for Standard Webhooks `whsec_…` or a public key `whpk_…`. Empty ones are
    ///     left out, since anyone could sign with them: a receiver without secrets rejects everything.
    ///   - options: how strict to be.
    public init(provider: Provider, secrets: [String], options: Options = Options()) {
        self.init(provider: provider, credentials: secrets.map { Credential(secret: $0) }, options: options)
    }

    /// Prepares a receiver that knows which API key each secret belongs to, as Stream's `X-Api-Key` names it.
    ///
    /// A request that names a known key is checked with that key's secret only; without the header, or with an unknown
    /// key in it, every secret is tried, because proxies lose headers.
    public init(provider: Provider, credentials: [Credential], options: Options = Options()) {
        self.provider = provider
        rules = provider.rules
        var keys: [VerificationKey] = []
        var malformed: [Int] = []
        for (index, credential) in credentials.enumerated() where !credential.secret.isEmpty {
            if let key = rules.key(for: credential, place: index + 1) {
                keys.append(key)
            } else {
                malformed.append(index + 1)
            }
        }
        setup = Setup(keys: keys, options: options)
        malformedSecrets = malformed
        secretCount = credentials.count
    }

    /// Checks one request and reads its event.
    ///
    /// The body is parsed only after the signature was found right. Signatures are compared in constant time.
    ///
    /// - Parameters:
    ///   - headers: the request's headers; upper and lower case do not matter.
    ///   - body: the request's body, byte for byte.
    ///   - now: the time in seconds since 1970, for providers that sign one; nil asks the system's clock.
    public func verify(
        headers: some Sequence<(name: String, value: String)>, body: [UInt8], now: Int64? = nil
    ) -> Verification {
        let request = IncomingRequest(headers: headers, body: body)
        do {
            switch try authentication(of: request, now: now) {
            case .legacy(let isVerified): return .legacyDuplicate(isVerified: isVerified)
            case .signed(let body): return .verified(try event(in: body, of: request))
            }
        } catch {
            return .rejected(error)
        }
    }

    /// Checks only that a request is genuine. For requests that are no events, such as the calls of synchronous hooks.
    ///
    /// - Returns: the bytes that were signed: the body, inflated when it was compressed.
    public func authenticate(
        headers: some Sequence<(name: String, value: String)>, body: [UInt8], now: Int64? = nil
    ) throws(Rejection) -> [UInt8] {
        let request = IncomingRequest(headers: headers, body: body)
        guard case .signed(let body) = try authentication(of: request, now: now) else {
            throw .missingSignature(header: SocialPlusRules.header)
        }
        return body
    }

    private func authentication(of request: IncomingRequest, now: Int64?) throws(Rejection) -> Authentication {
        guard !setup.keys.isEmpty else { throw malformedSecrets.isEmpty ? .noSecret : .malformedSecret }
        guard request.body.count <= options.maxBodyBytes else { throw .bodyTooLarge(limit: options.maxBodyBytes) }
        return try rules.authenticate(request, by: setup, now: now ?? Int64(Date().timeIntervalSince1970))
    }

    private func event(in body: [UInt8], of request: IncomingRequest) throws(Rejection) -> WebhookEvent {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: body)
        } catch {
            throw .invalidBody(error)
        }
        guard let reading = rules.read(document, of: request) else { throw .unknownEnvelope }
        return WebhookEvent(reading, document: document, body: body)
    }
}
