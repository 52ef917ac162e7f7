public import HeraldReceiver
public import Hummingbird

/// A request context that carries the event ``WebhookMiddleware`` verified.
public protocol WebhookRequestContext: RequestContext {
    /// The event of the request; nil before the middleware.
    var webhookEvent: WebhookEvent? { get set }
}
