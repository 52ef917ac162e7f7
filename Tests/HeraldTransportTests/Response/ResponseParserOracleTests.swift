@testable import HeraldTransport
import HeraldDelivery
import Testing

/// Our parser beside NIO's decoder (llhttp): whatever we accept, it accepts too, with the same result.
@Suite struct ResponseParserOracleTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func agreesOnValidAnswers(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 7919)
        for _ in 0..<200 {
            let sample = AnswerSample(&random)
            let oracle = try NIOOracle.read([sample.bytes], closing: sample.endsWithConnection)
            let pieces = AnswerSample.split(sample.bytes, &random)
            let own = ParsedResponse(pieces, closing: sample.endsWithConnection)
            #expect(own.answer == oracle, "seed \(seed)")
            #expect(oracle?.status == sample.status)
            #expect(oracle?.body == sample.body)
        }
    }

    /// Whatever we accept, the oracle accepts with the same result, but for ``OracleDifference``.
    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func acceptsNothingTheOracleRefuses(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &* 15_485_863)
        var accepted = 0
        for _ in 0..<400 {
            var bytes = AnswerSample(&random).bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) { AnswerSample.mutate(&bytes, &random) }
            let isClosing = random.chance(50)
            let own = ParsedResponse(AnswerSample.split(bytes, &random), closing: isClosing)
            guard let answer = own.answer else { continue }
            accepted += 1
            if try answer == NIOOracle.read([bytes], closing: isClosing) { continue }
            let undone = try #require(OracleDifference.undo(bytes))
            let oracle = try NIOOracle.read([undone], closing: isClosing)
            #expect(
                oracle.map(answer.isSame) == true,
                "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
        #expect(accepted > 50, "most mutations must not be nonsense")
    }

    /// Each difference is there, and is undone.
    @Test(arguments: [
        "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n2\r\nhi\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.0 103 x\r\nConnection: close\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;\r\nhi\r\n0\r\nContent-Length: 7\r\n\r\n",
        "HTTP/1.2 200 OK\r\nContent-Length: 2\r\n\r\nhi",
    ])
    func differsOnPurpose(_ text: String) throws {
        let bytes = Array(text.utf8)
        let answer = try #require(ParsedResponse(text).answer)
        #expect(answer.body == Array("hi".utf8))
        #expect(try NIOOracle.read([bytes], closing: true) != answer)
        let undone = try #require(OracleDifference.undo(bytes))
        #expect(try NIOOracle.read([undone], closing: true).map(answer.isSame) == true)
    }
}

extension ParsedResponse {
    /// What the oracle would say of it.
    var answer: NIOOracle.Answer? {
        guard progress == .complete else { return nil }
        let headers = head.split(separator: "\r\n", omittingEmptySubsequences: true).map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return [String(parts[0]), NIOOracle.trimmed(parts.last ?? "")]
        }
        return NIOOracle.Answer(status: status, headers: headers, body: bodyBytes)
    }
}

extension NIOOracle.Answer {
    /// Compares without the lengths, which ``OracleDifference`` changes.
    fileprivate func isSame(as other: Self) -> Bool {
        func others(_ headers: [[String]]) -> [[String]] { headers.filter { $0[0].lowercased() != "content-length" } }
        return status == other.status && body == other.body && others(headers) == others(other.headers)
    }
}
