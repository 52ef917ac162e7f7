public import HeraldDelivery
public import HeraldModel

/// What webhooks' lanes do now.
public struct LaneInspection: Sendable {
    private let engine: any DeliveryControl

    init(engine: any DeliveryControl) { self.engine = engine }

    /// How a webhook's receiver does; nil when the webhook has no lane.
    public func health(of webhook: WebhookID) -> LaneHealth? { engine.laneState(of: webhook)?.health }

    /// How many webhooks' breakers are not closed.
    public var failingWebhooks: Int { engine.failingWebhooks }
}
