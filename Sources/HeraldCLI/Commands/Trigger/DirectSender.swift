import AsyncHTTPClient
import HeraldJSON
import HeraldModel
import NIOCore
import NIOHTTP1

/// Posts a signed body straight to a receiver.
struct DirectSender: Sendable {
    let url: String
    var timeout: Duration = .seconds(15)

    /// What a receiver answered.
    struct Answer: Sendable {
        var status: Int
        var headers: [SignedBody.Header]
        var body: [UInt8]
        var milliseconds: Int64
    }

    /// The most bytes of an answer that are read.
    static let answerLimit = 64 << 10

    /// Makes the request and waits for the whole answer.
    /// - Throws: ``CommandFailure`` when the URL is not usable or no answer comes.
    func send(_ body: SignedBody) async throws -> Answer {
        do {
            _ = try WebhookURL(url)
        } catch {
            throw CommandFailure("\(error)", status: .usage)
        }
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = HTTPHeaders(body.headers.map { ($0.name, $0.value) })
        request.body = .bytes(ByteBuffer(bytes: body.body))
        let clock = ContinuousClock()
        let start = clock.now
        do {
            let response = try await CommandLineHTTPClient.shared.execute(request, timeout: TimeAmount(timeout))
            let answer = try await response.body.collect(upTo: Self.answerLimit)
            return Answer(
                status: Int(response.status.code),
                headers: response.headers.map { SignedBody.Header(name: $0.name, value: $0.value) },
                body: Array(answer.readableBytesView), milliseconds: (clock.now - start).wholeMilliseconds
            )
        } catch {
            if Task.isCancelled { throw CancellationError() }
            throw CommandFailure(
                "The receiver at \(Redaction.url(url)) did not answer: \(ConnectionTrouble.describe(error)).",
                status: .unreachable, hint: "Start one with 'herald listen', or check the URL."
            )
        }
    }
}

extension DirectSender.Answer {
    /// The exchange for programs.
    func json(isSuccess: Bool, request: SignedBody) -> JSONValue {
        [
            "success": .bool(isSuccess), "status": .number(JSONNumber(status)),
            "durationMs": .number(JSONNumber(milliseconds)),
            "responseBody": .string(String(decoding: body, as: UTF8.self)),
            "requestHeaders": .object(JSONObject(request.headers.map { .init($0.name, .string($0.value)) })),
            "requestBody": .string(String(decoding: request.body, as: UTF8.self)),
        ]
    }
}
