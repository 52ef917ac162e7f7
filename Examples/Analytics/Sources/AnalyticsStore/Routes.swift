import HTTPTypes
import HeraldReceiver
import Hummingbird

/// The web server: webhooks come in at `/hooks`, people look at `/` and programs at `/stats`.
struct Routes {
    let receiver: Receiver
    let store: EventStore

    var router: Router<BasicRequestContext> {
        let router = Router()
        router.post("/hooks") { request, _ in try await receive(request) }
        router.get("/stats") { _, _ in try await store.statistics() }
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: Page(try await store.statistics()).html)))
        }
        return router
    }

    /// Verify, keep, answer. When keeping fails this throws: the answer is then 500 and the sender tries again.
    private func receive(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 2 << 20)
        let headers = request.headers.map { (name: $0.name.rawName, value: $0.value) }
        let verification = receiver.verify(headers: headers, body: Array(body.readableBytesView))
        if let event = verification.event { try await store.add(event) }
        return Response(
            status: .init(code: verification.statusCode), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: "{}")))
    }
}
