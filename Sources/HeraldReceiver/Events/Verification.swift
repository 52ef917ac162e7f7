/// What a receiver found out about a request.
public enum Verification: Hashable, Sendable {
    /// The signature is right, and the timestamp where there is one. Answer 200 with `{}` before doing any work.
    case verified(WebhookEvent)

    /// The separate second request that social.plus sends for old receivers: it carries only `x-eko-signature`, and the
    /// same event arrives under the main signature as well. Answer 200 with `{}` and ignore it.
    ///
    /// The vendor does not document how this signature is made. `isVerified` tells whether it is what is known of it
    /// (the main signature under another name); nothing should depend on that, since the request is ignored anyway.
    case legacyDuplicate(isVerified: Bool)

    /// The request cannot be trusted or read. Answer ``Rejection/statusCode`` and do nothing else.
    case rejected(Rejection)

    /// The event, when there is one to handle.
    public var event: WebhookEvent? { if case .verified(let event) = self { event } else { nil } }

    /// The status code to answer with.
    public var statusCode: Int { if case .rejected(let rejection) = self { rejection.statusCode } else { 200 } }
}
