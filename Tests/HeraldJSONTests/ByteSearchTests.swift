import HeraldJSON
import Testing

@Suite struct ByteSearchTests {
    /// Random bytes of few kinds, so that matches, near matches and borrows between neighbours are common.
    @Test func findsWhatASlowSearchFinds() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let kinds: [UInt8] = [0x00, 0x01, 0x21, 0x22, 0x23, 0x5B, 0x5C, 0x5D, 0x80, 0xA2, 0xDC, 0xFF]
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                kinds[Int.random(in: 0..<kinds.count, using: &random)]
            }
            let start = Int.random(in: 0...bytes.count, using: &random)
            let end = Int.random(in: start...bytes.count, using: &random)
            let (one, other) = (
                kinds[Int.random(in: 0..<12, using: &random)], kinds[Int.random(in: 0..<12, using: &random)]
            )
            bytes.withUnsafeBufferPointer { buffer in
                let expected = buffer[start..<end].firstIndex { $0 == one || $0 == other } ?? end
                #expect(ByteSearch.first(one, or: other, in: buffer, start..<end) == expected)
                #expect(
                    ByteSearch.first(one, in: buffer, start..<end) == buffer[start..<end].firstIndex(of: one) ?? end)
            }
        }
    }
}
