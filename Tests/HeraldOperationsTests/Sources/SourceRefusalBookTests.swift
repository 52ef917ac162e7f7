import HeraldModel
import Testing

@testable import HeraldOperations

/// What is remembered of refused requests.
@Suite struct SourceRefusalBookTests {
    private static func refusal(
        _ number: Int, provider: Dialect = .stream, headers: [String] = []
    ) -> SourceRefusal {
        SourceRefusal(
            "signature_mismatch", at: Timestamp(milliseconds: Int64(number)), provider: provider,
            client: IPAddress("192.0.2.1"), headerNames: headers, bodyBytes: number)
    }

    @Test func theOldestOfASourceGo() {
        var book = SourceRefusalBook()
        let (one, other) = (SourceID(rawValue: 1), SourceID(rawValue: 2))
        book.add(Self.refusal(1000), of: other)
        for number in 0..<25 { book.add(Self.refusal(number), of: one) }
        #expect(book.newestFirst(of: one).map(\.bodyBytes) == (5..<25).reversed().map(\.self))
        #expect(book.newestFirst(of: other).count == 1)
        book.forget(one)
        #expect(book.newestFirst(of: one).isEmpty && book.newestFirst(of: other).count == 1)
    }

    @Test func theQuietestSourceMakesRoom() {
        var book = SourceRefusalBook()
        for number in 1...SourceRefusalBook.sources {
            book.add(Self.refusal(number), of: SourceID(rawValue: Int64(number)))
        }
        book.add(Self.refusal(0), of: SourceID(rawValue: 1))
        book.add(Self.refusal(0), of: SourceID(rawValue: 1_000_000))
        #expect(book.newestFirst(of: SourceID(rawValue: 1)).count == 2)
        #expect(book.newestFirst(of: SourceID(rawValue: 2)).isEmpty)
        #expect(book.newestFirst(of: SourceID(rawValue: 3)).count == 1)
        #expect(book.newestFirst(of: SourceID(rawValue: 1_000_000)).count == 1)
    }

    @Test func headerNamesAreCut() {
        let names = (0..<100).map { "x-header-\($0)-of-twenty" }
        let refusal = Self.refusal(0, headers: names + ["X-Signature"])
        #expect(refusal.headerNames == Array(names.prefix(refusal.headerNames.count)))
        #expect((20...25).contains(refusal.headerNames.count) && refusal.hasSignature)
    }

    @Test(arguments: [
        (Dialect.socialplus, "X-Amity-Signature"), (.sendbird, "x-sendbird-signature"), (.stream, "X-SIGNATURE"),
        (.standard, "webhook-signature"),
    ])
    func everyProviderHasAHeaderItSignsWith(provider: Dialect, header: String) {
        #expect(Self.refusal(0, provider: provider, headers: ["accept", header]).hasSignature)
        #expect(!Self.refusal(0, provider: provider, headers: ["accept", "signature"]).hasSignature)
    }
}
