public import HeraldReceiver
public import Hummingbird

/// The simplest ``WebhookRequestContext``, for apps without a context of their own.
public struct BasicWebhookRequestContext: WebhookRequestContext {
    public var coreContext: CoreRequestContextStorage
    public var webhookEvent: WebhookEvent?

    public init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }
}
