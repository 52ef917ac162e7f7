import Crypto

/// SHA-256 as lower-case hexadecimal.
enum SHA256Text {
    static func hex(of text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
