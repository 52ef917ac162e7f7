import HTTPTypes
import HeraldReceiver
import HeraldReceiverHTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What a webhook goes through before its handler: read, verify, recognise repeats.
struct WebhookDoor: Sendable {
    let receiver: Receiver
    let deduplicator: Deduplicator?
    let bodyDeadline: Duration

    /// Answers a request; `handle` is called for a genuine event that was not handled yet.
    func pass(
        _ request: Request, logger: Logger, to handle: (WebhookEvent, Request) async throws -> Response
    ) async throws -> Response {
        let limit = receiver.options.maxBodyBytes
        var request = request
        let bytes: ByteBuffer
        switch try await WebhookBody.read(request, limit: limit, deadline: bodyDeadline) {
        case .complete(let body): bytes = body
        case .tooLarge: return Self.refuse(.bodyTooLarge(limit: limit), logger)
        case .tooSlow:
            logger.info("webhook refused", metadata: ["reason": "body_too_slow"])
            return Self.response(.bodyTooSlow)
        }
        request.body = RequestBody(buffer: bytes)
        switch receiver.verify(headers: request.headers, body: Array(bytes.readableBytesView)) {
        case .verified(let event):
            let original = request
            return try await once(event, logger) { try await handle(event, original) }
        case .legacyDuplicate: return Self.response(.accepted)
        case .rejected(let rejection): return Self.refuse(rejection, logger)
        }
    }

    private func once(
        _ event: WebhookEvent, _ logger: Logger, _ work: () async throws -> Response
    ) async throws -> Response {
        guard let deduplicator else { return try await work() }
        let outcome: DeduplicationOutcome
        do {
            outcome = try await deduplicator.begin(event)
        } catch {
            logger.error("webhooks cannot be de-duplicated", metadata: ["error": "\(error)"])
            return Self.response(.unavailable)
        }
        switch outcome {
        case .done: return Self.response(.accepted)
        case .inProgress: return Self.response(.inProgress)
        case .fresh(let claim):
            let response: Response
            do {
                response = try await work()
            } catch {
                await abandon(claim, deduplicator, logger)
                throw error
            }
            guard (200..<300).contains(response.status.code) else {
                await abandon(claim, deduplicator, logger)
                return response
            }
            do {
                try await deduplicator.finish(claim)
            } catch {
                // The work is done; asking for a repeat would only do it again.
                logger.error("a handled webhook could not be remembered", metadata: ["error": "\(error)"])
            }
            return response
        }
    }

    private func abandon(_ claim: DeduplicationClaim, _ deduplicator: Deduplicator, _ logger: Logger) async {
        do {
            try await deduplicator.abandon(claim)
        } catch {
            // The lease frees it.
            logger.error("a failed webhook stays claimed for a while", metadata: ["error": "\(error)"])
        }
    }

    static func response(_ answer: WebhookAnswer) -> Response {
        let head = answer.response
        return Response(
            status: head.status, headers: head.headerFields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }

    private static func refuse(_ rejection: Rejection, _ logger: Logger) -> Response {
        logger.info("webhook refused", metadata: ["reason": "\(rejection.code)"])
        return response(WebhookAnswer(rejection))
    }
}
