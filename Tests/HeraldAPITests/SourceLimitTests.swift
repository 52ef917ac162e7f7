import Crypto
import Foundation
import HeraldAPI
import HeraldGzip
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import HummingbirdTesting
import Testing

/// What a source takes at most, tried with raw bytes on a real port.
@Suite struct SourceLimitTests {
    private static let secret = "0123456789abcdef"
    private static let body = #"{"event":"channel.didCreate","data":{}}"#

    /// 64 headers and 16 KiB of names and values: the signature's and the length's are two of them.
    @Test func headersAreCountedAndMeasured() async throws {
        try await talk(to: .socialplus) { connection, path, _ in
            let own = [
                ("x-amity-signature", Self.base64(Self.body)), ("content-length", "\(Self.body.utf8.count)"),
            ]
            let ownBytes = own.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count }
            func fillers(_ count: Int) -> [(String, String)] { (0..<count).map { ("x-filler-\($0)", "v") } }
            func bulk(_ total: Int) -> [(String, String)] {
                [("x-filler", String(repeating: "v", count: total - ownBytes - 8))]
            }
            let cases: [([(String, String)], Int)] = [
                (fillers(62), 200), (fillers(63), 400), (bulk(16 << 10), 200), (bulk((16 << 10) + 1), 400),
                (bulk(17 << 10), 400),
            ]
            for (extra, status) in cases {
                try await connection.send(Self.head(path, own + extra) + Array(Self.body.utf8))
                let answer = try #require(try await connection.answers(1).first)
                #expect(answer.status == status, "\(answer.body)")
                if status == 400 { #expect(answer.body.contains("headers_too_large")) }
            }
        } stats: { stats in
            #expect(stats.refused == ["headers_too_large": 3] && stats.accepted == 1 && stats.duplicates == 1)
        }
    }

    @Test func aBodyOfOneByteTooManyIsRefused() async throws {
        let limit = 1 << 20
        try await talk(to: .socialplus) { connection, path, _ in
            let frame = #"{"event":"a","data":{"t":""}}"#
            let text = String(repeating: "x", count: limit - frame.utf8.count)
            let fits = #"{"event":"a","data":{"t":"\#(text)"}}"#
            try await connection.send(Self.request(path, fits))
            #expect(try await connection.answers(1).map(\.status) == [200])
        } stats: {
            #expect($0.accepted == 1)
        }
        // With its length said, and in chunks whose end nobody knows.
        for chunks in [false, true] {
            try await talk(to: .socialplus) { connection, path, _ in
                let length = chunks ? ("transfer-encoding", "chunked") : ("content-length", "\(limit + 1)")
                try await connection.send(Self.head(path, [("x-amity-signature", "x"), length]))
                let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: limit + 1)
                let framed = chunks ? Array("\(String(limit + 1, radix: 16))\r\n".utf8) + bytes : bytes
                // The server may hang up while the rest is under way.
                async let sent: Void? = try? connection.send(framed)
                let answer = try #require(try await connection.answers(1).first)
                #expect(answer.status == 413 && answer.body.contains("body_too_large"), "\(answer.body)")
                await connection.close()
                _ = await sent
            } stats: {
                #expect($0.refused == ["body_too_large": 1])
            }
        }
    }

    /// Small on the wire, large inflated: refused, whether somebody signed it or not.
    @Test(arguments: [true, false])
    func aBombIsNotInflated(isSigned: Bool) async throws {
        let large = Array(#"{"type":"a","t":""#.utf8) + [UInt8](repeating: 0x20, count: 8 << 20) + Array("\"}".utf8)
        let bomb = try Gzip.compress(large)
        try await talk(to: .stream) { connection, path, _ in
            let signature = isSigned ? Self.hex(large) : String(repeating: "0", count: 64)
            let headers = [
                ("x-signature", signature), ("content-encoding", "gzip"), ("content-length", "\(bomb.count)"),
            ]
            try await connection.send(Self.head(path, headers) + bomb)
            let answer = try #require(try await connection.answers(1).first)
            #expect(answer.status == 413 && answer.body.contains("body_too_large"), "\(answer.body)")
        } stats: {
            #expect($0.refused == ["body_too_large": 1])
        }
    }

    /// Takes the real ten seconds.
    @Test(.timeLimit(.minutes(10)), arguments: [false, true])
    func aBodyThatDoesNotComeIsNotWaitedFor(drips: Bool) async throws {
        try await talk(to: .socialplus) { connection, path, _ in
            let headers = [("x-amity-signature", Self.base64(Self.body)), ("content-length", "1000")]
            try await connection.send(Self.head(path, headers) + Array(Self.body.utf8))
            let dripping = Task {
                while drips, !Task.isCancelled {
                    try await connection.send([0x20])
                    try await Task.sleep(for: .milliseconds(500))
                }
            }
            let answer = try #require(try await connection.answers(1).first)
            dripping.cancel()
            #expect(answer.status == 408 && answer.body.contains("read_timeout"), "\(answer.body)")
        } stats: {
            #expect($0.refused == ["read_timeout": 1] && $0.accepted == 0)
        }
    }

    /// Opens a source and a connection, and looks at the counts afterwards.
    private func talk(
        to provider: Dialect,
        _ body: @escaping @Sendable (RawConnection, _ path: String, Harness) async throws -> Void,
        stats check: @escaping @Sendable (SourceStats.Snapshot) -> Void
    ) async throws {
        let harness = try await Harness()
        try await harness.runInNetwork { client, network in
            let reply = try await client.post(
                network + "/sources", #"{"provider":"\#(provider.rawValue)","secrets":["\#(Self.secret)"]}"#)
            let id = try #require(SourceID(reply["id"].string ?? ""), "\(reply.text)")
            let connection = try await RawConnection(port: try #require(client.test.port))
            try await body(connection, "/in/\(id)", harness)
            await connection.close()
            check(try harness.operations.ingest.door(id).stats.snapshot)
        }
    }

    private static func request(_ path: String, _ body: String) -> [UInt8] {
        head(path, [("x-amity-signature", base64(body)), ("content-length", "\(body.utf8.count)")]) + Array(body.utf8)
    }

    private static func head(_ path: String, _ headers: [(String, String)]) -> [UInt8] {
        let lines = headers.map { "\($0): \($1)\r\n" }.joined()
        return Array("POST \(path) HTTP/1.1\r\nHost: herald\r\n\(lines)\r\n".utf8)
    }

    private static func base64(_ body: String) -> String { code(Array(body.utf8)).base64EncodedString() }

    private static func hex(_ body: [UInt8]) -> String {
        code(body).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func code(_ body: [UInt8]) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(secret.utf8))))
    }
}
