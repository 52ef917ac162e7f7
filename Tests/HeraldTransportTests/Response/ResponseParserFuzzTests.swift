@testable import HeraldTransport
import HeraldDelivery
import Testing

@Suite struct ResponseParserFuzzTests {
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func anySplitGivesTheSame(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let sample = AnswerSample(&random)
            let whole = ParsedResponse([sample.bytes], closing: sample.endsWithConnection)
            #expect(whole.progress == .complete)
            #expect(whole.status == sample.status)
            #expect(whole.bodyBytes == sample.body)
            for _ in 0..<3 {
                let pieces = AnswerSample.split(sample.bytes, &random)
                #expect(ParsedResponse(pieces, closing: sample.endsWithConnection) == whole, "seed \(seed)")
            }
        }
    }

    /// Whatever the bytes are, the limits hold and the way they are split changes nothing.
    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func mutationsNeverTrap(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed &* 104_729)
        let limits = ResponseLimits(
            head: 300, keptHead: 100, body: 200, keptBody: 50, informational: 2, chunkLine: 20
        )
        for _ in 0..<2000 {
            var bytes = AnswerSample(&random).bytes
            for _ in 0..<Int.random(in: 1...6, using: &random) { AnswerSample.mutate(&bytes, &random) }
            let isClosing = random.chance(50)
            let whole = ParsedResponse([bytes], limits: limits, closing: isClosing)
            let parts = ParsedResponse(AnswerSample.split(bytes, &random), limits: limits, closing: isClosing)
            #expect(whole == parts, "seed \(seed)")
            #expect(whole.head.utf8.count <= 3 * limits.keptHead)
            if whole.progress == .complete { #expect((200...599).contains(whole.status)) }
        }
    }
}
