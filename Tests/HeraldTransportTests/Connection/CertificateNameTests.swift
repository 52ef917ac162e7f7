@testable import HeraldTransport
import Testing

@Suite struct CertificateNameTests {
    @Test(arguments: [
        ("example.com", "example.com", true), ("EXAMPLE.com", "example.COM", true),
        ("example.com.", "example.com", true),
        ("example.com", "example.com.", true), ("example.com", "www.example.com", false),
        ("example.com", "xexample.com", false),
        ("*.example.com", "www.example.com", true), ("*.example.com", "a.b.example.com", false),
        ("*.example.com", "example.com", false), ("*.com", "example.com", false), ("*", "localhost", false),
        ("w*.example.com", "www.example.com", false), ("www.*.com", "www.example.com", false),
        ("*.example.com", ".example.com", false),
        ("", "", false), ("127.0.0.1", "good.test", false), ("localhost", "localhost", true),
    ])
    func matches(_ pattern: String, _ host: String, _ expected: Bool) {
        #expect(CertificateName.matches(Array(pattern.utf8), host: host) == expected)
    }
}
