import HTTPTypes
import HeraldModel
import HeraldOperations
import Hummingbird
import NIOCore
import NIOHTTP1
import Synchronization

/// Makes the answers of ``PublishHandler``, with the headers the router's answers have.
final class PublishAnswers: Sendable {
    private let metrics: ServerMetrics
    private let clock: WallClock
    private let serverName: String
    /// An acceptance up to its request id, the first of the headers that change.
    private let acceptance: ByteBuffer
    /// `Date` in text, made once a second.
    private let date = Mutex((second: Int64.min, text: ""))

    init(metrics: ServerMetrics, serverName: String, clock: WallClock = .system) {
        self.metrics = metrics
        self.serverName = serverName
        self.clock = clock
        var fields: HTTPFields = [.contentType: "application/json", .server: serverName]
        CommonHeaders.add(to: &fields, requestID: "")
        var acceptance = ByteBuffer(string: "HTTP/1.1 202 Accepted\r\n")
        for field in fields where field.name != CommonHeaders.requestID {
            acceptance.writeString("\(field.name.rawName): \(field.value)\r\n")
        }
        acceptance.writeStaticString("x-request-id: ")
        self.acceptance = acceptance
    }

    /// A 202 as it goes on the wire: no encoder, one buffer.
    func acceptance(of events: [PublishedEvent], _ allocator: ByteBufferAllocator) -> ByteBuffer {
        metrics.countRequest(status: HTTPResponse.Status.accepted.code)
        let body = PublishAnswer.json(events)
        var answer = allocator.buffer(capacity: acceptance.readableBytes + 160 + body.count)
        answer.writeImmutableBuffer(acceptance)
        answer.writeString(RequestID().description)
        answer.writeStaticString("\r\nDate: ")
        answer.writeString(dateText())
        answer.writeStaticString("\r\nContent-Length: ")
        answer.writeString(String(body.count))
        answer.writeStaticString("\r\n\r\n")
        answer.writeBytes(body)
        return answer
    }

    /// The parts of an answer with the store's refusal.
    func refusal(_ error: OperationError) -> [HTTPServerResponsePart] {
        let problem = Problem(error)
        metrics.countRequest(status: problem.status)
        let requestID = RequestID().description
        let body = problem.body(requestID: requestID)
        var fields = problem.fields
        CommonHeaders.add(to: &fields, requestID: requestID)
        fields[.contentLength] = String(body.count)
        fields[.date] = dateText()
        fields[.server] = serverName
        let head = HTTPResponseHead(
            version: .http1_1, status: HTTPResponseStatus(statusCode: problem.status),
            headers: HTTPHeaders(fields.map { ($0.name.rawName, $0.value) }))
        return [.head(head), .body(.byteBuffer(ByteBuffer(bytes: body))), .end(nil)]
    }

    private func dateText() -> String {
        let now = clock.now
        let second = now.milliseconds / 1000
        return date.withLock { date in
            if date.second != second { date = (second, now.httpDate) }
            return date.text
        }
    }
}
