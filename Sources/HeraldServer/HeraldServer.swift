import Foundation
import HeraldAPI
import HeraldDelivery
import HeraldHooks
import HeraldModel
import HeraldOperations
import HeraldPanel
import HeraldSQLite
import HeraldStore
import HeraldTransport
import Hummingbird
public import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
public import UnixSignals

/// One Herald server: configuration in, running services out. The only place that knows every part.
///
/// Services start in the order store, transport, notices, engine, alerts, replays, upkeep, API, and stop in the reverse order:
/// the API takes no more requests, the engine finishes or records what is under way, and the store closes last.
public struct HeraldServer: Sendable {
    private let configuration: ServerConfiguration
    private let logger: Logger
    private let store: any Store
    private let transport: NIODeliveryTransport
    /// Synchronous calls have one of their own: they keep more of an answer, and deliveries never hold them up.
    private let hookTransport: NIODeliveryTransport
    /// Where the transport works.
    private let threads: MultiThreadedEventLoopGroup
    private let engine: DeliveryEngine
    private let operations: Operations
    private let panel: Panel
    private let generatedAdminKey: String?

    /// Opens the store, loads the registry and prepares every lane. Nothing is sent and no port is open before
    /// ``run(onReady:)``.
    /// - Throws: ``ConfigurationError``, or a `StoreError` that says why the store does not open.
    public init(configuration: ServerConfiguration, logger: Logger) async throws {
        self.configuration = configuration
        self.logger = logger
        let limit = FileDescriptorLimit.raise()
        logger.debug("File descriptor limit", metadata: ["limit": "\(limit)"])
        let clock = WallClock.system
        let (store, portalSigner) = try Self.openStore(configuration, clock: clock, logger: logger)
        self.store = store
        threads = MultiThreadedEventLoopGroup(numberOfThreads: configuration.deliveryThreads)
        do {
            let limits = try Self.transportLimits(configuration, descriptors: limit)
            transport = try NIODeliveryTransport(configuration: limits, eventLoopGroup: threads, logger: logger)
            hookTransport = try Self.hookTransport(
                limits, configuration.limits.hooks, threads: threads, logger: logger)
        } catch {
            try? await threads.shutdownGracefully()
            await store.close()
            throw error
        }
        let metrics = ServerMetrics()
        let activity = DeliveryActivity()
        let notices = NoticeQueue()
        engine = DeliveryEngine(
            store: store, transport: transport, configuration: Self.engineConfiguration(configuration),
            now: { clock.now }, logger: logger,
            onSettled: { settled in
                metrics.countSettled(settled)
                activity.count(settled)
            },
            onNotice: { notices.receive($0) })
        let hooks = HookCaller(
            transport: hookTransport, settings: configuration.limits.hooks, now: { clock.now })
        do {
            operations = try await Operations(
                store: store, engine: engine, hooks: hooks, vetter: TransportVetter(transport.vetter),
                certificates: TransportCertificates(), live: engine,
                limits: OperationLimits(
                    webhooksPerNetwork: configuration.limits.webhooksPerNetwork,
                    alertsPerNetwork: configuration.limits.alertsPerNetwork),
                egress: configuration.egress.map { EgressRegion(name: $0.region, addresses: $0.addresses) },
                portalSigner: portalSigner, publicAddress: PublicAddress(configuration.publicURL),
                trustedProxies: TrustedProxies(configuration.trustedProxies),
                alertInterval: configuration.alertInterval, metrics: metrics, activity: activity, notices: notices,
                clock: clock, logger: logger)
            Self.warnAboutRegions(operations.networks.all, configuration, logger: logger)
            store.setCommitObserver { [engine] in engine.committed($0) }
            for (webhook, error) in operations.webhooks.openLanes() {
                logger.warning(
                    "A webhook cannot be sent to; its deliveries wait",
                    metadata: ["webhook": "\(webhook)", "reason": "\(error)"])
            }
            panel = try Panel(operations, settings: configuration.panel)
            generatedAdminKey = try await operations.keys.ensureAdminKey(given: configuration.adminKey)
        } catch {
            await transport.shutdown()
            await hookTransport.shutdown()
            try? await threads.shutdownGracefully()
            await store.close()
            throw error
        }
    }

    /// Serves until SIGTERM or SIGINT, or until the surrounding service group shuts down; then stops gracefully.
    /// - Parameter onReady: called once the port is open.
    public func run(onReady: @escaping @Sendable (ServerAddress) async -> Void) async throws {
        try await run(onReady: onReady, signals: [.sigterm, .sigint])
    }

