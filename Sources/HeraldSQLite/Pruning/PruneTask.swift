/// One kind of old data. Each walks its table by key and remembers how far it has come.
///
/// What a task steps over stays behind its position. All but `payloads` start over now and then: behind their position
/// is little else than what they stepped over, since the rest is deleted. `payloads` writes down what it steps over,
/// because the rows of expired events stay; `keptPayloads` looks through that list.
enum PruneTask: String, CaseIterable, Sendable {
    case deliveries
    case events
    case externalIDs
    case attempts
    case payloads
    case keptPayloads

    /// Whether the task starts over now and then.
    var isRepeated: Bool { self != .payloads }

    /// The others, starting with the one behind this.
    static func all(after last: PruneTask?) -> [PruneTask] {
        guard let last, let place = allCases.firstIndex(of: last) else { return allCases }
        return Array(allCases[(place + 1)...] + allCases[...place])
    }
}

/// A task's place in its table.
struct PrunePosition: Hashable, Comparable, Sendable {
    var id: Int64
    /// The second column of keys that have two.
    var part: Int64 = 0

    static func < (left: PrunePosition, right: PrunePosition) -> Bool {
        (left.id, left.part) < (right.id, right.part)
    }
}
