/// Reads one JSON document into a tree, strictly after RFC 8259.
struct JSONParser {
    private var reader: JSONReader
    private let maxDepth: Int

    init(_ input: UnsafeBufferPointer<UInt8>, maxDepth: Int) {
        reader = JSONReader(input)
        // The parser recurses; this bound keeps it inside a thread's stack whatever the caller asks for.
        self.maxDepth = min(maxDepth, 512)
    }

    mutating func parseDocument() throws(JSONError) -> JSONValue {
        let value = try parseValue(depth: 0)
        reader.skipWhitespace()
        guard reader.isAtEnd else { throw reader.fault(.trailingBytes) }
        return value
    }

    private mutating func parseValue(depth: Int) throws(JSONError) -> JSONValue {
        reader.skipWhitespace()
        switch try reader.peek() {
        case UInt8(ascii: "{"): return .object(try parseObject(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try parseArray(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try reader.readString())
        case UInt8(ascii: "-"), 0x30...0x39: return .number(try parseNumber())
        case UInt8(ascii: "t"):
            try reader.skipLiteral("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try reader.skipLiteral("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try reader.skipLiteral("null")
            return .null
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            throw reader.fault(.invalidLiteral)
        default: throw reader.fault(.unexpectedByte)
        }
    }

    private mutating func parseNumber() throws(JSONError) -> JSONNumber {
        let start = reader.at
        _ = try reader.skipNumber()
        let literal = UnsafeBufferPointer(rebasing: reader.input[start..<reader.at])
        return JSONNumber(validated: String(decoding: literal, as: UTF8.self))
    }

    private mutating func parseArray(depth: Int) throws(JSONError) -> [JSONValue] {
        guard depth <= maxDepth else { throw reader.fault(.tooDeep) }
        reader.at += 1
        var elements: [JSONValue] = []
        reader.skipWhitespace()
        if try reader.peek() == UInt8(ascii: "]") {
            reader.at += 1
            return elements
        }
        while true {
            elements.append(try parseValue(depth: depth))
            if try !continues(until: UInt8(ascii: "]")) { return elements }
        }
    }

    private mutating func parseObject(depth: Int) throws(JSONError) -> JSONObject {
        guard depth <= maxDepth else { throw reader.fault(.tooDeep) }
        reader.at += 1
        var members: [JSONObject.Member] = []
        reader.skipWhitespace()
        if try reader.peek() == UInt8(ascii: "}") {
            reader.at += 1
            return JSONObject()
        }
        while true {
            reader.skipWhitespace()
            guard try reader.peek() == UInt8(ascii: "\"") else { throw reader.fault(.unexpectedByte) }
            let key = try reader.readString()
            reader.skipWhitespace()
            try reader.take(UInt8(ascii: ":"))
            members.append(JSONObject.Member(key, try parseValue(depth: depth)))
            if try !continues(until: UInt8(ascii: "}")) { return JSONObject(members) }
        }
    }

    /// Takes a comma (true) or the closing bracket (false).
    private mutating func continues(until close: UInt8) throws(JSONError) -> Bool {
        reader.skipWhitespace()
        let byte = try reader.peek()
        guard byte == close || byte == UInt8(ascii: ",") else { throw reader.fault(.unexpectedByte) }
        reader.at += 1
        return byte != close
    }
}

extension JSONValue {
    /// Parses one JSON document, strictly after RFC 8259: UTF-8, no comments, nothing after the value.
    ///
    /// Numbers keep their text. A repeated key keeps its first place and its last value. An escaped lone surrogate
    /// becomes U+FFFD, because a Swift string cannot hold it.
    ///
    /// - Parameters:
    ///   - bytes: the document.
    ///   - maxDepth: how many arrays and objects may be nested; more than 512 is never allowed.
    public init(parsing bytes: some Collection<UInt8>, maxDepth: Int = 128) throws(JSONError) {
        let parsed = bytes.withContiguousStorageIfAvailable { buffer in
            Result { () throws(JSONError) in try Self.parse(buffer, maxDepth: maxDepth) }
        }
        if let parsed {
            self = try parsed.get()
        } else {
            self = try Array(bytes).withUnsafeBufferPointer { buffer throws(JSONError) in
                try Self.parse(buffer, maxDepth: maxDepth)
            }
        }
    }

    /// Parses the text of one JSON document.
    public init(parsing text: some StringProtocol, maxDepth: Int = 128) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), maxDepth: maxDepth)
    }

    private static func parse(_ buffer: UnsafeBufferPointer<UInt8>, maxDepth: Int) throws(JSONError) -> JSONValue {
        var parser = JSONParser(buffer, maxDepth: maxDepth)
        return try parser.parseDocument()
    }
}
