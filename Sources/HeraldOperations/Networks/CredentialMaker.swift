import FoundationEssentials
import HeraldModel

/// Makes vendor credentials from the system's random numbers, in the shapes the vendors' have.
enum CredentialMaker {
    /// The credentials of a new network.
    static func credentials(for dialect: Dialect, at now: Timestamp) -> NetworkCredentials {
        switch dialect {
        case .socialplus, .standard: .none
        case .sendbird: .sendbird(sendbird())
        case .stream: .stream(stream(at: now))
        }
    }

    /// An upper-case UUID, and a token of 40 hexadecimal digits.
    static func sendbird() -> SendbirdCredentials {
        SendbirdCredentials(appID: UUID().uuidString, masterAPIToken: text(40, from: "0123456789abcdef"))
    }

    /// One key.
    static func stream(at now: Timestamp) -> StreamCredentials { StreamCredentials(keys: [streamKey(at: now)]) }

    /// A name of 12 and a secret of 64 letters and digits.
    static func streamKey(at now: Timestamp) -> StreamAPIKey {
        let alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
        return StreamAPIKey(
            apiKey: text(12, from: alphabet), apiSecret: text(64, from: alphabet), createdAt: now)
    }

    private static func text(_ count: Int, from alphabet: String) -> String {
        let letters = Array(alphabet)
        var generator = SystemRandomNumberGenerator()
        return String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &generator)] })
    }
}
