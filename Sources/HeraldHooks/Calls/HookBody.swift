import HeraldJSON
import HeraldModel

/// Writes the body of a call as the network's vendor would.
enum HookBody {
    /// - Parameters:
    ///   - value: what is asked.
    ///   - dialect: social.plus's receivers may parse and write a body again before they verify it
    ///     (`reference/social-plus.md` §3).
    static func bytes(_ value: JSONValue, dialect: Dialect) -> [UInt8] {
        let plain = value.encoded()
        switch dialect {
        case .stream, .standard, .sendbird: return plain
        case .socialplus: return (try? JSONCanonicalizer.canonicalize(plain)) ?? plain
        }
    }
}
