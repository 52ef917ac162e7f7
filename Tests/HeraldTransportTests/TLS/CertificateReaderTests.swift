import HeraldModel
import HeraldTransport
import Testing

@Suite struct CertificateReaderTests {
    @Test func certificatesAreSummarised() throws {
        let authority = try CertificateAuthority(name: "Prüfstelle")
        let issued = try authority.issue("/C=DE/O=Example, Inc./CN=api.example")
        let summaries = try CertificateReader.summaries(of: "text before\n" + issued.certificate + authority.pem)
        #expect(summaries.map(\.subject) == ["CN=api.example, O=Example, Inc., C=DE", "CN=Prüfstelle, O=Herald"])
        #expect(summaries.allSatisfy { $0.fingerprint.utf8.count == 64 })
        #expect(Set(summaries.map(\.fingerprint)).count == 2)
        #expect(summaries[0].notAfter < summaries[1].notAfter)
    }

    @Test(arguments: ["", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
    func othersAreRefused(_ text: String) {
        #expect(throws: CertificateReader.Fault.noCertificate) { try CertificateReader.summaries(of: text) }
    }

    @Test func aKeyMustBeThatOfTheFirstCertificate() throws {
        let authority = try CertificateAuthority()
        let (one, two) = (try authority.issue(), try authority.issue())
        try CertificateReader.match(chain: one.certificate + authority.pem, key: one.key)
        #expect(throws: CertificateReader.Fault.otherKey) {
            try CertificateReader.match(chain: one.certificate, key: two.key)
        }
        #expect(throws: CertificateReader.Fault.otherKey) {
            try CertificateReader.match(chain: authority.pem + one.certificate, key: one.key)
        }
        #expect(throws: CertificateReader.Fault.noKey) {
            try CertificateReader.match(chain: one.certificate, key: "x")
        }
        #expect(throws: CertificateReader.Fault.encryptedKey) {
            try CertificateReader.match(
                chain: one.certificate,
                key: "-----BEGIN ENCRYPTED PRIVATE KEY-----\nx\n-----END ENCRYPTED PRIVATE KEY-----")
        }
    }

    @Test func keysAreNotPrinted() {
        let tls = WebhookTLS(clientCertificate: "c", clientKey: "very secret")
        var dumped = ""
        dump(tls, to: &dumped)
        #expect(!"\(tls) \(String(reflecting: tls)) \(dumped)".contains("very secret"))
    }
}
