/// A webhook's URL taken apart once, when it is registered.
public struct WebhookURL: Hashable, Sendable {
    /// Whether the scheme is `https`.
    public let isSecure: Bool
    /// The host in lower case; an IPv6 literal without its brackets.
    public let host: String
    public let port: Int
    /// The value of the `Host` header.
    public let authority: String
    /// Path and query as they go into the request line; starts with `/`.
    public let target: String

    /// The longest URL Herald takes, in bytes.
    public static let maximumLength = 2048

    /// Reads an absolute `http` or `https` URL.
    /// - Throws: ``WebhookURLError`` that says what is wrong with it.
    public init(_ text: String) throws(WebhookURLError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.maximumLength else { throw .tooLong(bytes.count) }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else { throw .notASCII }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
            bytes[colon...].starts(with: "://".utf8)
        else { throw .notAbsolute }
        let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
        switch scheme {
        case "https": isSecure = true
        case "http": isSecure = false
        default: throw .scheme(scheme)
        }
        let rest = bytes[(colon + 3)...]
        let end = rest.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
        let authorityBytes = rest[..<end]
        guard !authorityBytes.contains(UInt8(ascii: "@")) else { throw .credentials }
        let (host, portText) = try Self.split(authorityBytes)
        guard !host.isEmpty else { throw .noHost }
        let standardPort = isSecure ? 443 : 80
        if portText.isEmpty {
            port = standardPort
        } else {
            guard portText.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(portText),
                (1...65535).contains(number)
            else { throw .port(portText) }
            port = number
        }
        self.host = host
        let written = host.contains(":") ? "[\(host)]" : host
        authority = port == standardPort ? written : "\(written):\(port)"
        let target = rest[end...].prefix { $0 != UInt8(ascii: "#") }
        let path = String(decoding: target, as: UTF8.self)
        self.target = path.hasPrefix("/") ? path : "/" + path
    }

    private static func split(
        _ authority: ArraySlice<UInt8>
    ) throws(WebhookURLError) -> (host: String, port: String) {
        let host: ArraySlice<UInt8>
        let rest: ArraySlice<UInt8>
        if authority.first == UInt8(ascii: "[") {
            guard let close = authority.firstIndex(of: UInt8(ascii: "]")) else { throw .host("[") }
            host = authority[authority.startIndex + 1..<close]
            rest = authority[(close + 1)...]
            guard host.allSatisfy({ $0.isHexDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }),
                host.contains(UInt8(ascii: ":"))
            else { throw .host(String(decoding: host, as: UTF8.self)) }
        } else {
            let colon = authority.firstIndex(of: UInt8(ascii: ":")) ?? authority.endIndex
            host = authority[..<colon]
            rest = authority[colon...]
            guard host.allSatisfy({ $0.isNameByte }) else { throw .host(String(decoding: host, as: UTF8.self)) }
        }
        if rest.isEmpty { return (String(decoding: host, as: UTF8.self).lowercased(), "") }
        guard rest.first == UInt8(ascii: ":") else { throw .host(String(decoding: host, as: UTF8.self)) }
        return (
            String(decoding: host, as: UTF8.self).lowercased(), String(decoding: rest.dropFirst(), as: UTF8.self)
        )
    }
}

/// What is wrong with a webhook's URL.
public enum WebhookURLError: Error, Hashable, Sendable, CustomStringConvertible {
    case tooLong(Int)
    case notASCII
    case notAbsolute
    case scheme(String)
    case credentials
    case noHost
    case host(String)
    case port(String)

    /// What to change. Shows at most a short piece of the URL, and never its credentials.
    public var description: String {
        switch self {
        case .tooLong(let length):
            "The URL has \(length) bytes; at most \(WebhookURL.maximumLength) are taken."
        case .notASCII:
            "The URL holds blanks, backslashes or characters outside ASCII; percent-encode them, and write "
                + "international host names in their xn-- form."
        case .notAbsolute: "The URL is not absolute; write it as https://host/path."
        case .scheme(let scheme): "The scheme '\(scheme.prefix(20))' is not taken; use https (or http)."
        case .credentials: "The URL holds credentials; put them into 'headers' instead."
        case .noHost: "The URL has no host."
        case .host(let host): "The host '\(host.prefix(60))' is not a name or an address."
        case .port(let port): "The port '\(port.prefix(20))' is not a number from 1 to 65535."
        }
    }
}

extension UInt8 {
    fileprivate var isHexDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
    }

    /// What host names are made of, the underscore of internal names included.
    fileprivate var isNameByte: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
            || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") || self == UInt8(ascii: "_")
    }
}
