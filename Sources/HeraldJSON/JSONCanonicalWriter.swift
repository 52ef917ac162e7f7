/// The machine behind ``JSONCanonicalizer``.
///
/// Input bytes that go out unchanged are not copied one by one: `runStart..<reader.at` waits until something differs.
/// The place a byte will take in `output` is known all the same, see ``outputOffset``.
struct JSONCanonicalWriter {
    var output: [UInt8]
    private var reader: JSONReader
    private var runStart = 0
    private let maxDepth: Int
    private let keepsIntegers: Bool
    private var frames: [Frame] = []
    /// The members of all open objects, innermost last.
    private var members: [JSONCanonicalMember] = []

    /// An array or object that is still open.
    private struct Frame {
        /// The object's first place in `members`; nil for an array.
        let firstMember: Int?
        /// Where its bracket stands in the output.
        let start: Int
        /// Whether a key is an array index.
        var hasIndexKey = false
    }

    init(_ input: UnsafeBufferPointer<UInt8>, output: [UInt8], maxDepth: Int, keepsIntegers: Bool) {
        reader = JSONReader(input)
        self.output = output
        self.maxDepth = maxDepth
        self.keepsIntegers = keepsIntegers
        frames.reserveCapacity(8)
        members.reserveCapacity(32)
    }

    /// Where the byte at `reader.at` goes in the output.
    private var outputOffset: Int { output.count &+ reader.at &- runStart }

    mutating func run() throws(JSONError) {
        skipWhitespace()
        repeat { try writeValueStart() } while try writeValueEnd()
        flush()
    }

    // MARK: - Structure

    /// Writes a scalar or an empty container whole, or opens a container up to its first value.
    private mutating func writeValueStart() throws(JSONError) {
        while true {
            switch try reader.peek() {
            case UInt8(ascii: "\""):
                _ = try writeString()
                return
            case UInt8(ascii: "{"):
                try open(firstMember: members.count)
                if try reader.peek() == UInt8(ascii: "}") { return }
                try writeKey()
            case UInt8(ascii: "["):
                try open(firstMember: nil)
                if try reader.peek() == UInt8(ascii: "]") { return }
            case UInt8(ascii: "-"), 0x30...0x39: return try writeNumber()
            case UInt8(ascii: "t"): return try reader.skipLiteral("true")
            case UInt8(ascii: "f"): return try reader.skipLiteral("false")
            case UInt8(ascii: "n"): return try reader.skipLiteral("null")
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
                throw reader.fault(.invalidLiteral)
            default: throw reader.fault(.unexpectedByte)
            }
        }
    }

