/// An object: keys in the order they were written, each once.
public struct JSONObject: Hashable, Sendable {
    /// The members in order.
    public private(set) var members: [Member]

    /// One key with its value.
    public struct Member: Hashable, Sendable {
        /// The key, unescaped.
        public var key: String
        /// The value.
        public var value: JSONValue

        /// Pairs a key with a value.
        public init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// Keeps the first place and the last value of a repeated key, as JavaScript does.
    public init(_ members: [Member] = []) {
        // A dictionary from the first member on would slow small objects down; a search per member makes big ones
        // quadratic.
        if members.count > 16 {
            self.members = Self.merged(members)
        } else {
            self.members = []
            self.members.reserveCapacity(members.count)
            for member in members { self[member.key] = member.value }
        }
    }

    /// The value of `key`. Setting nil removes the member; setting a new key appends it.
    public subscript(key: String) -> JSONValue? {
        get { members.first { $0.key.isIdentical(to: key) }?.value }
        set {
            let index = members.firstIndex { $0.key.isIdentical(to: key) }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key, value))
            case (nil, nil): break
            }
        }
    }

    /// The keys in order.
    public var keys: [String] { members.map(\.key) }
    /// Whether there is no member.
    public var isEmpty: Bool { members.isEmpty }

    private static func merged(_ members: [Member]) -> [Member] {
        var places: [ExactKey: Int] = [:]
        places.reserveCapacity(members.count)
        var result: [Member] = []
        result.reserveCapacity(members.count)
        for member in members {
            let key = ExactKey(text: member.key)
            if let place = places[key] {
                result[place].value = member.value
            } else {
                places[key] = result.count
                result.append(member)
            }
        }
        return result
    }
}

/// A key that equals only the same sequence of bytes: JSON does not know Unicode equivalence.
private struct ExactKey: Hashable {
    let text: String

    static func == (left: ExactKey, right: ExactKey) -> Bool { left.text.isIdentical(to: right.text) }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }
}

extension String {
    /// Whether both texts are the same bytes. `==` alone also accepts canonical equivalents.
    fileprivate func isIdentical(to other: String) -> Bool {
        self == other && utf8.elementsEqual(other.utf8)
    }
}
