import HeraldHooks
import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldPanel
import HeraldStore
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

/// The panel over a memory store, an engine that sends nothing, and a clock that stands still.
struct Stage: Sendable {
    let clock = ManualClock()
    let engine = FakeEngine()
    let live = FakeLiveStats()
    let hookTransport = FakeHookTransport()
    let store: InMemoryStore
    let operations: Operations

    static let adminKey = "test-admin-key"

    init(
        store: InMemoryStore? = nil, publicAddress: PublicAddress = PublicAddress(),
        limits: OperationLimits = OperationLimits()
    ) async throws {
        self.store = store ?? InMemoryStore { [clock] in clock.now }
        operations = try await Operations(
            store: self.store, engine: engine,
            hooks: HookCaller(transport: hookTransport, now: { [clock] in clock.now }), vetter: FakeVetter(),
            live: live, limits: limits, passwordCost: PasswordCost(rounds: 2, blockSize: 1, parallelism: 1),
            publicAddress: publicAddress, clock: clock.wall,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        _ = try await operations.keys.ensureAdminKey(given: Self.adminKey)
    }

    /// Runs `body` with a browser that nobody signed in with.
    func run(
        _ settings: PanelSettings = PanelSettings(), _ body: @escaping @Sendable (Browser) async throws -> Void
    ) async throws {
        let router = Router(context: PanelContext.self, options: .autoGenerateHeadEndpoints)
        try Panel(operations, settings: settings).install(on: router)
        try await Application(router: router).test(.router) { test in try await body(Browser(test: test)) }
    }

    /// Runs `body` with an admin's browser and a network.
    func runSignedIn(_ body: @escaping @Sendable (Browser, Network) async throws -> Void) async throws {
        let network = try await network("Blue")
        try await run { browser in try await body(try await browser.signedIn(key: Self.adminKey), network) }
    }

    func network(_ name: String) async throws -> Network {
        try await operations.networks.create(["name": .string(name), "dialect": "socialplus"])
    }

    func key(_ role: String, _ network: NetworkID) async throws -> KeyResult {
        try await operations.keys.create(["role": .string(role), "network": .string(network.description)])
    }

    /// A link to a network's portal.
    func link(_ network: NetworkID, _ body: JSONValue = [:]) throws -> PortalLink {
        try operations.portals.create(body, for: network)
    }

    func user(_ name: String, password: String) async throws -> User {
        try await operations.users.create([
            "name": .string(name), "password": .string(password), "role": "admin",
        ])
    }

    func webhook(_ network: NetworkID, url: String = "https://receiver.example/hook") async throws -> Webhook {
        try await operations.webhooks.create(["url": .string(url)], in: network).webhook
    }

    /// An event with a delivery to every webhook, that failed once with this answer.
    @discardableResult
    func failedDelivery(
        _ network: NetworkID, data: String = "{}", body: [UInt8] = [], timing: AttemptTiming? = nil
    ) async throws -> (event: EventID, delivery: DeliveryID) {
        let webhooks = operations.directory.webhooks(of: network).map(\.id)
        let event = NewEvent(
            type: "channel.didCreate", data: Array(data.utf8), externalID: nil, contentHash: 1,
            orderingKey: "channel:c1", occurredAt: clock.now, targets: webhooks)
        _ = try await store.append([event], to: network)
        let receiver = try #require(webhooks.first)
        let owed = try #require(try await store.owed(to: receiver, after: nil, limit: 1).first)
        let attempt = Attempt(
            number: 1, startedAt: clock.now, durationMicroseconds: 12_000, status: 503, error: nil,
            responseHead: Array("content-type: text/html\r\n".utf8), responseBody: body,
            timing: timing)
        try await store.settle([
            Settlement(
                deliveryID: owed.id, webhookID: owed.webhookID, payloadBytes: owed.event.payloadBytes,
                attempt: attempt, decision: .failed(reason: "All attempts failed."))
        ])
        return (owed.event.id, owed.id)
    }
}
