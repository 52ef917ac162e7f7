public import HeraldReceiver
public import Hummingbird

extension RouterMethods {
    /// Receives webhooks at a path.
    ///
    /// The handler sees each verified event once; the answer is 200 `{}`. Store the event and return: social.plus waits
    /// 1.5 seconds. When the handler throws, the event is forgotten again and the sender's repeat is handled; the answer
    /// is 500, or that of an `HTTPError`.
    ///
    /// - Parameters:
    ///   - path: where the sender posts to.
    ///   - receiver: checks the requests. Its `maxBodyBytes` bounds what is read.
    ///   - deduplicator: recognises repeats; nil hands them to the handler.
    ///   - bodyDeadline: how long a body may take to arrive.
    ///   - handler: takes an event.
    @discardableResult
    public func webhook(
        _ path: RouterPath = "", receiver: Receiver, deduplicator: Deduplicator?, bodyDeadline: Duration = .seconds(5),
        handler: @escaping @Sendable (WebhookEvent, Context) async throws -> Void
    ) -> Self {
        let door = WebhookDoor(receiver: receiver, deduplicator: deduplicator, bodyDeadline: bodyDeadline)
        return post(path) { request, context in
            try await door.pass(request, logger: context.logger) { event, _ in
                try await handler(event, context)
                return WebhookDoor.response(.accepted)
            }
        }
    }
}
