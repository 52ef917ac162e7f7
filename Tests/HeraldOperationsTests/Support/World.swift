import HeraldHooks
import HeraldJSON
import HeraldModel
import HeraldStore
import Logging

@testable import HeraldOperations

/// Operations over a memory store with one network and one webhook.
struct World {
    static let now = Timestamp(milliseconds: 1_767_323_045_678)
    let store: InMemoryStore
    let engine = FakeEngine()
    let operations: Operations
    let network: Network
    let webhook: Webhook

    init(events: JSONValue = ["*"], maxBacklog: Int = 10_000_000) async throws {
        let limits = BacklogLimits(perNetwork: BacklogSize(deliveries: maxBacklog, bytes: .max))
        store = InMemoryStore(limits: limits) { World.now }
        operations = try await Self.operations(store, engine)
        network = try await operations.networks.create(["name": "n", "dialect": "socialplus"])
        webhook = try await operations.webhooks.create(
            ["url": "https://receiver.example/", "events": events], in: network.id
        ).webhook
    }

    static func operations(_ store: InMemoryStore, _ engine: FakeEngine) async throws -> Operations {
        try await Operations(
            store: store, engine: engine,
            hooks: HookCaller(transport: SilentTransport(), now: { World.now }), vetter: OpenVetter(),
            live: NoLiveStats(),
            clock: WallClock { World.now }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Publishes so many events of one type.
    func publish(_ count: Int, type: String = "channel.didCreate") async throws {
        let line = #"{"type":"\#(type)","data":{}}"#
        let body = Array(repeating: line, count: count).joined(separator: "\n")
        _ = try await operations.publishing.publish(Array(body.utf8), format: .lines, to: network.id)
    }
}

/// Lets every host pass.
struct OpenVetter: HostVetter {
    func vet(host: String, port: Int) async -> HostVetting { .allowed }
}

/// Has nothing unsaved.
struct NoLiveStats: LiveStats {
    func unsavedStats() -> [StatsBucket] { [] }
}