    /// Serves until graceful shutdown, listening to `signals`.
    public func run(
        onReady: @escaping @Sendable (ServerAddress) async -> Void, signals: [UnixSignal]
    ) async throws {
        let host = configuration.listenHost
        let generatedAdminKey = generatedAdminKey
        let router = APIRouter.build(operations, welcomes: false)
        panel.install(on: router)
        let application = Application(
            router: router,
            server: .api(operations, serverName: Self.serverName, idleTimeout: Self.idleTimeout),
            configuration: .init(
                address: .hostname(host, port: configuration.listenPort), serverName: Self.serverName, backlog: 1024),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? 0
                await onReady(ServerAddress(host: host, port: port, adminKey: generatedAdminKey))
            },
            logger: logger)
        let services: [any Service] = [
            StoreCloser(store: store),
            TransportCloser(transports: [transport, hookTransport], threads: threads),
            operations.noticePublisher, engine, operations.alertWatcher, operations.replayRunner,
            operations.exportRunner,
            Upkeep(
                store: store, retention: configuration.retention, duplicateWindow: configuration.duplicateWindow,
                metrics: operations.metrics, clock: .system, logger: logger),
            application,
        ]
        var group = ServiceGroupConfiguration(
            services: services.map { .init(service: $0) }, gracefulShutdownSignals: signals, logger: logger)
        group.maximumGracefulShutdownDuration = configuration.shutdownGrace + .seconds(10)
        try await ServiceGroup(configuration: group).run()
    }

    /// How long a connection may say nothing, between requests or within one. Longer than the 60 s after which
    /// common clients let go of theirs, so that these close first.
    private static let idleTimeout = TimeAmount.seconds(75)

    private static let serverName = "herald"

    /// Opens the store, and derives from its secret key what signs links to portals.
    private static func openStore(
        _ configuration: ServerConfiguration, clock: WallClock, logger: Logger
    ) throws -> (any Store, PortalSigner) {
        let limits = configuration.limits
        let backlog = BacklogLimits(
            perNetwork: BacklogSize(
                deliveries: limits.backlogPerNetwork, bytes: limits.backlogMegabytesPerNetwork << 20),
            total: BacklogSize(deliveries: limits.backlog, bytes: limits.backlogMegabytes << 20))
        switch configuration.store {
        case .memory: return (InMemoryStore(limits: backlog, now: { clock.now }), .random())
        case .sqlite(let path):
            PrivateFiles.require()
            var settings = SQLiteConfiguration()
            settings.backlog = backlog
            let key = try SecretKey.load(environmentValue: configuration.secretKey, storePath: path)
            let store = try SQLiteStore.open(
                path: path, secretKey: key, configuration: settings, now: { clock.now }, logger: logger)
            return (store, PortalSigner(key: key.derived(for: PortalSigner.purpose)))
        }
    }

    /// A region without egress is no reason not to start: its deliveries leave by the default way.
    private static func warnAboutRegions(
        _ networks: [Network], _ configuration: ServerConfiguration, logger: Logger
    ) {
        guard !configuration.egress.isEmpty else { return }
        let known = Set(configuration.egress.map(\.region))
        for (region, networks) in Dictionary(grouping: networks, by: { $0.region ?? Egress.defaultRegion })
        where region != Egress.defaultRegion && !known.contains(region) {
            logger.warning(
                "No egress is configured for a region; its deliveries leave by the default way",
                metadata: ["region": "\(region)", "networks": "\(networks.count)"])
        }
    }

    private static func transportLimits(
        _ configuration: ServerConfiguration, descriptors: UInt64
    ) throws -> NIODeliveryTransport.Configuration {
        let allowed = try configuration.allowAddresses.map { text in
            guard let range = CIDR(text) else {
                throw ConfigurationError(
                    key: "allowAddresses",
                    problem: "'\(text)' is no address range; write it like 127.0.0.0/8 or ::1/128")
            }
            return range
        }
        var limits = NIODeliveryTransport.Configuration(allowedAddresses: allowed)
        limits.egress = Dictionary(
            configuration.egress.map { ($0.region, $0.way) }, uniquingKeysWith: { first, _ in first })
        // Receivers that hold connections open must not take what the API and the store need.
        if descriptors > 0 {
            limits.maxTotalConnections = min(limits.maxTotalConnections, max(1, Int(clamping: descriptors / 2)))
        }
        return limits
    }

    /// Works under the deliveries' policy, with room for the answers hooks give.
    private static func hookTransport(
        _ limits: NIODeliveryTransport.Configuration, _ settings: HookSettings, threads: MultiThreadedEventLoopGroup,
        logger: Logger
    ) throws -> NIODeliveryTransport {
        var limits = limits
        limits.maxConnectionsPerOrigin = settings.concurrency
        limits.maxTotalConnections = min(limits.maxTotalConnections, settings.calls)
        limits.responseLimits.body = settings.readBody
        limits.responseLimits.keptBody = settings.keptBody
        return try NIODeliveryTransport(configuration: limits, eventLoopGroup: threads, logger: logger)
    }

    private static func engineConfiguration(_ configuration: ServerConfiguration) -> DeliveryEngine.Configuration {
        var engine = DeliveryEngine.Configuration()
        engine.core.maxInFlight = configuration.limits.requestsInFlight
        engine.core.maxHeldBytes = configuration.limits.deliveryMegabytes << 20
        engine.defaultConcurrency = configuration.limits.concurrencyPerWebhook
        engine.shutdownGrace = configuration.shutdownGrace
        return engine
    }
}

/// Where a started server is reached.
public struct ServerAddress: Hashable, Sendable {
    public let host: String
    public let port: Int
    /// The admin key, when one was made at this start: its only showing.
    public let adminKey: String?

    /// The API's base URL.
    public var url: String { host.contains(":") ? "http://[\(host)]:\(port)" : "http://\(host):\(port)" }
}
