import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldOperations

@Suite struct WebhookTLSFieldTests {
    private static let day: Int64 = 86_400_000
    private static var later: Timestamp { World.now.advanced(byMilliseconds: 100 * day) }

    /// Takes `days:N` as a certificate that ends in N days; the key of `X` is `key of X`.
    private struct FakeInspector: CertificateInspector {
        func summaries(of pem: String) throws(CertificateFault) -> [CertificateSummary] {
            var summaries: [CertificateSummary] = []
            for text in pem.split(separator: " ") {
                guard text.hasPrefix("days:"), let days = Int64(text.dropFirst(5)) else {
                    throw CertificateFault("holds no certificate")
                }
                summaries.append(
                    CertificateSummary(
                        subject: "CN=\(days)", fingerprint: "f\(days)",
                        notAfter: World.now.advanced(byMilliseconds: days * day)))
            }
            return summaries
        }

        func match(chain: String, key: String) throws(CertificateFault) {
            guard key == "key of \(chain)" else { throw CertificateFault("is another key") }
        }
    }

    private static func read(
        _ value: JSONValue, url: String = "https://a.example", changing current: WebhookTLS? = nil
    ) throws -> (tls: WebhookTLS?, warnings: [FieldWarning]) {
        let network = Network(id: NetworkID(rawValue: 1), name: "n", dialect: .socialplus, createdAt: World.now)
        var webhook = Webhook(
            id: WebhookID(rawValue: 1), networkID: network.id, url: url, secrets: [], createdAt: World.now, tls: current
        )
        var fields = WebhookFields(network: network, tls: TLSFields(inspector: FakeInspector(), now: World.now))
        var reader = FieldReader(["tls": value])
        fields.apply(&reader, to: &webhook)
        try reader.finish()
        return (webhook.tls, fields.warnings)
    }

    private static let pair = WebhookTLS(
        clientCertificate: "days:100", clientKey: "key of days:100",
        clientChain: [CertificateSummary(subject: "CN=100", fingerprint: "f100", notAfter: later)])

    @Test func membersChangeOneByOne() throws {
        let made = try Self.read(["clientCertificate": "days:100", "clientKey": "key of days:100"])
        #expect(made.tls == Self.pair)
        #expect(made.warnings.isEmpty)
        let both = try Self.read(["caCertificates": "days:100 days:101"], changing: made.tls).tls
        #expect(both?.clientKey == "key of days:100")
        #expect(both?.authorities.map(\.fingerprint) == ["f100", "f101"])
        let issuers = try Self.read(["clientCertificate": .null, "clientKey": .null], changing: both).tls
        #expect(issuers?.caCertificates == "days:100 days:101" && issuers?.clientChain == [])
        #expect(try Self.read(["caCertificates": .null], changing: issuers).tls == nil)
        #expect(try Self.read(.null, changing: both).tls == nil)
        #expect(try Self.read([:], changing: both).tls == both)
    }

    @Test(
        arguments: [
            (["caCertificates": "x"], "/tls/caCertificates"),
            (["caCertificates": ""], "/tls/caCertificates"),
            (["caCertificates": 1], "/tls/caCertificates"),
            (["caCertificates": .string(String(repeating: " ", count: 65_537))], "/tls/caCertificates"),
            (
                ["caCertificates": .string(Array(repeating: "days:9", count: 101).joined(separator: " "))],
                "/tls/caCertificates"
            ),
            (["caCertificates": "days:-1"], "/tls/caCertificates"),
            (["clientCertificate": "days:100"], "/tls/clientKey"),
            (["clientKey": "key of days:100"], "/tls/clientCertificate"),
            (["clientCertificate": "days:100", "clientKey": "key of days:5"], "/tls/clientKey"),
            (["clientCertificate": "days:-1", "clientKey": "key of days:-1"], "/tls/clientCertificate"),
            (["key": "x"], "/tls/key"),
            ("x", "/tls"),
        ] as [(JSONValue, String)])
    func faultsAreNamed(_ value: JSONValue, _ pointer: String) throws {
        let error = try #require(throws: OperationError.self) { try Self.read(value) }
        #expect(error.errors.map(\.pointer) == [pointer])
        #expect(!"\(error) \(error.errors)".contains("key of"))
    }

    @Test func theEndIsAnnounced() throws {
        let read = try Self.read([
            "caCertificates": "days:-1 days:29 days:31", "clientCertificate": "days:5", "clientKey": "key of days:5",
        ])
        #expect(
            read.warnings.map(\.pointer) == ["/tls/caCertificates", "/tls/caCertificates", "/tls/clientCertificate"])
        #expect(read.warnings[0].detail.contains("expired"))
    }

    @Test func plainURLsHaveNone() throws {
        let error = try #require(throws: OperationError.self) {
            try Self.read(["caCertificates": "days:9"], url: "http://a.example")
        }
        #expect(error.errors.map(\.pointer) == ["/tls"])
        #expect(try Self.read(.null, url: "http://a.example").tls == nil)
    }
}
