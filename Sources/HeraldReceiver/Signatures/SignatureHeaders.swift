/// The signature headers of one request.
struct SignatureHeaders {
    static let mainName = "x-amity-signature"
    static let legacyName = "x-eko-signature"

    /// The values of the header that counts.
    private(set) var main: [String] = []
    /// The values of the legacy header.
    private(set) var legacy: [String] = []

    init(_ headers: some Sequence<(name: String, value: String)>) {
        for (name, value) in headers {
            if Self.isSame(name, Self.mainName) {
                main.append(value)
            } else if Self.isSame(name, Self.legacyName) {
                legacy.append(value)
            }
        }
    }

    /// Whether `name` is `lowercase` but for the case of ASCII letters.
    private static func isSame(_ name: String, _ lowercase: String) -> Bool {
        name.utf8.count == lowercase.utf8.count
            && zip(name.utf8, lowercase.utf8).allSatisfy { byte, expected in
                byte == expected || (0x41...0x5A).contains(byte) && byte | 0x20 == expected
            }
    }
}
