import Synchronization

/// Near names of unknown types, remembered: an app that publishes its own types asks for the same few all the time.
final class SuggestionCache: Sendable {
    private struct State {
        /// Made at the first unknown name.
        var index: NameIndex?
        var answers: [String: [String]] = [:]
    }

    private let candidates: [String]
    private let state = Mutex(State())

    init(candidates: [String]) { self.candidates = candidates }

    /// At most three candidates close to `name`, the closest first.
    ///
    /// Names too long to be types have none.
    func nearest(to name: String) -> [String] {
        guard name.utf8.count <= EventCatalogue.longestName else { return [] }
        let known = state.withLock { state in
            (answer: state.answers[name], index: state.index)
        }
        if let answer = known.answer { return answer }
        // Compared outside the lock: a rare double computation is cheaper than making others wait.
        let index = known.index ?? NameIndex(candidates)
        let answer = index.nearest(to: name)
        state.withLock { state in
            state.index = index
            if state.answers.count >= Self.capacity { state.answers.removeAll(keepingCapacity: true) }
            state.answers[name] = answer
        }
        return answer
    }

    /// Bounds the memory that made-up names can take: 512 names of at most 128 bytes.
    private static let capacity = 512
}

extension SuggestionCache {
    /// How many names are remembered.
    var remembered: Int { state.withLock { $0.answers.count } }
    /// Whether the answer for `name` is.
    func remembers(_ name: String) -> Bool { state.withLock { $0.answers[name] != nil } }
}
