import Testing

@testable import HeraldReceiver

@Suite struct Base64TextTests {
    @Test(arguments: ["", "AA==", "AAA=", "AAAA", "/+9z", "bxAt"])
    func readsWhatItWrites(text: String) throws {
        #expect(Base64Text.encode(try #require(Base64Text.decode(Array(text.utf8)))) == text)
    }

    /// The sixth was found by `make fuzz`.
    @Test(arguments: ["A", "AA", "AA=A", "AB==", "AAB=", "bxAtA===", "====", "A===", "AA==AAAA", "AA-_", "AAAA\n"])
    func refusesEveryOtherTextOfAValue(text: String) {
        #expect(Base64Text.decode(Array(text.utf8)) == nil)
    }
}
