/// A site as browsers name it: scheme, host, and a port that is not the usual one (RFC 6454).
///
/// What passes goes into headers as it is, so hosts are letters, digits, dots and hyphens only.
public struct WebOrigin: Hashable, Sendable {
    /// `https://app.example.com`, in lower case.
    public let text: String
    public let isSecure: Bool
    private let host: String

    /// Reads an origin; nil when it is none, or names more than a site. A closing slash is taken off.
    public init?(_ text: String) {
        var text = text.lowercased()
        if text.hasSuffix("/") { text.removeLast() }
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        let parts = text.dropFirst(scheme.count).split(
            separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = parts.first, Self.isHost(host) else { return nil }
        isSecure = scheme == "https://"
        self.host = String(host)
        guard parts.count == 2 else {
            self.text = scheme + host
            return
        }
        guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(parts[1]), port > 0 else {
            return nil
        }
        let usual = isSecure ? 443 : 80
        self.text = port == usual ? scheme + host : "\(scheme)\(host):\(port)"
    }

    /// Whether it is this very machine.
    public var isLocal: Bool { host == "localhost" || host == "127.0.0.1" || host.hasSuffix(".localhost") }

    private static func isHost(_ host: Substring) -> Bool {
        guard (1...253).contains(host.utf8.count) else { return false }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { byte in
                    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
                }
        }
    }
}
