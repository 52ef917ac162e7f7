import Crypto
import FoundationEssentials
import HeraldModel

/// Makes the tokens of portal links and reads them again.
///
/// A token is `herald_p1_` and the base 64 (for URLs) of: network, epoch and expiry in 8 bytes each, the role in one, a
/// nonce of 12, the viewer's name, and the HMAC-SHA256 over the version and all of that in 32.
public struct PortalSigner: Sendable {
    private let key: SymmetricKey

    /// What the key is derived for from the server's secret key.
    public static let purpose = "herald portal links 1"

    static let prefix = "herald_p1_"
    private static let nonceBytes = 12
    private static let fixedBytes = 25 + nonceBytes
    private static let codeBytes = 32
    /// Longer text is no token.
    private static let longest = 512

    /// Signs with a key of its own: 32 bytes.
    public init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// Signs with a key that nobody else knows and that goes with this process.
    public static func random() -> PortalSigner { PortalSigner(key: SecretMaker.randomBytes(32)) }

    func token(for grant: PortalGrant) -> String {
        var bytes: [UInt8] = []
        for number in [grant.networkID.rawValue, grant.pass.epoch, grant.pass.expiresAt.milliseconds] {
            withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
        }
        bytes.append(grant.pass.role == .manage ? 1 : 0)
        bytes += SecretMaker.randomBytes(Self.nonceBytes)
        bytes += (grant.pass.viewer ?? "").utf8
        bytes += code(bytes)
        let text = Data(bytes).base64EncodedString()
        return Self.prefix + text.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// What a token grants; nil unless this server made it. Whether it is still valid is for the caller to see.
    func grant(of token: String) -> PortalGrant? {
        guard token.utf8.count <= Self.longest, token.hasPrefix(Self.prefix) else { return nil }
        let text = token.dropFirst(Self.prefix.count).replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: text + padding), data.count >= Self.fixedBytes + Self.codeBytes else {
            return nil
        }
        let bytes = [UInt8](data)
        let content = Array(bytes.dropLast(Self.codeBytes))
        guard SecretMaker.areEqual(Array(bytes.suffix(Self.codeBytes)), code(content)) else { return nil }
        func number(_ index: Int) -> Int64 {
            content[index * 8..<index * 8 + 8].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        }
        let viewer = String(decoding: content.dropFirst(Self.fixedBytes), as: UTF8.self)
        return PortalGrant(
            networkID: NetworkID(rawValue: number(0)),
            pass: PortalPass(
                role: content[24] == 1 ? .manage : .read, viewer: viewer.isEmpty ? nil : viewer,
                expiresAt: Timestamp(milliseconds: number(2)), epoch: number(1)))
    }

    private func code(_ content: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(Self.prefix.utf8) + content, using: key))
    }
}
