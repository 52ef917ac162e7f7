import HTTPTypes
import HeraldReceiver
import Hummingbird

/// The web server: webhooks come in at `/hooks`, people search at `/` and programs at `/search`.
struct Routes {
    let receiver: Receiver
    let store: ItemStore

    var router: Router<BasicRequestContext> {
        let router = Router()
        router.post("/hooks") { request, _ in try await receive(request) }
        router.get("/search") { request, _ in
            try await store.search(request.uri.queryParameters.get("q") ?? "")
        }
        router.get("/") { request, _ in
            let question = request.uri.queryParameters.get("q") ?? ""
            let page = Page(question: question, answer: try await store.search(question))
            return Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: page.html)))
        }
        return router
    }

    /// Verify, keep, answer. When keeping fails this throws: the answer is then 500 and the sender tries again.
    private func receive(_ request: Request) async throws -> Response {
        let body = try await request.body.collect(upTo: 2 << 20)
        let headers = request.headers.map { (name: $0.name.rawName, value: $0.value) }
        let verification = receiver.verify(headers: headers, body: Array(body.readableBytesView))
        if let change = verification.event.flatMap({ Change($0, from: receiver.provider) }) {
            try await store.apply(change)
        }
        return Response(
            status: .init(code: verification.statusCode), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: "{}")))
    }
}
