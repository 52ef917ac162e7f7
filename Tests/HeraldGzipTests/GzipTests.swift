import HeraldGzip
import Testing

@Suite struct GzipTests {
    /// `hello` as Python's gzip module writes it, with a time and a name in the header.
    private let hello: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x08, 0x01, 0x02, 0x03, 0x04, 0x02, 0xFF, 0x68, 0x00, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0x07,
        0x00, 0x86, 0xA6, 0x10, 0x36, 0x05, 0x00, 0x00, 0x00,
    ]

    @Test func inflatesWhatOthersCompressed() throws {
        #expect(try Gzip.inflate(hello, limit: 5) == Array("hello".utf8))
        #expect(try Gzip.inflate(hello + hello, limit: 10) == Array("hellohello".utf8))
    }

    @Test(arguments: [0, 1, 5, 16_383, 16_384, 16_385, 200_000])
    func returnsWhatItCompressed(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }
        let compressed = try Gzip.compress(bytes)
        #expect(Gzip.isGzip(compressed))
        #expect(try Gzip.compress(bytes) == compressed)
        let inflated = try Gzip.inflate(compressed, limit: count)
        #expect(inflated.elementsEqual(bytes))
        if count > 0 { #expect(throws: GzipError.tooLarge) { try Gzip.inflate(compressed, limit: count - 1) } }
    }

    @Test func stopsABombAtTheLimit() throws {
        let bomb = try Gzip.compress([UInt8](repeating: 0, count: 32 << 20))
        #expect(bomb.count < 64 << 10)
        #expect(throws: GzipError.tooLarge) { try Gzip.inflate(bomb, limit: 1 << 20) }
        #expect(throws: GzipError.tooLarge) { try Gzip.inflate(bomb, limit: 0) }
    }

    @Test func refusesWhatIsNoGzip() {
        #expect(throws: GzipError.notGzip) { try Gzip.inflate([], limit: 10) }
        #expect(throws: GzipError.notGzip) { try Gzip.inflate(Array(#"{"event":"x"}"#.utf8), limit: 100) }
        #expect(throws: GzipError.trailingBytes) { try Gzip.inflate(hello + [0x0A], limit: 10) }
        #expect(throws: GzipError.corrupt) { try Gzip.inflate([0x1F, 0x8B, 0x08, 0xFF] + hello, limit: 10) }
    }

    @Test func noticesEveryCutAndEveryDamage() {
        for count in 3..<hello.count {
            #expect(throws: GzipError.truncated) { try Gzip.inflate(Array(hello.prefix(count)), limit: 10) }
        }
        for index in 19..<hello.count {
            var damaged = hello
            damaged[index] ^= 1
            #expect(throws: GzipError.corrupt) { try Gzip.inflate(damaged, limit: 10) }
        }
    }
}
