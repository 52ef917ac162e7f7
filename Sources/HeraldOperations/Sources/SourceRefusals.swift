import HeraldModel
import Synchronization

/// The latest refused requests of all sources, in memory: they end with the process.
final class SourceRefusals: Sendable {
    private let book = Mutex(SourceRefusalBook())

    func add(_ refusal: SourceRefusal, of source: SourceID) { book.withLock { $0.add(refusal, of: source) } }

    func forget(_ source: SourceID) { book.withLock { $0.forget(source) } }

    func newestFirst(of source: SourceID) -> [SourceRefusal] { book.withLock { $0.newestFirst(of: source) } }
}
