import HTTPTypes
import HeraldReceiver
import HeraldReceiverHummingbird
import Hummingbird

/// The web server: events come in at `/hooks`, questions at `/hooks/before-message-send`; people look at `/` and
/// programs at `/cases`.
struct Routes {
    let receiver: Receiver
    let words: WordList
    let rule: FlagRule
    let store: CaseStore

    var router: Router<BasicRequestContext> {
        let router = Router()
        // Repeats would do no harm; remembering the last ones saves the work. After a restart they are forgotten.
        let deduplicator = Deduplicator(storage: MemoryDeduplication())
        // When keeping fails this throws: the answer is then 500 and the sender tries again.
        router.webhook("/hooks", receiver: receiver, deduplicator: deduplicator) { event, _ in
            try await store.add(Flag.flags(in: event, from: receiver.provider), rule: rule)
        }
        router.post("/hooks/before-message-send") { request, _ in try await judge(request) }
        router.get("/cases") { _, _ in try await store.cases(by: rule) }
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"],
                body: .init(
                    byteBuffer: ByteBuffer(string: Page(cases: try await store.cases(by: rule), rule: rule).html)))
        }
        return router
    }

    /// The app waits for this answer before it shows the message, 1.5 s at most.
    private func judge(_ request: Request) async throws -> Response {
        let (headers, body) = try await read(request)
        do {
            let question = try MessageQuestion(receiver.authenticate(headers: headers, body: body))
            let ban = try await store.ban(of: question.user)
            return json(question.answer(words: words, ban: ban), status: 200)
        } catch let rejection as Rejection {
            return json("{}", status: rejection.statusCode)
        }
    }

    private func read(_ request: Request) async throws -> (headers: [(name: String, value: String)], body: [UInt8]) {
        let body = try await request.body.collect(upTo: 2 << 20)
        return (request.headers.map { (name: $0.name.rawName, value: $0.value) }, Array(body.readableBytesView))
    }

    private func json(_ text: String, status: Int) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