    /// Closes what ends here. True when another value follows, false at the end of the document.
    private mutating func writeValueEnd() throws(JSONError) -> Bool {
        while true {
            skipWhitespace()
            guard let frame = frames.last else {
                guard reader.isAtEnd else { throw reader.fault(.trailingBytes) }
                return false
            }
            let byte = try reader.peek()
            let isObject = frame.firstMember != nil
            if byte == UInt8(ascii: ",") {
                // A container that was just opened has no value yet that a comma could follow: `open` handed its
                // first byte to `writeValueStart`, and only a closing bracket comes here.
                reader.at &+= 1
                skipWhitespace()
                if isObject { try writeKey() }
                return true
            }
            guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw reader.fault(.unexpectedByte)
            }
            reader.at &+= 1
            frames.removeLast()
            if let first = frame.firstMember { close(frame, firstMember: first) }
        }
    }

    private mutating func open(firstMember: Int?) throws(JSONError) {
        guard frames.count < maxDepth else { throw reader.fault(.tooDeep) }
        frames.append(Frame(firstMember: firstMember, start: outputOffset))
        reader.at &+= 1
        skipWhitespace()
    }

    /// Writes a key and its colon, up to the value.
    private mutating func writeKey() throws(JSONError) {
        guard try reader.peek() == UInt8(ascii: "\"") else { throw reader.fault(.unexpectedByte) }
        let start = outputOffset
        let inputStart = reader.at &+ 1
        let member: JSONCanonicalMember
        if try writeString() {
            let key = UnsafeBufferPointer(rebasing: reader.input[inputStart..<reader.at &- 1])
            member = JSONCanonicalMember(key: key, start: start)
        } else {
            // Flushing here keeps every key in one piece: whole in the output or whole in the waiting run.
            flush()
            member = output.withUnsafeBufferPointer { bytes in
                JSONCanonicalMember(
                    key: UnsafeBufferPointer(rebasing: bytes[(start + 1)..<(bytes.count - 1)]), start: start)
            }
        }
        members.append(member)
        if member.index != nil { frames[frames.count - 1].hasIndexKey = true }
        skipWhitespace()
        try reader.take(UInt8(ascii: ":"))
        skipWhitespace()
    }

    /// Puts the members of the object that ends here in order, when they are not.
    private mutating func close(_ frame: Frame, firstMember: Int) {
        defer { members.removeLast(members.count - firstMember) }
        guard members.count - firstMember > 1 else { return }
        guard frame.hasIndexKey || JSONCanonicalMember.mayRepeat(members[firstMember...]) else { return }
        flush()
        guard let ordered = JSONCanonicalMember.reordered(members[firstMember...], in: output) else { return }
        output.removeLast(output.count - frame.start)
        output.append(contentsOf: ordered)
    }

    // MARK: - Runs

    /// Copies the waiting run.
    private mutating func flush() {
        if runStart < reader.at {
            output.append(contentsOf: UnsafeBufferPointer(rebasing: reader.input[runStart..<reader.at]))
        }
        runStart = reader.at
    }

    @inline(__always)
    private mutating func skipWhitespace() {
        guard !reader.isAtEnd, reader.input[reader.at] <= 0x20 else { return }
        flush()
        reader.skipWhitespace()
        runStart = reader.at
    }

    // MARK: - Scalars

    /// Writes a string. True when it went out as it came in.
    private mutating func writeString() throws(JSONError) -> Bool {
        reader.at &+= 1
        var isUnchanged = true
        while true {
            try reader.skipPlainBytes()
            if reader.input[reader.at] == 0x22 {
                reader.at &+= 1
                return isUnchanged
            }
            if reader.at &+ 1 < reader.input.count, Self.isCanonicalEscape(reader.input[reader.at &+ 1]) {
                reader.at &+= 2
                continue
            }
            isUnchanged = false
            flush()
            appendCanonical(try reader.readEscape())
            runStart = reader.at
        }
    }

    private static func isCanonicalEscape(_ letter: UInt8) -> Bool {
        switch letter {
        case 0x22, 0x5C, UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            true
        default: false
        }
    }

    private mutating func appendCanonical(_ value: UInt32) {
        if let scalar = Unicode.Scalar(value) {
            if let byte = UInt8(exactly: value), byte < 0x20 || byte == 0x22 || byte == 0x5C {
                JSONStringWriter.appendEscape(of: byte, to: &output)
            } else {
                output.append(contentsOf: scalar.utf8)
            }
        } else {
            output.append(0x5C)
            JSONStringWriter.appendUnit(value, to: &output)
        }
    }

    private mutating func writeNumber() throws(JSONError) {
        let start = reader.at
        guard try !reader.skipNumber() else { return }
        let digits = UnsafeBufferPointer(rebasing: reader.input[start..<reader.at])
        if keepsIntegers, Self.isLongInteger(digits) { return }
        let literal = String(decoding: digits, as: UTF8.self)
        guard let value = Double(literal), value.isFinite else { throw JSONError(.numberOutOfRange, at: start) }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: reader.input[runStart..<start]))
        JSONNumberWriter.append(value, to: &output)
        runStart = reader.at
    }

    /// Whether a literal is an integer of 16 to 20 digits: 64 bits hold most of them, and a double does not.
    private static func isLongInteger(_ literal: UnsafeBufferPointer<UInt8>) -> Bool {
        let digits = literal.first == UInt8(ascii: "-") ? literal.dropFirst() : literal[...]
        return (16...20).contains(digits.count) && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
}
