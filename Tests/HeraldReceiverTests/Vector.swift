import Foundation
import HeraldJSON
import HeraldReceiver
import Testing

/// One of the vectors in `Tests/Vectors`, which other languages use too; its README describes them.
struct Vector: Sendable, CustomTestStringConvertible {
    let provider: Provider
    let name: String
    let receiver: Receiver
    let headers: [(name: String, value: String)]
    let body: [UInt8]
    let now: Int64?
    let expected: JSONValue

    var testDescription: String { "\(provider.rawValue): \(name)" }
    var verification: Verification { receiver.verify(headers: headers, body: body, now: now) }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Vectors")

    /// All vectors of all providers; empty when a file cannot be read, which a test notices.
    static let all: [Vector] = Provider.allCases.flatMap { (try? load($0)) ?? [] }

    static func load(_ provider: Provider) throws -> [Vector] {
        let data = try Data(contentsOf: folder.appendingPathComponent("\(provider.rawValue).json"))
        return (try JSONValue(parsing: Array(data))["vectors"]?.array ?? []).map { Vector($0, of: provider) }
    }

    static func named(_ name: String, of provider: Provider) -> Vector? {
        all.first { $0.provider == provider && $0.name == name }
    }

    private init(_ document: JSONValue, of provider: Provider) {
        self.provider = provider
        name = document["name"]?.string ?? ""
        var options = Receiver.Options()
        let given = document["options"]
        options = Receiver.Options(
            acceptsHex: given?["acceptsHex"]?.bool ?? options.acceptsHex,
            toleranceSeconds: given?["toleranceSeconds"]?.integer ?? options.toleranceSeconds,
            maxBodyBytes: (given?["maxBodyBytes"]?.integer).map(Int.init) ?? options.maxBodyBytes)
        let credentials = (document["secrets"]?.array ?? []).map {
            Receiver.Credential(secret: $0["secret"]?.string ?? "", apiKey: $0["apiKey"]?.string)
        }
        receiver = Receiver(provider: provider, credentials: credentials, options: options)
        headers = (document["headers"]?.array ?? []).map {
            ($0.array?.first?.string ?? "", $0.array?.last?.string ?? "")
        }
        let encoded = document["bodyBase64"]?.string.flatMap { Data(base64Encoded: $0) }
        body = encoded.map(Array.init) ?? Array((document["body"]?.string ?? "").utf8)
        now = document["now"]?.integer
        expected = document["expected"] ?? .null
    }
}

extension Verification {
    /// The verification in the words of the vectors.
    var summary: JSONValue {
        switch self {
        case .verified(let event):
            let time = event.occurredAt.map { Int64(($0.timeIntervalSince1970 * 1000).rounded()) }
            return [
                "verdict": "verified", "type": .string(event.type), "id": .string(event.id),
                "fingerprint": .string(event.fingerprint),
                "occurredAtMs": time.map { .number(JSONNumber($0)) } ?? .null,
                "attempt": event.attempt.map { .number(JSONNumber($0)) } ?? .null,
                "channel": event.channel.map(JSONValue.string) ?? .null,
            ]
        case .legacyDuplicate(let isVerified): return ["verdict": "legacyDuplicate", "isVerified": .bool(isVerified)]
        case .rejected(let rejection):
            var object = JSONObject([
                .init("verdict", "rejected"), .init("code", .string(rejection.code)),
                .init("status", .number(JSONNumber(rejection.statusCode))),
            ])
            if case .malformedSignature(let fault) = rejection { object["fault"] = .string(fault.rawValue) }
            return .object(object)
        }
    }
}
