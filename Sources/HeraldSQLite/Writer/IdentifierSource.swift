import HeraldModel
import Synchronization

/// The store's one generator of ids, above all that the store holds.
///
/// Events and deliveries take theirs on the writer's thread, so they grow in commit order; the ids that callers ask for
/// in advance only need to be unique.
final class IdentifierSource: Sendable {
    private let generator: Mutex<IdentifierGenerator>

    init(after last: Int64) { generator = Mutex(IdentifierGenerator(after: last)) }

    func next(at time: Timestamp) -> Int64 { generator.withLock { $0.next(at: time) } }

    /// Several that follow each other.
    func next(_ count: Int, at time: Timestamp) -> [Int64] {
        generator.withLock { generator in (0..<count).map { _ in generator.next(at: time) } }
    }
}
