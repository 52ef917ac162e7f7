public import HeraldModel
import Synchronization

extension Directory {
    /// A source made ready to take requests; nil when there is no such source.
    public func door(_ id: SourceID) -> SourceDoor? { state.withLock { $0.doors[id] } }

    /// A network's sources, oldest first.
    public func doors(of network: NetworkID) -> [SourceDoor] {
        state.withLock { $0.doors.values.filter { $0.source.networkID == network } }
            .sorted { $0.source.id < $1.source.id }
    }

    /// All sources of all networks, oldest first.
    public var doors: [SourceDoor] {
        state.withLock { Array($0.doors.values) }.sorted { $0.source.id < $1.source.id }
    }

    func put(_ source: Source) { state.withLock { Self.put(source, in: &$0) } }

    func remove(_ source: SourceID) { state.withLock { $0.doors[source] = nil } }

    static func put(_ source: Source, in state: inout State) {
        state.doors[source.id] = SourceDoor(
            source, stats: state.doors[source.id]?.stats ?? SourceStats(), bodyLimit: Ingest.bodyBytes)
    }
}
