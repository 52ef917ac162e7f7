import Testing

@testable import HeraldCLI

@Suite struct RedactionTests {
    @Test(arguments: [
        ("https://example.com/hooks", "https://example.com/hooks"),
        ("https://user:pass@example.com/x", "https://***@example.com/x"),
        ("https://example.com/x?token=abc&b=1", "https://example.com/x?token=***&b=***"),
        ("https://example.com/x?abc#frag", "https://example.com/x?***"),
        ("https://example.com/x@y", "https://example.com/x@y"),
        ("not a url", "not a url"),
    ])
    func hidesCredentialsAndQueryValues(url: String, shown: String) { #expect(Redaction.url(url) == shown) }

    @Test(arguments: [
        ("adminKey", "k", "(set)"), ("secretKey", "", "(empty)"), ("listen", "127.0.0.1:1", "127.0.0.1:1"),
        ("proxy", "http://a:b@proxy:1", "http://***@proxy:1"),
    ])
    func hidesValuesByKey(key: String, value: String, shown: String) {
        #expect(Redaction.value(value, forKey: key) == shown)
    }
}
