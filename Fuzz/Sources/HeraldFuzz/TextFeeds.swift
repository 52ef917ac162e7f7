import Foundation
@testable import HeraldAPI
@testable import HeraldModel
@testable import HeraldReceiver

/// Feeds the parsers of short texts.
enum TextFeeds {
    static func signatures(_ input: [UInt8]) {
        if let bytes = Base64Text.decode(input) {
            mustHold(Array(Data(bytes).base64EncodedString().utf8) == input, "one base64 text for each value")
        } else if let text = String(validating: input, as: UTF8.self), let data = Data(base64Encoded: text) {
            // Foundation reads stray bits behind the last byte; nothing else may be refused.
            mustHold(data.base64EncodedString() != text, "canonical base64 is read")
        }
        if let bytes = HexText.decode(input) {
            let lower = String(decoding: input, as: UTF8.self).lowercased()
            mustHold(SignatureText.hex(bytes) == lower, "hexadecimal is read right")
        }
        let text = String(decoding: input, as: UTF8.self)
        for outcome in [
            SignatureText.base64(text, acceptsHex: true), SignatureText.hexadecimal(text), SignatureText.ed25519(text),
        ] {
            guard case .success(let code) = outcome else { continue }
            mustHold(code.bytes.count == (code.algorithm == .hmac ? 32 : 64), "a signature has its length")
        }
        _ = SignatureText.either(text)
        _ = VerificationKey(standard: text, place: 1)
        _ = VerificationKey(text: text, place: 1, apiKey: nil)
    }

    static func times(_ input: [UInt8]) {
        let text = String(decoding: input, as: UTF8.self)
        guard let time = InternetTime.milliseconds(text) else { return }
        // From the year 0 to 9999, with a day for the offset.
        mustHold((-62_170_000_000_000...253_402_400_000_000).contains(time), "four digits of a year")
        mustHold(text.utf8.count <= 35, "a time is short")
    }

    static func percent(_ input: [UInt8]) {
        let text = String(decoding: input, as: UTF8.self)
        for plusIsSpace in [false, true] {
            guard let decoded = PercentDecoding.decode(text, plusIsSpace: plusIsSpace) else { continue }
            let encoded = decoded.utf8.map { String(format: "%%%02X", $0) }.joined()
            mustHold(PercentDecoding.decode(encoded) == decoded, "what is encoded again decodes to the same")
        }
    }

    static func url(_ input: [UInt8]) {
        guard let url = try? WebhookURL(String(decoding: input, as: UTF8.self)) else { return }
        let again = try? WebhookURL((url.isSecure ? "https://" : "http://") + url.authority + url.target)
        mustHold(again == url, "a URL that was read is read again alike")
    }
}
