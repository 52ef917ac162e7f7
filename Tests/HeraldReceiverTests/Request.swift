import HeraldModel
import HeraldReceiver
import HeraldWire

let secret = "whsec-test-1"
let closed = #"{"event":"channel.didClose","data":{"channel":{"channelId":"c1"}}}"#
let closedSignature = "JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw="

/// A request as a sender would make it.
struct Request {
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    init(_ body: String, signature: String, header: String = "x-amity-signature") {
        headers = [("host", "example.com"), ("content-type", "application/json"), (header, signature)]
        self.body = Array(body.utf8)
    }

    /// Signs with the sender's own code.
    init(signing body: String, secret: String = secret, legacy: Bool = false) {
        self.body = Array(body.utf8)
        var line: [UInt8] = []
        self.body.withUnsafeBytes {
            SocialPlusDialect().appendRequestHeaders(
                body: $0, signer: Signer(newest: secret),
                request: WireRequest(
                    network: NetworkID(rawValue: 1), delivery: DeliveryID(rawValue: 1), event: EventID(rawValue: 1),
                    time: Timestamp(milliseconds: 0), isLegacy: legacy), into: &line)
        }
        let parts = String(decoding: line, as: UTF8.self).split(separator: ": ")
        headers = [(String(parts[0]), String(parts[1].dropLast(1)))]
    }

    /// Signs in hexadecimal, with the sender's own code.
    init(hexSigned body: String, secret: String, header: String) {
        self.init(bytes: Array(body.utf8), secret: secret, header: header)
    }

    /// The same for bytes that are no text.
    init(bytes: [UInt8], secret: String, header: String) {
        var hex: [UInt8] = []
        bytes.withUnsafeBytes { SigningKey(secret: secret).appendHexSignature(of: $0, to: &hex) }
        headers = [(header, String(decoding: hex, as: UTF8.self))]
        body = bytes
    }

    func verified(by receiver: Receiver = Receiver(provider: .socialplus, secrets: [secret])) -> Verification {
        receiver.verify(headers: headers, body: body)
    }

    func explained(by receiver: Receiver = Receiver(provider: .socialplus, secrets: [secret])) -> String {
        receiver.explain(headers: headers, body: body).joined(separator: " ")
    }
}

func hexSignature(_ body: String, secret: String = secret) -> String {
    var hex: [UInt8] = []
    Array(body.utf8).withUnsafeBytes { SigningKey(secret: secret).appendHexSignature(of: $0, to: &hex) }
    return String(decoding: hex, as: UTF8.self)
}
