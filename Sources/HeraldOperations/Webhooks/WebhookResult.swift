public import HeraldDelivery
public import HeraldModel

/// A webhook after a change, with what its owner is told once.
public struct WebhookResult: Sendable {
    public var webhook: Webhook
    /// The current secret, when the change set one.
    public var secret: String?
    public var warnings: [FieldWarning]
}

/// A test request and what came back.
public struct WebhookTest: Sendable {
    /// The type of the sample event that was sent.
    public var type: String
    public var probe: Probe
}
