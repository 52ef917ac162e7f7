import HeraldDelivery
import HeraldTestSupport
import HeraldTransport
import NIOCore
import Testing

/// Receivers that send too much, or too slowly.
@Suite(.timeLimit(.minutes(10))) struct EndlessAnswerTests {
    private static let ok = "HTTP/1.1 200 OK\r\n"
    private static let chunked = ok + "Transfer-Encoding: chunked\r\n\r\n"

    @Test(arguments: [
        // What comes first, what comes again and again as fast as possible, and the end.
        ("an endless status line", "HTTP/1.1 200 ", "OK", Ending.failure(.responseTooLarge)),
        ("no line at all", "", "x", .failure(.responseTooLarge)),
        ("endless headers", ok, "X-Header: value\r\n", .failure(.responseTooLarge)),
        ("an endless header line", ok + "X-Long: ", String(repeating: "x", count: 1000), .failure(.responseTooLarge)),
        ("an endless header name", ok, "x", .failure(.responseTooLarge)),
        (
            "a header line of a megabyte", ok + "X: " + String(repeating: "x", count: 1 << 20), "\r\n\r\n",
            .failure(.responseTooLarge)
        ),
        ("informational answers without end", "", "HTTP/1.1 102 Processing\r\n\r\n", .failure(.invalidResponse)),
        ("early hints without end", "HTTP/1.1 103 Early Hints\r\n", "Link: </a>\r\n", .failure(.responseTooLarge)),
        ("a body until the connection ends", ok + "\r\n", "body", .status(200)),
        ("a body as long as said", ok + "Content-Length: 9000000000000000000\r\n\r\n", "body", .status(200)),
        ("chunks without end", chunked, "4\r\nbody\r\n", .status(200)),
        ("one chunk without end", chunked + "FFFFFFFFFFFFFF\r\n", "body", .status(200)),
        ("chunks with extensions", chunked, "1;" + String(repeating: "e", count: 999) + "\r\nb\r\n", .status(200)),
        ("an endless chunk extension", chunked + "1;", "name=value;", .failure(.invalidResponse)),
        ("zeros before a chunk's size", chunked, "0", .failure(.invalidResponse)),
        ("an endless line after a chunk", chunked + "1\r\nb", "b", .failure(.invalidResponse)),
        ("endless trailers", chunked + "0\r\n", "X-Trailer: value\r\n", .failure(.responseTooLarge)),
    ])
    func floodsEnd(_ what: String, _ first: String, _ again: String, _ ending: Ending) async throws {
        try await HostileReceiver.meet(expecting: ending) {
            $0.send(first)
            $0.flood(again)
        }
    }

    /// Only the deadline can end these: it covers the whole answer, however many bytes come.
    @Test(arguments: [
        ("nothing", "", ""),
        ("a line", "", "x"),
        ("the reason", "HTTP/1.1 200 ", "O"),
        ("a header", ok + "X: ", "x"),
        ("header lines", ok, "A: b\r\n"),
        ("an informational answer", "HTTP/1.1 103 Early Hints\r\n", "A: b\r\n"),
        ("a body as long as said", ok + "Content-Length: 1000\r\n\r\n", "b"),
        ("a body until the connection ends", ok + "\r\n", "b"),
        ("a chunk", chunked + "FFFF\r\n", "b"),
        ("chunks", chunked, "1\r\nb\r\n"),
        ("a chunk's extension", chunked + "1;", "e"),
        ("trailers", chunked + "0\r\n", "T: t\r\n"),
    ])
    func dripsEndAtTheDeadline(_ what: String, _ first: String, _ again: String) async throws {
        let result = try await HostileReceiver.meet(
            expecting: .failure(.timeout), timeout: .seconds(1)
        ) {
            $0.send(first)
            if !again.isEmpty { $0.drip(again) }
        }
        #expect(result.durationMicroseconds >= 1_000_000)
    }

    @Test func oneByteASecondEndsAtTheDeadline() async throws {
        try await HostileReceiver.meet(expecting: .failure(.timeout), timeout: .seconds(1)) {
            $0.send(Self.ok + "Content-Length: 1000\r\n\r\n")
            $0.drip("b", every: .seconds(1))
        }
    }

    /// Ten million zeros in ten kilobytes: kept as they came.
    @Test func compressedAnswersAreNotInflated() async throws {
        let bomb = String(repeating: "\u{1F}\u{8}\u{8}\u{0}", count: 5000)
        let result = try await HostileReceiver.meet(expecting: .status(500)) {
            $0.sendAndClose(
                "HTTP/1.1 500 x\r\nContent-Encoding: gzip\r\nConnection: close\r\n"
                    + "Content-Length: \(bomb.utf8.count)\r\n\r\n" + bomb)
        }
        #expect(result.response?.body == Array(bomb.utf8.prefix(16_384)))
        // As a transfer encoding its end is the connection's; it is not inflated either.
        let transferred = try await HostileReceiver.meet(expecting: .status(200)) {
            $0.sendAndClose(Self.ok + "Transfer-Encoding: gzip\r\n\r\n" + bomb)
        }
        #expect(transferred.response?.body == Array(bomb.utf8.prefix(16_384)))
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func redirectsInsideAreNotFollowed(_ status: Int) async throws {
        try await ScriptedServer.run {
            $0.answer("metadata")
        } body: { inside in
            let target = "http://127.0.0.1:\(inside.port)/latest/meta-data/"
            for location in [target, "http://169.254.169.254/latest/meta-data/"] {
                let result = try await HostileReceiver.meet(expecting: .status(status)) {
                    $0.sendAndClose(
                        "HTTP/1.1 \(status) x\r\nLocation: \(location)\r\nRefresh: 0; url=\(location)\r\n"
                            + "Connection: close\r\nContent-Length: 0\r\n\r\n")
                }
                #expect(result.response?.body.isEmpty == true)
            }
            #expect(inside.connections == 0)
        }
    }
}
