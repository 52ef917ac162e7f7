import Foundation
import HeraldModel
import HeraldWire
import Testing

@Suite struct SignatureTests {
    private static let secret = "whsec-test-1"
    static let vectors: [(body: String, signature: String)] = [
        (
            #"{"event":"channel.didClose","data":{"channel":{"channelId":"c1"}}}"#,
            "JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw="
        ),
        (
            #"{"event":"message.didCreate","data":{"messages":[{"messageId":"m1","data":{"text":"héllo 🌍 a/b"}}],"users":[]}}"#,
            "5IoadVPJzgqNp85Dp3267+FkjxQFaAw61WhOft5SC0k="
        ),
        ("", "Znx/2RzzH8i0gvcPOEpNu9ocU+Miyk+eKRvkn9UBkSk="),
    ]

    @Test(arguments: vectors)
    func matchesTheReference(body: String, signature: String) {
        #expect(headers(Array(body.utf8)) == "x-amity-signature: \(signature)\r\n")
        #expect(headers(Array(body.utf8), legacy: true) == "x-eko-signature: \(signature)\r\n")
    }

    @Test(.enabled(if: OpenSSL.path != nil), arguments: vectors)
    func agreesWithOpenSSL(body: String, signature: String) throws {
        #expect(try OpenSSL.signature(of: Array(body.utf8), secret: Self.secret).base64EncodedString() == signature)
    }

    @Test(
        .enabled(if: OpenSSL.path != nil),
        arguments: [1, 55, 56, 63, 64, 65, 4096, 100_000], ["k", "schlüssel 🔑", String(repeating: "long", count: 40)])
    func agreesWithOpenSSL(count: Int, secret: String) throws {
        let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }
        let expected = try OpenSSL.signature(of: body, secret: secret)
        #expect(headers(body, secret: secret) == "x-amity-signature: \(expected.base64EncodedString())\r\n")
        var hex: [UInt8] = []
        body.withUnsafeBytes { SigningKey(secret: secret).appendHexSignature(of: $0, to: &hex) }
        #expect(hex == Array(expected.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined().utf8))
    }

    @Test func signsWithTheOldestSecretThatIsValid() throws {
        let now = Timestamp(milliseconds: 1_000_000)
        let secrets = [
            WebhookSecret(value: "expired", createdAt: now, expiresAt: now),
            WebhookSecret(value: "new", createdAt: now),
            WebhookSecret(value: "old", createdAt: now, expiresAt: now.advanced(byMilliseconds: 1)),
        ]
        let signer = try #require(Signer(secrets, at: now))
        let body = Array("{}".utf8)
        #expect(headers(body, signer: signer) == headers(body, secret: "old"))
        #expect(signer.older.count == 1)
        let later = try #require(Signer(secrets, at: now.advanced(byMilliseconds: 1)))
        #expect(headers(body, signer: later) == headers(body, secret: "new"))
        #expect(Signer([secrets[0]], at: now) == nil)
        #expect(Signer([], at: now) == nil)
    }

    @Test func appendsBehindWhatIsThere() {
        var output = Array("host: a\r\n".utf8)
        [UInt8]("{}".utf8).withUnsafeBytes {
            SocialPlusDialect().appendRequestHeaders(
                body: $0, signer: Signer(newest: "s"), request: .sample, into: &output)
        }
        #expect(String(decoding: output, as: UTF8.self) == "host: a\r\n" + headers(Array("{}".utf8), secret: "s"))
    }

    @Test func writesBase64OfEveryLength() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ 251) }
            var output: [UInt8] = []
            bytes.withUnsafeBytes { ByteText.appendBase64($0, to: &output) }
            #expect(String(decoding: output, as: UTF8.self) == Data(bytes).base64EncodedString())
        }
    }

    @Test func neverPrintsSecrets() {
        let signer = Signer(newest: "top-secret-value", older: ["another-secret"])
        var dumped = ""
        dump(signer, to: &dumped)
        for text in [dumped, "\(signer)", String(reflecting: signer)] {
            #expect(!text.contains("top-secret-value") && !text.contains("another-secret"))
            #expect(text.contains("(secret)"))
        }
    }

    private func headers(_ body: [UInt8], secret: String = secret, legacy: Bool = false) -> String {
        headers(body, signer: Signer(newest: secret), legacy: legacy)
    }

    private func headers(_ body: [UInt8], signer: Signer, legacy: Bool = false) -> String {
        var output: [UInt8] = []
        body.withUnsafeBytes {
            var request = WireRequest.sample
            request.isLegacy = legacy
            SocialPlusDialect().appendRequestHeaders(body: $0, signer: signer, request: request, into: &output)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
