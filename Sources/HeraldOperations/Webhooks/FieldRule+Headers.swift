import HeraldJSON
import HeraldModel

extension FieldRule where Value == [Webhook.Header] {
    /// Request headers a webhook's owner may add: at most 20, none that frames, routes or signs the request.
    static var headers: FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard let object = value.object, object.members.count <= 20 else {
                throw FieldProblem("must be an object of at most 20 headers")
            }
            var headers: [Webhook.Header] = []
            var errors: [FieldError] = []
            for member in object.members {
                let pointer = JSONPointer(tokens: [member.key]).description
                if let fault = fault(name: member.key, value: member.value, others: headers) {
                    errors.append(FieldError(pointer: pointer, detail: fault))
                } else {
                    headers.append(Webhook.Header(name: member.key, value: member.value.string ?? ""))
                }
            }
            guard errors.isEmpty else { throw FieldProblem(errors) }
            return headers
        }
    }

    private static func fault(name: String, value: JSONValue, others: [Webhook.Header]) -> String? {
        guard (1...128).contains(name.utf8.count), name.utf8.allSatisfy(isTokenByte) else {
            return "holds a name that is no HTTP header name"
        }
        let lower = name.lowercased()
        if reserved.contains(lower) || reservedPrefixes.contains(where: lower.hasPrefix) {
            return "holds '\(name)', which Herald sets itself"
        }
        if others.contains(where: { $0.name.lowercased() == lower }) { return "holds '\(name)' twice" }
        guard let text = value.string, text.utf8.count <= 4096,
            text.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x09 })
        else { return "must give '\(name)' a string of at most 4,096 visible ASCII characters" }
        return nil
    }

    /// Connection headers, what Herald writes itself, and every signature header of every dialect.
    private static let reserved: Set<String> = [
        "host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "keep-alive",
        "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer", "upgrade", "expect",
        "user-agent", "x-amity-signature", "x-eko-signature", "x-sendbird-signature", "x-signature", "x-api-key",
        "x-webhook-id", "x-webhook-attempt",
    ]
    private static let reservedPrefixes = ["webhook-", "herald-"]

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
