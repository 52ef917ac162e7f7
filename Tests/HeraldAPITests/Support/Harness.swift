import HTTPTypes
import HeraldAPI
import HeraldHooks
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import HeraldWire
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

/// The API over a memory store, an engine that sends nothing, and a clock that stands still.
struct Harness: Sendable {
    let clock = ManualClock()
    let engine = FakeEngine()
    let live = FakeLiveStats()
    let hookTransport = FakeHookTransport()
    let store: InMemoryStore
    let operations: Operations

    static let adminKey = "test-admin-key"

    init(
        limits: OperationLimits = OperationLimits(), backlog: BacklogLimits = BacklogLimits(),
        egress: [EgressRegion] = [], dialects: [Dialect] = WireDialects.available,
        trustedProxies: [String] = [], store: InMemoryStore? = nil
    ) async throws {
        self.store = store ?? InMemoryStore(limits: backlog) { [clock] in clock.now }
        operations = try await Operations(
            store: self.store, engine: engine,
            hooks: HookCaller(transport: hookTransport, now: { [clock] in clock.now }), vetter: FakeVetter(),
            live: live, dialects: dialects, limits: limits,
            egress: egress, trustedProxies: TrustedProxies(trustedProxies.compactMap(CIDR.init)), clock: clock.wall,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = try await operations.keys.ensureAdminKey(given: Self.adminKey)
    }

    /// Runs `body` with a client that holds the admin key, through a real port and all of a connection's handlers.
    func run(_ body: @escaping @Sendable (Client) async throws -> Void) async throws {
        let app = Application(
            router: APIRouter.build(operations),
            server: .api(operations, serverName: "herald", idleTimeout: .seconds(75)),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await app.test(.live) { test in
            try await body(Client(test: test, token: Self.adminKey))
        }
    }

    /// Another server over the same store.
    func restarted() async throws -> Harness {
        try await Harness(dialects: Dialect.allCases, store: store)
    }

    /// Runs `body` with a fresh network's path.
    func runInNetwork(
        _ settings: String = "", _ body: @escaping @Sendable (Client, String) async throws -> Void
    ) async throws {
        try await run { client in
            let reply = try await client.post(
                "/v1/networks", #"{"name":"n","dialect":"socialplus"\#(settings.isEmpty ? "" : ",")\#(settings)}"#)
            let id = try #require(reply["id"].string)
            try await body(client, "/v1/networks/\(id)")
        }
    }
}

extension Client {
    /// Registers a webhook and returns its id.
    func webhook(_ network: String, _ settings: String = "") async throws -> String {
        let comma = settings.isEmpty ? "" : ","
        let reply = try await post(
            network + "/webhooks", #"{"url":"https://receiver.example/hook"\#(comma)\#(settings)}"#)
        #expect(reply.status == 201, "\(reply.text)")
        return try #require(reply["id"].string)
    }

    /// Makes a key for a network's path and returns its token.
    func key(_ role: String, _ network: String) async throws -> String {
        let id = network.split(separator: "/").last ?? ""
        let reply = try await post("/v1/keys", #"{"role":"\#(role)","network":"\#(id)"}"#)
        return try #require(reply["key"].string)
    }
}
