/// A request's headers, to be found by name whatever the case of ASCII letters.
struct RequestHeaders {
    private let entries: [(name: String, value: String)]

    init(_ headers: some Sequence<(name: String, value: String)>) { entries = Array(headers) }

    /// The values of a header in order, without blanks around them. The name is given in lower case.
    subscript(lowercaseName: String) -> [String] {
        entries.filter { Self.isSame($0.name, lowercaseName) }.map { Self.trimmed($0.value) }
    }

    /// The first value of a header that is not empty. The name is given in lower case.
    func first(_ lowercaseName: String) -> String? { self[lowercaseName].first { !$0.isEmpty } }

    private static func isSame(_ name: String, _ lowercase: String) -> Bool {
        name.utf8.count == lowercase.utf8.count
            && zip(name.utf8, lowercase.utf8).allSatisfy { byte, expected in
                byte == expected || (0x41...0x5A).contains(byte) && byte | 0x20 == expected
            }
    }

    /// Optional whitespace around a header's value is not part of it.
    private static func trimmed(_ text: String) -> String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
        var slice = text.utf8.drop(while: isBlank)
        while let last = slice.last, isBlank(last) { slice.removeLast() }
        return slice.count == text.utf8.count ? text : String(Substring(slice))
    }
}
