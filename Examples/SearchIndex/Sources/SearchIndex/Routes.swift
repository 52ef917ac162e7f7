import HTTPTypes
import HeraldReceiver
import HeraldReceiverHummingbird
import Hummingbird

/// The web server: webhooks come in at `/hooks`, people search at `/` and programs at `/search`.
struct Routes {
    let receiver: Receiver
    let store: ItemStore

    var router: Router<BasicRequestContext> {
        let router = Router()
        // Repeats would do no harm; remembering the last ones saves the work. After a restart they are forgotten.
        let deduplicator = Deduplicator(storage: MemoryDeduplication())
        // When keeping fails this throws: the answer is then 500 and the sender tries again.
        router.webhook("/hooks", receiver: receiver, deduplicator: deduplicator) { event, _ in
            if let change = Change(event, from: receiver.provider) { try await store.apply(change) }
        }
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
}
