import HeraldModel
import HeraldOperations
import NIOHTTP1

/// A usual publish request, authorised from its head alone: small, with a known length and nothing special asked for.
struct PublishRequest {
    /// A longer body takes the router's way, which reads it piece by piece.
    static let maxBytes = 64 << 10

    let network: NetworkID
    let format: EventFormat

    /// Nil for every other request, and for those that will be refused: the router says why.
    init?(_ head: HTTPRequestHead, _ operations: Operations) {
        guard head.method == .POST, let network = Self.network(in: head.uri),
            let fields = Fields(head.headers), (1...Self.maxBytes).contains(fields.length),
            let format = EventFormat(mediaType: MediaType.of(contentType: fields.type)),
            let token = BearerToken.read(fields.authorization), let key = operations.keys.authenticate(token),
            key.networkID == nil || key.networkID == network, Need.publish.allows(key.role),
            operations.directory.network(network) != nil
        else { return nil }
        self.network = network
        self.format = format
    }

    /// The network of `/v1/networks/{network}/events`.
    static func network(in uri: String) -> NetworkID? {
        guard uri.hasPrefix(prefix), uri.hasSuffix(suffix) else { return nil }
        return NetworkID(uri.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count))
    }

    private static let prefix = "/v1/networks/"
    private static let suffix = "/events"

    /// The header fields that matter here, found in one pass.
    private struct Fields {
        var length = 0
        var type: String?
        var authorization = ""

        /// Nil when one of them is given twice, or one asks for what only the router's way gives.
        init?(_ headers: HTTPHeaders) {
            var hasLength = false
            for (name, value) in headers {
                switch name.utf8.count {
                case 6 where name.isSame(as: "expect"): return nil
                case 10 where name.isSame(as: "connection"): return nil
                case 12 where name.isSame(as: "content-type"):
                    guard type == nil else { return nil }
                    type = value
                case 13 where name.isSame(as: "authorization"):
                    guard authorization.isEmpty else { return nil }
                    authorization = value
                case 14 where name.isSame(as: "content-length"):
                    guard !hasLength, let number = Int(value) else { return nil }
                    length = number
                    hasLength = true
                case 16 where name.isSame(as: "content-encoding"): return nil
                case 17 where name.isSame(as: "transfer-encoding"): return nil
                default: break
                }
            }
        }
    }
}

extension String {
    /// Compares with an ASCII name in lower case, whatever the case of this one.
    fileprivate func isSame(as name: StaticString) -> Bool {
        guard utf8.count == name.utf8CodeUnitCount else { return false }
        var expected = name.utf8Start
        for byte in utf8 {
            let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
            guard lower == expected.pointee else { return false }
            expected += 1
        }
        return true
    }
}
