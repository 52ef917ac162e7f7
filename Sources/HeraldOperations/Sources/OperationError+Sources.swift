import HeraldReceiver

extension OperationError {
    static let sourceDisabled = OperationError(
        .unavailable, code: "source_disabled", title: "Source switched off",
        detail: "The source is switched off; what is refused now may be sent again later.", retryAfter: 60)

    static let addressNotAllowed = OperationError(
        .forbidden, code: "address_not_allowed", title: "Address not allowed",
        detail: "The source takes no requests from this address. Add it to the source's allowedAddresses if it should; "
            + "behind a load balancer name that in trustedProxies.")

    static let headersTooLarge = OperationError(
        .malformed, code: "headers_too_large", title: "Headers too large",
        detail: "A request may have at most \(Ingest.headerLimits.count) headers with \(Ingest.headerLimits.bytes) "
            + "bytes in all.")

    /// A genuine request whose event cannot be kept.
    static func unreadableEvent(_ detail: String) -> OperationError {
        OperationError(.malformed, code: "unreadable_event", title: "Unreadable event", detail: detail)
    }

    /// A request to a source has more bytes than are taken.
    public static let sourceBodyTooLarge = OperationError(
        .tooLarge, code: "body_too_large", title: "Body too large",
        detail: "The body may have at most \(Ingest.bodyBytes) bytes, also when it is inflated.")

    /// The body of a request to a source did not come in time.
    public static let sourceBodyTooSlow = OperationError(
        .timedOut, code: "read_timeout", title: "Body too slow",
        detail: "The body did not come within \(Ingest.readDeadline).")

    static func sourceLimit(_ limit: Int) -> OperationError {
        OperationError(
            .conflict, code: "source_limit_reached", title: "Source limit reached",
            detail: "The network has all the sources it may have (\(limit)). Delete one first.")
    }

    static let secretsExpired = OperationError(
        .unverified, code: "secrets_expired", title: "Request refused",
        detail: "All secrets of the source have expired. Rotate in the secret the provider signs with now.")

    /// What the receiver did not accept.
    static func rejected(_ rejection: Rejection) -> OperationError {
        if case .bodyTooLarge = rejection { return sourceBodyTooLarge }
        // To the provider it makes no difference why nobody can vouch for its request: it shall not call this an error
        // of the server, and the owner finds the reason in the counts.
        if case .noSecret = rejection { return secretsExpired }
        let kind: Kind =
            switch rejection {
            // Nothing vouches for a body that cannot be inflated: what is signed lies inside.
            case .invalidGzip: .unverified
            default:
                switch rejection.statusCode {
                case 401: .unverified
                case 400: .malformed
                default: .failed
                }
            }
        let text = "\(rejection)"
        return OperationError(
            kind, code: rejection.code, title: "Request refused",
            detail: text.prefix(1).uppercased() + text.dropFirst() + ".")
    }

    /// Whatever keeps the store from taking an event, the provider shall send it again: not all do so after a 429.
    static func repeatLater(_ error: OperationError) -> OperationError {
        guard error.kind != .notFound else { return error }
        return OperationError(
            .unavailable, code: error.code, title: error.title, detail: error.detail, retryAfter: error.retryAfter ?? 5)
    }
}
