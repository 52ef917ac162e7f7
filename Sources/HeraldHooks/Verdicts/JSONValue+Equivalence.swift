import HeraldJSON

extension JSONValue {
    /// Whether both mean the same to a receiver that parsed and wrote one of them again: the order of keys and the
    /// spelling of numbers do not count.
    func isEquivalent(to other: JSONValue) -> Bool {
        switch (self, other) {
        case (.number(let left), .number(let right)):
            if left == right { return true }
            if let left = left.integer, let right = right.integer { return left == right }
            guard let left = Double(left.text), let right = Double(right.text) else { return false }
            return left == right
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.isEquivalent(to: $1) }
        case (.object(let left), .object(let right)):
            guard left.members.count == right.members.count else { return false }
            var values: [String: JSONValue] = [:]
            for member in right.members { values[member.key] = member.value }
            return left.members.allSatisfy { member in
                values[member.key].map { member.value.isEquivalent(to: $0) } ?? false
            }
        default: return self == other
        }
    }
}
