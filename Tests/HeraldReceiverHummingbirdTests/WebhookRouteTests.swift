import HTTPTypes
import HeraldJSON
import HeraldReceiver
import HeraldReceiverHummingbird
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Testing

@Suite struct WebhookRouteTests {
    private func application(
        _ inbox: Inbox, options: Receiver.Options = .init(), secrets: [String] = [SignedRequest.secret],
        storage: any DeduplicationStorage = MemoryDeduplication()
    ) -> some ApplicationProtocol {
        let router = Router()
        router.webhook(
            "/hooks", receiver: Receiver(provider: .socialplus, secrets: secrets, options: options),
            deduplicator: Deduplicator(storage: storage)
        ) { event, _ in
            try await inbox.add(event)
        }
        return Application(router: router, logger: .silent)
    }

    @Test func aGoodRequestReachesTheHandler() async throws {
        let inbox = Inbox()
        try await application(inbox).test(.router) { client in
            let answer = try await SignedRequest().send(to: client)
            #expect(answer.status == .ok && answer.text == "{}")
            #expect(answer.headers[.contentType] == "application/json")
        }
        let event = try #require(await inbox.events.first)
        #expect(event.type == "channel.didClose" && event.channel == "c1")
    }

    @Test func anAlteredRequestIsRefused() async throws {
        let inbox = Inbox()
        try await application(inbox).test(.router) { client in
            var request = SignedRequest()
            request.body.setString("[", at: 0)
            let answer = try await request.send(to: client)
            #expect(answer.status == .unauthorized)
            let document = try JSONValue(parsing: Array(answer.text.utf8))
            #expect(document["error"] == "signature_mismatch")
            #expect(!answer.text.contains(SignedRequest.secret) && !answer.text.contains("channelId"))
        }
        #expect(await inbox.events.isEmpty)
    }

    @Test func whatIsWrongIsSaidInTheAnswer() async throws {
        try await application(Inbox()).test(.router) { client in
            var unsigned = SignedRequest()
            unsigned.headers = [:]
            let missing = try await unsigned.send(to: client)
            #expect(missing.status == .unauthorized && missing.text.contains("missing_signature"))
            var hexadecimal = SignedRequest()
            hexadecimal.headers[.signature] = String(repeating: "0", count: 64)
            #expect(try await hexadecimal.send(to: client).text.contains("malformed_signature"))
            #expect(try await SignedRequest(secret: "other").send(to: client).status == .unauthorized)
        }
        try await application(Inbox(), secrets: [""]).test(.router) { client in
            let answer = try await SignedRequest().send(to: client)
            #expect(answer.status == .internalServerError && answer.text.contains("no_secret"))
        }
    }

    @Test func aLegacyDuplicateIsAnsweredAndDropped() async throws {
        let inbox = Inbox()
        try await application(inbox).test(.router) { client in
            var request = SignedRequest()
            request.headers[.legacySignature] = request.headers[.signature]
            request.headers[.signature] = nil
            let answer = try await request.send(to: client)
            #expect(answer.status == .ok && answer.text == "{}")
        }
        #expect(await inbox.events.isEmpty)
    }

    @Test func aRepeatIsAnsweredAndDropped() async throws {
        let inbox = Inbox()
        try await application(inbox).test(.router) { client in
            for _ in 0..<3 {
                let answer = try await SignedRequest().send(to: client)
                #expect(answer.status == .ok && answer.text == "{}")
            }
            #expect(try await SignedRequest(event: "channel.didOpen").send(to: client).status == .ok)
        }
        #expect(await inbox.types == ["channel.didClose", "channel.didOpen"])
    }

    @Test func aRepeatDuringTheWorkIsToldToComeAgain() async throws {
        let inbox = Inbox(isOpen: false)
        try await application(inbox).test(.router) { client in
            async let first = SignedRequest().send(to: client).status
            await inbox.untilSomethingArrived()
            let repeated = try await SignedRequest().send(to: client)
            #expect(repeated.status == .serviceUnavailable && repeated.headers[.retryAfter] == "1")
            #expect(repeated.text.contains("in_progress"))
            await inbox.open()
            #expect(try await first == .ok)
            #expect(try await SignedRequest().send(to: client).status == .ok)
        }
        #expect(await inbox.events.count == 1)
    }

    @Test func aRepeatAfterAFailureIsHandled() async throws {
        let inbox = Inbox(failures: 1)
        try await application(inbox).test(.router) { client in
            var statuses: [HTTPResponse.Status] = []
            for _ in 0..<3 { statuses.append(try await SignedRequest().send(to: client).status) }
            #expect(statuses == [.internalServerError, .ok, .ok])
        }
        #expect(await inbox.events.count == 1)
    }

    @Test(arguments: [true, false])
    func anOversizedBodyIsRefused(isAnnounced: Bool) async throws {
        let inbox = Inbox()
        try await application(inbox, options: .init(maxBodyBytes: 32)).test(.router) { client in
            var request = SignedRequest()
            if isAnnounced { request.headers[.contentLength] = String(request.body.readableBytes) }
            let answer = try await request.send(to: client)
            #expect(answer.status == .contentTooLarge && answer.text.contains("body_too_large"))
        }
        #expect(await inbox.events.isEmpty)
    }

    @Test func aBodyThatNamesNoEventIsABadRequest() async throws {
        let inbox = Inbox()
        try await application(inbox).test(.router) { client in
            let answer = try await SignedRequest(text: #"{"data":{}}"#).send(to: client)
            #expect(answer.status == .badRequest && answer.text.contains("unknown_envelope"))
        }
        #expect(await inbox.events.isEmpty)
    }

    @Test func aSlowBodyIsGivenUp() async throws {
        let inbox = Inbox()
        let router = Router()
        router.add(middleware: EndlessBody())
        router.webhook(
            "/hooks", receiver: Receiver(provider: .socialplus, secrets: [SignedRequest.secret]), deduplicator: nil,
            bodyDeadline: .milliseconds(20)
        ) { event, _ in
            try await inbox.add(event)
        }
        try await Application(router: router, logger: .silent).test(.router) { client in
            let answer = try await SignedRequest().send(to: client)
            #expect(answer.status == .requestTimeout && answer.text.contains("body_too_slow"))
        }
        #expect(await inbox.events.isEmpty)
    }

    @Test func aStorageThatFailsAsksForARepeat() async throws {
        let inbox = Inbox()
        try await application(inbox, storage: BrokenStorage()).test(.router) { client in
            let answer = try await SignedRequest().send(to: client)
            #expect(answer.status == .serviceUnavailable && answer.text.contains("unavailable"))
        }
        #expect(await inbox.events.isEmpty)
    }

    /// Gives every request a body whose end never comes.
    private struct EndlessBody: RouterMiddleware {
        func handle(
            _ request: Request, context: BasicRequestContext,
            next: @concurrent (Request, BasicRequestContext) async throws -> Response
        ) async throws -> Response {
            let (parts, source) = AsyncStream.makeStream(of: ByteBuffer.self)
            source.yield(ByteBuffer(string: "{"))
            var request = request
            request.body = RequestBody(asyncSequence: parts)
            let response = try await next(request, context)
            source.finish()
            return response
        }
    }

    private struct BrokenStorage: DeduplicationStorage {
        func begin(_ id: String, at now: Int64) throws -> DeduplicationOutcome { throw Inbox.Full() }
        func finish(_ claim: DeduplicationClaim, at now: Int64) {}
        func abandon(_ claim: DeduplicationClaim) {}
    }
}

extension Logger {
    static var silent: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }
}
