/// What the canonicalizer remembers of an object's member until the object ends.
struct JSONCanonicalMember {
    /// Where the key's opening quote stands in the output.
    let start: Int
    /// The length of the key without quotes.
    let length: Int
    /// Equal for equal keys, and nearly always different for different ones.
    let signature: UInt64
    /// The value of a key that is an array index.
    let index: UInt32?

    init(key: UnsafeBufferPointer<UInt8>, start: Int) {
        self.start = start
        length = key.count
        signature = Self.signature(of: key)
        index = Self.arrayIndex(of: key)
    }

    private static func signature(of key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        guard key.count >= 8, let base = key.baseAddress else {
            return key.reduce(UInt64(key.count)) { $0 << 8 | UInt64($1) }
        }
        let head = UnsafeRawPointer(base).loadUnaligned(as: UInt64.self)
        let tail = UnsafeRawPointer(base + (key.count &- 8)).loadUnaligned(as: UInt64.self)
        return (head &* 0x9E37_79B9_7F4A_7C15) ^ (tail &* 0xC2B2_AE3D_27D4_EB4F) ^ UInt64(key.count) << 56
    }

    /// The number a key stands for when JavaScript takes it for an array index: 0 to 4294967294, no needless zeros.
    private static func arrayIndex(of key: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard let first = key.first, first &- 0x30 <= 9, key.count <= 10, first != 0x30 || key.count == 1 else {
            return nil
        }
        var value: UInt64 = 0
        for byte in key {
            guard byte &- 0x30 <= 9 else { return nil }
            value = value &* 10 &+ UInt64(byte &- 0x30)
        }
        return value < UInt64(UInt32.max) ? UInt32(truncatingIfNeeded: value) : nil
    }

    /// Whether two keys may be equal; false is certain. Not quadratic in big objects.
    static func mayRepeat(_ members: ArraySlice<JSONCanonicalMember>) -> Bool {
        guard members.count > 16 else {
            for index in members.indices {
                let signature = members[index].signature
                for other in members[(index &+ 1)...] where other.signature == signature { return true }
            }
            return false
        }
        let signatures = members.map(\.signature).sorted()
        return zip(signatures, signatures.dropFirst()).contains { $0 == $1 }
    }

    /// The object with its keys in JavaScript's order, each once; nil when it is so already.
    ///
    /// The members are those of one object, complete, whose closing bracket is the last byte of `output`.
    static func reordered(_ members: ArraySlice<JSONCanonicalMember>, in output: [UInt8]) -> [UInt8]? {
        let members = Array(members)
        // Sorting brings equal keys together whatever the sender made up; a table of hashes could be made to collide.
        let sorted = members.indices.sorted { left, right in
            isOrdered(members[left], members[right], in: output) ?? (left < right)
        }
        var valueOf = Array(members.indices)
        var survivors: [Int] = []
        survivors.reserveCapacity(members.count)
        for place in sorted {
            if let last = survivors.last, isOrdered(members[last], members[place], in: output) == nil {
                valueOf[last] = place
            } else {
                survivors.append(place)
            }
        }
        survivors.sort { left, right in
            switch (members[left].index, members[right].index) {
            case (let left?, let right?): left < right
            case (.some, nil): true
            case (nil, .some): false
            case (nil, nil): left < right
            }
        }
        guard survivors != Array(members.indices) else { return nil }

        var result: [UInt8] = []
        for place in survivors {
            result.append(result.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            result.append(contentsOf: output[members[place].start..<members[place].valueStart])
            let value = valueOf[place]
            let end = value + 1 < members.count ? members[value + 1].start : output.count
            result.append(contentsOf: output[members[value].valueStart..<(end - 1)])
        }
        result.append(UInt8(ascii: "}"))
        return result
    }

    /// Behind the key, its closing quote and the colon.
    private var valueStart: Int { start + length + 3 }

    /// Any total order of keys; nil when they are equal.
    private static func isOrdered(_ left: Self, _ right: Self, in output: [UInt8]) -> Bool? {
        if left.signature != right.signature { return left.signature < right.signature }
        if left.length != right.length { return left.length < right.length }
        for offset in 1..<(left.length + 1) {
            let (one, other) = (output[left.start + offset], output[right.start + offset])
            if one != other { return one < other }
        }
        return nil
    }
}
