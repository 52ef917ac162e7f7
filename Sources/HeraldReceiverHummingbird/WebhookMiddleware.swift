public import HeraldReceiver
public import Hummingbird

/// Lets only genuine webhooks through, each once, with the event in the request's context.
///
/// Put it before the routes of a group of their own:
///
/// ```swift
/// router.group("hooks")
///     .add(middleware: WebhookMiddleware(receiver: receiver, deduplicator: deduplicator))
///     .post { _, context in
///         guard let event = context.webhookEvent else { throw HTTPError(.internalServerError) }
///         try await inbox.add(event)
///         return Response(status: .ok)
///     }
/// ```
///
/// The route sees only verified events it has not handled yet; everything else is answered here. An answer from 200 to
/// 299 counts as handled; after any other answer, and after an error, the sender's repeat comes through again. The
/// request keeps its body, byte for byte as it came. Where 200 `{}` is all there is to answer, `router.webhook` is
/// shorter.
public struct WebhookMiddleware<Context: WebhookRequestContext>: RouterMiddleware {
    private let door: WebhookDoor

    /// Prepares the middleware.
    ///
    /// - Parameters:
    ///   - receiver: checks the requests. Its `maxBodyBytes` bounds what is read.
    ///   - deduplicator: recognises repeats; nil lets them through.
    ///   - bodyDeadline: how long a body may take to arrive.
    public init(receiver: Receiver, deduplicator: Deduplicator?, bodyDeadline: Duration = .seconds(5)) {
        door = WebhookDoor(receiver: receiver, deduplicator: deduplicator, bodyDeadline: bodyDeadline)
    }

    public func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        try await door.pass(request, logger: context.logger) { event, request in
            var context = context
            context.webhookEvent = event
            return try await next(request, context)
        }
    }
}
