public import HeraldModel

/// One request a source refused, as it is remembered: never its body, nor the value of a header.
public struct SourceRefusal: Hashable, Sendable {
    public let at: Timestamp
    /// The stable name of the reason.
    public let code: String
    /// Who sent it, as far as that can be told.
    public let client: IPAddress?
    /// The names of its headers, those at the end left out when there are many.
    public let headerNames: [String]
    /// Whether the header came along that the provider signs with.
    public let hasSignature: Bool
    /// Nil when it was refused before its body was read.
    public let bodyBytes: Int?

    /// How many bytes of header names are kept.
    static let nameBytes = 512

    init(
        _ code: String, at time: Timestamp, provider: Dialect, client: IPAddress?, headerNames: [String],
        bodyBytes: Int?
    ) {
        at = time
        self.code = code
        self.client = client
        var room = Self.nameBytes
        self.headerNames = Array(
            headerNames.prefix { name in
                room -= name.utf8.count
                return room >= 0
            })
        let wanted = Self.signatureHeader(of: provider)
        hasSignature = headerNames.contains { $0.lowercased() == wanted }
        self.bodyBytes = bodyBytes
    }

    /// The header a provider signs with (`reference/social-plus.md` §3, `sendbird.md` §2, `stream-chat.md` §3).
    public static func signatureHeader(of provider: Dialect) -> String {
        switch provider {
        case .socialplus: "x-amity-signature"
        case .sendbird: "x-sendbird-signature"
        case .stream: "x-signature"
        case .standard: "webhook-signature"
        }
    }
}
