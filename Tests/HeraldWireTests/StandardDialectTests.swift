import Crypto
import Foundation
import HeraldJSON
import HeraldModel
import HeraldWire
import Testing

@Suite struct StandardDialectTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    private static let other = "whsec_" + Data(repeating: 7, count: 32).base64EncodedString()
    private let dialect = StandardDialect()

    /// The vector that the specification's libraries share.
    @Test func matchesTheSpecificationsVector() throws {
        var request = WireRequest.sample
        request.externalID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
        request.time = Timestamp(milliseconds: 1_614_265_330_999)
        let lines = try headers(Array(#"{"test": 2432232314}"#.utf8), [Self.secret], request)
        #expect(
            lines == "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek\r\nwebhook-timestamp: 1614265330\r\n"
                + "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=\r\n")
    }

    @Test func namesTheEventWhenTheAppDidNot() throws {
        let lines = try headers([], [Self.secret], .sample)
        #expect(lines.hasPrefix("webhook-id: \(EventID(rawValue: 3))\r\nwebhook-timestamp: 1674087231\r\n"))
    }

    @Test func signsWithEverySecretNewestFirst() throws {
        let both = try signatures(Array("{}".utf8), [Self.other, Self.secret])
        let alone = try [Self.other, Self.secret].map { try signatures(Array("{}".utf8), [$0]) }
        #expect(both == alone.flatMap(\.self))
        #expect(both.count == 2)
    }

    @Test func signsAsymmetrically() throws {
        let key = Curve25519.Signing.PrivateKey()
        let seed = "whsk_" + key.rawRepresentation.base64EncodedString()
        let pair = "whsk_" + (key.rawRepresentation + key.publicKey.rawRepresentation).base64EncodedString()
        for secret in [seed, pair] {
            let signature = try #require(try signatures(Array("{}".utf8), [secret, Self.secret]).first)
            #expect(signature.hasPrefix("v1a,"))
            let bytes = try #require(Data(base64Encoded: String(signature.dropFirst(4))))
            let signed = Data("\(EventID(rawValue: 3)).1674087231.{}".utf8)
            #expect(key.publicKey.isValidSignature(bytes, for: signed))
            #expect(
                StandardSecret(secret)?.publicKeyText
                    == "whpk_" + key.publicKey.rawRepresentation.base64EncodedString())
            #expect(StandardSecret(secret)?.text == pair)
        }
    }

    @Test(arguments: [
        "", "whsec_", "whsec_!!!!", "plain", "whsec_" + Data(count: 23).base64EncodedString(),
        "whsec_" + Data(count: 65).base64EncodedString(), "whsk_" + Data(count: 31).base64EncodedString(),
        "whsk_" + Data(repeating: 1, count: 64).base64EncodedString(), "whpk_" + Data(count: 32).base64EncodedString(),
    ])
    func refusesWhatIsNoSecret(text: String) {
        #expect(StandardSecret(text) == nil)
        #expect(Signer([text], form: .standard) == nil)
    }

    @Test(arguments: [24, 32, 64])
    func takesSecretsOfEveryLength(count: Int) {
        let text = "whsec_" + Data(repeating: 3, count: count).base64EncodedString()
        #expect(StandardSecret(text)?.text == text)
        #expect(StandardSecret(text)?.publicKeyText == nil)
    }

    @Test func writesTheEnvelope() throws {
        let data = try JSONCanonicalizer.canonicalize(
            Array(#"{"n":9223372036854775807,"t":"/é\u2028😀"}"#.utf8), keepsIntegers: true)
        let body = dialect.body(
            for: EventEnvelope(
                id: "e", networkID: "n", type: "order.\"shipped", data: data,
                occurredAt: Timestamp(milliseconds: 1_767_323_045_678)))
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"type":"order.\"shipped","timestamp":"2026-01-02T03:04:05.678Z","data":{"n":9223372036854775807,"#
                + "\"t\":\"/é\u{2028}😀\"}}")
    }

    @Test func describesItself() {
        #expect(dialect.goneStatus == 410)
        #expect(dialect.defaultTimeout == .seconds(15))
        #expect(dialect.isSuccess(status: 299) && !dialect.isSuccess(status: 410))
        let secret = StandardSecret(.asymmetric, random: Array(repeating: 9, count: 32))
        #expect("\(secret)" == "(secret)" && !String(reflecting: secret).contains("9"))
    }

    private func signatures(_ body: [UInt8], _ secrets: [String]) throws -> [String] {
        let line = try headers(body, secrets, .sample).split(separator: "\r\n").last ?? ""
        return line.dropFirst("webhook-signature: ".count).split(separator: " ").map(String.init)
    }

    private func headers(_ body: [UInt8], _ secrets: [String], _ request: WireRequest) throws -> String {
        var output: [UInt8] = []
        let signer = try #require(Signer(secrets, form: .standard))
        body.withUnsafeBytes {
            dialect.appendRequestHeaders(body: $0, signer: signer, request: request, into: &output)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
