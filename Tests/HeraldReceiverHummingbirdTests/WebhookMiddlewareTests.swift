import HTTPTypes
import HeraldReceiver
import HeraldReceiverHummingbird
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@Suite struct WebhookMiddlewareTests {
    /// A route that answers the status its query asks for, once; 200 afterwards.
    private func application(_ inbox: Inbox) -> some ApplicationProtocol {
        let router = Router(context: BasicWebhookRequestContext.self)
        router.get("/health") { _, _ in "fine" }
        router.group("hooks")
            .add(
                middleware: WebhookMiddleware(
                    receiver: Receiver(provider: .socialplus, secrets: [SignedRequest.secret]),
                    deduplicator: Deduplicator(storage: MemoryDeduplication()))
            )
            .post { request, context in
                guard let event = context.webhookEvent else { throw HTTPError(.internalServerError) }
                try await inbox.add(event)
                let body = try await request.body.collect(upTo: 1024)
                let status = request.uri.queryParameters.get("status", as: Int.self) ?? 200
                return Response(status: .init(code: status), body: ResponseBody(byteBuffer: body))
            }
        return Application(router: router, logger: .silent)
    }

    @Test func theEventIsInTheContextAndTheBodyStays() async throws {
        let inbox = Inbox()
        try await application(inbox).test(.router) { client in
            let request = SignedRequest()
            let answer = try await request.send(to: client)
            #expect(answer.status == .ok && answer.body == request.body)
            #expect(try await SignedRequest(secret: "other").send(to: client).status == .unauthorized)
            let health = try await client.execute(uri: "/health", method: .get)
            #expect(health.text == "fine")
        }
        #expect(await inbox.types == ["channel.didClose"])
    }

    @Test(arguments: [(status: 202, handled: 1), (status: 301, handled: 2), (status: 422, handled: 2)])
    func onlySuccessCountsAsHandled(status: Int, handled: Int) async throws {
        let inbox = Inbox()
        try await application(inbox).test(.router) { client in
            let first = try await SignedRequest().send(to: client, path: "/hooks?status=\(status)")
            #expect(first.status.code == status)
            #expect(try await SignedRequest().send(to: client).status == .ok)
        }
        #expect(await inbox.events.count == handled)
    }
}
