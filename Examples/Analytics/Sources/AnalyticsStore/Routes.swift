import HTTPTypes
import HeraldReceiver
import HeraldReceiverHummingbird
import Hummingbird

/// The web server: webhooks come in at `/hooks`, people look at `/` and programs at `/stats`.
struct Routes {
    let receiver: Receiver
    let store: EventStore

    var router: Router<BasicRequestContext> {
        let router = Router()
        // No de-duplicator: the store recognises repeats in the transaction that keeps the event, which is safer still.
        // When keeping fails this throws: the answer is then 500 and the sender tries again.
        router.webhook("/hooks", receiver: receiver, deduplicator: nil) { event, _ in try await store.add(event) }
        router.get("/stats") { _, _ in try await store.statistics() }
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: .init(byteBuffer: ByteBuffer(string: Page(try await store.statistics()).html)))
        }
        return router
    }
}
