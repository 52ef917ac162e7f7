/// A path into a JSON document, RFC 6901: `/data/channel/channelId`.
public struct JSONPointer: Hashable, Sendable, CustomStringConvertible {
    /// The steps, unescaped. Empty means the whole document.
    public let tokens: [String]
    /// The steps as they stand between the quotes of a canonical key.
    let encodedTokens: [[UInt8]]

    /// Joins steps that are already unescaped.
    public init(tokens: [String]) {
        self.tokens = tokens
        encodedTokens = tokens.map { token in
            var token = token
            var bytes: [UInt8] = []
            token.withUTF8 { JSONStringWriter.appendContent(utf8: $0, to: &bytes) }
            return bytes
        }
    }

    /// Parses the text form: empty, or steps that each start with `/`, with `~0` for `~` and `~1` for `/`.
    public init(_ text: some StringProtocol) throws(JSONError) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first else {
            self.init(tokens: [])
            return
        }
        guard first == UInt8(ascii: "/") else { throw JSONError(.invalidPointer, at: 0) }
        var tokens: [String] = []
        var token: [UInt8] = []
        var index = 1
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "/"):
                tokens.append(String(decoding: token, as: UTF8.self))
                token = []
            case UInt8(ascii: "~"):
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                guard next == UInt8(ascii: "0") || next == UInt8(ascii: "1") else {
                    throw JSONError(.invalidPointer, at: index)
                }
                token.append(next == UInt8(ascii: "0") ? UInt8(ascii: "~") : UInt8(ascii: "/"))
                index += 1
            case let byte: token.append(byte)
            }
            index += 1
        }
        tokens.append(String(decoding: token, as: UTF8.self))
        self.init(tokens: tokens)
    }

    /// The text form.
    public var description: String {
        var bytes: [UInt8] = []
        for token in tokens {
            bytes.append(UInt8(ascii: "/"))
            for byte in token.utf8 {
                switch byte {
                case UInt8(ascii: "~"): bytes.append(contentsOf: "~0".utf8)
                case UInt8(ascii: "/"): bytes.append(contentsOf: "~1".utf8)
                default: bytes.append(byte)
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The pointer with one more step.
    public func appending(_ token: String) -> JSONPointer { JSONPointer(tokens: tokens + [token]) }

    /// The pointer with one more step into an array.
    public func appending(_ index: Int) -> JSONPointer { appending(String(index)) }

    /// The array index a step stands for: digits without needless zeros.
    static func index(of token: some Collection<UInt8>) -> Int? {
        guard let first = token.first, token.count <= 9, token.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        guard first != 0x30 || token.count == 1 else { return nil }
        return token.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

extension JSONValue {
    /// The value a pointer leads to; nil when a step leads nowhere.
    public subscript(pointer pointer: JSONPointer) -> JSONValue? {
        var value = self
        for token in pointer.tokens {
            switch value {
            case .object(let object):
                guard let next = object[token] else { return nil }
                value = next
            case .array(let elements):
                guard let index = JSONPointer.index(of: token.utf8), index < elements.count else { return nil }
                value = elements[index]
            default: return nil
            }
        }
        return value
    }
}
