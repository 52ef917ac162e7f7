import HeraldJSON
import HeraldModel
import HeraldStore
import Logging
import Testing

@testable import HeraldOperations

/// Alert rules over a world's store, with a meter that reads what a test says. The webhook of the world wants
/// everything but Herald's own events; the listener wants those.
struct AlertStage {
    let world: World
    let listener: Webhook
    let documents: FlakyDocuments
    let clock: ManualClock
    let meter: FakeMeter
    let alerts: AlertAdministration
    let watcher: AlertWatcher

    init(
        maxBacklog: Int = 1000,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) async throws {
        let world = try await World(maxBacklog: maxBacklog)
        let listener = try await world.operations.webhooks.create(
            ["url": "https://listener.example/", "events": ["herald.*"]], in: world.network.id
        ).webhook
        try await self.init(
            world, listener: listener, documents: FlakyDocuments(world.store), clock: ManualClock(),
            meter: FakeMeter(), sleep: sleep)
    }

    private init(
        _ world: World, listener: Webhook, documents: FlakyDocuments, clock: ManualClock, meter: FakeMeter,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) async throws {
        self.world = world
        self.listener = listener
        self.documents = documents
        self.clock = clock
        self.meter = meter
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let directory = world.operations.directory
        let book = try await AlertBook(loading: documents)
        let announcer = AlertAnnouncer(
            publishing: world.operations.publishing, directory: directory, logger: logger)
        let gate = ChangeGate()
        let meters = AlertMeters(all: [meter])
        alerts = AlertAdministration(
            book: book, store: documents, directory: directory, meters: meters, announcer: announcer, gate: gate,
            limits: OperationLimits(), clock: clock.wall)
        watcher = AlertWatcher(
            book: book, directory: directory, meters: meters,
            turns: AlertTurns(book: book, store: documents, announcer: announcer, gate: gate, logger: logger),
            interval: .seconds(10), clock: clock.wall, logger: logger, sleep: sleep)
    }

    /// Another server over the same store.
    func restarted() async throws -> AlertStage {
        try await AlertStage(
            world, listener: listener, documents: documents, clock: clock, meter: meter,
            sleep: { try await Task.sleep(for: $0) })
    }

    /// Creates a rule that fires when its lag is over 10.
    func rule(_ extra: JSONValue = [:], in network: NetworkID? = nil) async throws -> AlertID {
        var body = JSONObject([.init("name", "Lags"), .init("metric", "lag"), .init("threshold", 10)])
        for member in extra.object?.members ?? [] { body[member.key] = member.value }
        return try await alerts.create(.object(body), in: network ?? world.network.id).rule.id
    }

    /// Looks once, ten seconds after the last time.
    func look(_ alert: AlertID, _ value: Double?) async {
        meter.set(value, alert)
        clock.advance(seconds: 10)
        await watcher.look()
    }

    func report(_ alert: AlertID, of network: NetworkID? = nil) throws -> AlertReport {
        try alerts.alert(alert, of: network ?? world.network.id)
    }

    /// Herald's own events, oldest first.
    func told(in network: NetworkID? = nil) async throws -> [EventRecord] {
        try await world.store.events(of: network ?? world.network.id, matching: EventQuery(limit: 500)).reversed()
            .filter { $0.type.hasPrefix("herald.") }
    }

    func targets(of event: EventRecord) async throws -> [WebhookID] {
        var query = DeliveryQuery(limit: 10)
        query.event = event.id
        return try await world.store.deliveries(of: world.network.id, matching: query).map(\.webhookID)
    }
}
