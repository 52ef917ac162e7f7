@testable import HeraldTransport
import HeraldDelivery
import Testing

@Suite struct ResponseParserTests {
    private static let ok = "HTTP/1.1 200 OK\r\n"

    @Test func readsAPlainAnswer() {
        let parsed = ParsedResponse(Self.ok + "Content-Length: 5\r\nX-Thing:  a b \r\n\r\nhello")
        #expect(parsed.progress == .complete)
        #expect(parsed.status == 200)
        #expect(parsed.head == "Content-Length: 5\r\nX-Thing:  a b \r\n")
        #expect(parsed.body == "hello")
        #expect(parsed.canReuse)
    }

    @Test(arguments: [
        // Framing: what comes after the status line, the body, whether the connection can be used again.
        ("HTTP/1.1 204 No Content\r\n\r\n", "", true),
        ("HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n", "", true),
        ("HTTP/1.1 204 x\r\nTransfer-Encoding: chunked\r\n\r\n", "", false),
        ("HTTP/1.1 204 x\r\nContent-Length: 0\r\n\r\n", "", true),
        ("HTTP/1.1 204 x\r\nContent-Length: 5\r\n\r\n", "", false),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "", true),
        ("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", "", true),
        ("HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", "", true),
        ("HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", "hi", true),
        ("HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\nContent-Length: 2\r\n\r\nhi", "hi", true),
        ("HTTP/1.1 200 OK\r\ncontent-LENGTH:\t2 \r\n\r\nhi", "hi", true),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;a=b\r\nde\r\n0\r\n\r\n", "abcde", true),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n00A \r\n0123456789\r\n0\r\nX: y\r\n\r\n",
            "0123456789", true
        ),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", "a", true),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n1\r\na\r\n0\r\n\r\n", "a", false),
        ("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n", "", false),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\na", "a", false),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: x, CLOSE\r\n\r\na", "a", false),
        ("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", "a", false),
        ("HTTP/1.0 200 OK\r\nContent-Length: 1\r\nConnection: Keep-Alive\r\n\r\na", "a", true),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nab", "a", false),
        (
            "HTTP/1.1 100 x\r\n\r\nHTTP/1.1 103 x\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
            "a", true
        ),
        (
            "HTTP/1.1 103 x\r\nContent-Length:9\r\nConnection:close\r\n\r\nHTTP/1.1 200 x\r\nContent-Length:1\r\n\r\na",
            "a", true
        ),
    ])
    func readsEveryFraming(_ text: String, _ body: String, _ canReuse: Bool) {
        let whole = ParsedResponse(text)
        #expect(whole.progress == .complete)
        #expect(whole.body == body)
        #expect(whole.canReuse == canReuse)
        let bytewise = ParsedResponse(text.utf8.map { [$0] })
        #expect(bytewise == whole)
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\n\r\nall of it", "all of it"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 3\r\n\r\nall of it", "all of it"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\nx", "x"),
        ("HTTP/1.0 200 OK\r\n\r\n", ""),
    ])
    func readsUntilTheConnectionCloses(_ text: String, _ body: String) {
        #expect(ParsedResponse(text).progress == .incomplete)
        let parsed = ParsedResponse(text, closing: true)
        #expect(parsed.progress == .complete)
        #expect(parsed.body == body)
        #expect(!parsed.canReuse)
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", "HTTP/1.1 200 OK\r\nA: b",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n", "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
    ])
    func reportsAnswersCutOff(_ text: String) {
        #expect(ParsedResponse(text).progress == .incomplete)
        #expect(ParsedResponse(text, closing: true).progress == .failed(.connectionClosed))
    }

    @Test(arguments: [
        "hello\r\n", "\r\n", "HTTP/2 200 OK\r\n", "HTTP/1.1200 OK\r\n", "HTTP/1.1 20 OK\r\n", "HTTP/1.1 2000 OK\r\n",
        "HTTP/1.1 099 x\r\n", "HTTP/1.1 600 x\r\n", "http/1.1 200 OK\r\n", "HTTP/1.1  200 OK\r\n",
        "HTTP/1.x 200 OK\r\n",
        "HTTP/1.1 200 O\u{1}K\r\n", "HTTP/1.1 101 Switching\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n",
        "HTTP/1.1 200 OK\r\n folded\r\n", "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n", "HTTP/1.1 200 OK\r\nA : b\r\n",
        "HTTP/1.1 200 OK\r\n: b\r\n", "HTTP/1.1 200 OK\r\nno colon\r\n", "HTTP/1.1 200 OK\r\nA: b\rc\r\n",
        "HTTP/1.1 200 OK\r\nA: b\0\r\n", "HTTP/1.1 200 OK\r\nA\r: b\r\n", "HTTP/1.1 200 OK\r\nÄ: b\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: \r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 1a\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 0x1\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1 2\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nno colon\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;a=b\rc\r\nb\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\nb\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nb\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nA: b\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\n",
    ])
    func refusesWhatIsNotHTTP(_ text: String) {
        #expect(ParsedResponse(text).progress == .failed(.invalidResponse))
        #expect(ParsedResponse(text.utf8.map { [$0] }).progress == .failed(.invalidResponse))
    }

    @Test func skipsOnlySoManyInformationalAnswers() {
        let interim = "HTTP/1.1 102 Processing\r\n\r\n"
        let final = Self.ok + "Content-Length: 0\r\n\r\n"
        #expect(ParsedResponse(String(repeating: interim, count: 8) + final).status == 200)
        #expect(ParsedResponse(String(repeating: interim, count: 9) + final).progress == .failed(.invalidResponse))
    }

    @Test func limitsTheHead() {
        let line = "X-Filler: " + String(repeating: "x", count: 100) + "\r\n"
        let lines = String(repeating: line, count: 200)
        let parsed = ParsedResponse(Self.ok + lines + "Y: z\r\nContent-Length: 0\r\n\r\n")
        #expect(parsed.status == 200)
        #expect(parsed.head == String(repeating: line, count: 16_384 / line.utf8.count))
        let tooMuch = Self.ok + String(repeating: line, count: 300)
        #expect(ParsedResponse(tooMuch).progress == .failed(.responseTooLarge))
        #expect(ParsedResponse(Self.ok + String(repeating: "a", count: 40_000)).progress == .failed(.responseTooLarge))
        #expect(ParsedResponse(String(repeating: "H", count: 40_000)).progress == .failed(.responseTooLarge))
        let interim = "HTTP/1.1 103 x\r\n" + String(repeating: line, count: 100) + "\r\n"
        #expect(ParsedResponse(String(repeating: interim, count: 4)).progress == .failed(.responseTooLarge))
        let trailers = Self.ok + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + String(repeating: line, count: 300)
        #expect(ParsedResponse(trailers).progress == .failed(.responseTooLarge))
    }

    @Test func theHeadMayFillItsLimitToTheByte() {
        let frame = Self.ok + "A: \r\nContent-Length: 0\r\n\r\n"
        let exact = frame.replacing("A: ", with: "A: " + String(repeating: "x", count: 32_768 - frame.utf8.count))
        #expect(ParsedResponse(exact).progress == .complete)
        #expect(ParsedResponse(exact.replacing("A: ", with: "A: x")).progress == .failed(.responseTooLarge))
    }

    @Test func cutsTheBodyAndGivesUpTheConnectionWhenItIsTooLong() {
        let exact = Self.ok + "Content-Length: 65536\r\n\r\n" + String(repeating: "b", count: 65_536)
        let parsed = ParsedResponse(exact)
        #expect(parsed.body.utf8.count == 16_384)
        #expect(parsed.canReuse)
        for framing in ["Content-Length: 9000000000000000000", "X: no length"] {
            let more = ParsedResponse(Self.ok + framing + "\r\n\r\n" + String(repeating: "b", count: 65_537))
            #expect(more.progress == .complete)
            #expect(more.body.utf8.count == 16_384)
            #expect(!more.canReuse)
            let less = ParsedResponse(Self.ok + framing + "\r\n\r\n" + String(repeating: "b", count: 65_536))
            #expect(less.progress == .incomplete)
        }
    }

    @Test func countsChunkFramingAgainstTheBody() {
        let chunk = "1;" + String(repeating: "x", count: 500) + "\r\nz\r\n"
        let parsed = ParsedResponse(
            Self.ok + "Transfer-Encoding: chunked\r\n\r\n" + String(repeating: chunk, count: 200))
        #expect(parsed.progress == .complete)
        #expect(!parsed.canReuse)
        #expect(parsed.body.utf8.count < 200)
        let longLine = Self.ok + "Transfer-Encoding: chunked\r\n\r\n1;" + String(repeating: "x", count: 2000)
        #expect(ParsedResponse(longLine).progress == .failed(.invalidResponse))
    }

    @Test func startsOverAfterReset() {
        var parser = ResponseParser(limits: ResponseLimits())
        #expect(!parser.hasStarted)
        for body in ["one", "two"] {
            parser.reset()
            #expect(!parser.hasStarted)
            let bytes = Array((Self.ok + "Content-Length: 3\r\n\r\n" + body).utf8)
            #expect(parser.receive(bytes.span) == .complete)
            #expect(parser.hasStarted)
            #expect(parser.response.body == Array(body.utf8))
        }
        #expect(parser.receive([0x41].span) == .complete)
        #expect(!parser.canReuse)
    }
}
