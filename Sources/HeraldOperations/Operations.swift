public import HeraldDelivery
public import HeraldHooks
public import HeraldModel
public import HeraldStore
public import HeraldWire
public import Logging

/// Every use case of one server, sharing one registry. Doors (API, panel) hold this and nothing below it.
public struct Operations: Sendable {
    public let directory: Directory
    public let publishing: Publishing
    public let networks: NetworkAdministration
    public let webhooks: WebhookAdministration
    public let keys: KeyAdministration
    /// People who sign in to the panel.
    public let users: UserAdministration
    /// Who is signed in to it.
    public let sessions: Sessions
    /// Lets networks' customers see their network, and nothing else.
    public let portals: PortalLinks
    /// What Sendbird's own API changes.
    public let sendbird: SendbirdAdministration
    /// What Stream's own API changes.
    public let streamApps: StreamAppAdministration
    /// What social.plus's own API changes.
    public let socialPlus: SocialPlusAdministration
    public let hooks: HookAdministration
    public let hookCalls: HookCalls
    public let commands: CommandAdministration
    public let alerts: AlertAdministration
    /// The gateway's doors.
    public let sources: SourceAdministration
    /// What comes in by them.
    public let ingest: Ingest
    public let inspection: DeliveryInspection
    public let replays: Replays
    /// Programs that take events at their own pace.
    public let consumers: Consumers
    public let statistics: Statistics
    /// Says when a network's log has grown.
    public let notifier: EventNotifier
    /// Says how often deliveries changed, to those who watch.
    public let activity: DeliveryActivity
    public let metrics: ServerMetrics
    /// A service of its own: run it beside the engine.
    public let replayRunner: ReplayRunner
    /// Files of what failed.
    public let exports: FailureExports
    /// Makes them. A service of its own.
    public let exportRunner: ExportRunner
    /// Publishes what the engine notices. A service of its own: it stops after the engine.
    public let noticePublisher: NoticePublisher
    /// Looks at alert rules and publishes their turns. A service of its own.
    public let alertWatcher: AlertWatcher
    /// What webhooks' lanes do now.
    public let lanes: LaneInspection
    /// Where deliveries leave from, as the operator published it.
    public let egress: [EgressRegion]
    /// Whose word counts about where a request comes from.
    public let proxies: TrustedProxies
    /// Where people reach this server.
    public let publicAddress: PublicAddress
    /// The wall clock all of it reads.
    public let clock: WallClock
    /// The store and the engine, for health checks.
    public let health: HealthCheck

    /// Loads the registry from the store and wires the use cases.
    ///
    /// The engine has no lane yet: call ``WebhookAdministration/openLanes()`` before it starts.
    ///
    /// - Parameters:
    ///   - store: where everything is kept.
    ///   - engine: what sends.
    ///   - hooks: what asks synchronous hooks.
    ///   - vetter: what looks at a webhook's host before it is registered.
    ///   - certificates: what reads the certificates webhooks are given.
    ///   - live: counts the engine has not saved yet.
    ///   - dialects: what this server can send.
    ///   - limits: the operator's limits.
    ///   - egress: where deliveries leave from.
    ///   - passwordCost: how much work a password's hash takes.
    ///   - portalSigner: what signs the links to portals.
    ///   - publicAddress: where people reach this server.
    ///   - trustedProxies: whose word counts about where a request comes from.
    ///   - alertInterval: how long between two looks at alert rules.
    ///   - metrics: where to count; the engine's owner counts settlements there too.
    ///   - activity: where the engine's owner counts settlements for those who watch.
    ///   - notices: what the engine notices; the engine's owner lets it in there.
    ///   - clock: the wall clock.
    ///   - logger: for what runs in the background.
    public init(
        store: any Store, engine: any DeliveryControl, hooks: HookCaller, vetter: any HostVetter,
        certificates: any CertificateInspector = NoCertificates(), live: any LiveStats,
        dialects: [Dialect] = WireDialects.available, limits: OperationLimits = OperationLimits(),
        egress: [EgressRegion] = [], passwordCost: PasswordCost = .standard,
        portalSigner: PortalSigner = .random(), publicAddress: PublicAddress = PublicAddress(),
        trustedProxies: TrustedProxies = TrustedProxies([]),
        alertInterval: Duration = .seconds(10), metrics: ServerMetrics = ServerMetrics(),
        activity: DeliveryActivity = DeliveryActivity(), notices: NoticeQueue = NoticeQueue(),
        clock: WallClock = .system, logger: Logger
    ) async throws {
        let directory = try await Directory(loading: store)
        let gate = ChangeGate()
        let signal = ReplaySignal()
        let notifier = EventNotifier()
        self.directory = directory
        self.notifier = notifier
        self.metrics = metrics
        self.activity = activity
        self.egress = egress
        proxies = trustedProxies
        self.publicAddress = publicAddress
        self.clock = clock
        publishing = Publishing(
            store: store, directory: directory, notifier: notifier, metrics: metrics, limits: limits, clock: clock)
        networks = NetworkAdministration(
            store: store, directory: directory, engine: engine, hooks: hooks, gate: gate, dialects: dialects,
            clock: clock)
        webhooks = WebhookAdministration(
            store: store, directory: directory, engine: engine, vetter: vetter,
            certificates: certificates, gate: gate, dialects: dialects,
            limits: limits, clock: clock)
        keys = KeyAdministration(store: store, directory: directory, gate: gate, clock: clock)
        let passwords = PasswordHasher(cost: passwordCost)
        users = UserAdministration(store: store, directory: directory, passwords: passwords, clock: clock)
        sessions = Sessions(store: store, keys: keys, directory: directory, passwords: passwords, clock: clock)
        portals = PortalLinks(signer: portalSigner, sessions: sessions, gate: gate)
        let administration = HookAdministration(
            store: store, directory: directory, vetter: vetter, caller: hooks, gate: gate, clock: clock)
        self.hooks = administration
        hookCalls = HookCalls(directory: directory, caller: hooks)
        commands = CommandAdministration(
            store: store, directory: directory, gate: gate, limits: limits, clock: clock)
        let refusals = SourceRefusals()
        sources = SourceAdministration(
            store: store, directory: directory, gate: gate, clock: clock, refusals: refusals)
        ingest = Ingest(
            store: store, directory: directory, notifier: notifier, metrics: metrics, clock: clock,
            proxies: trustedProxies, refusals: refusals)
        let documents = VendorDocuments(store: store, directory: directory)
        sendbird = SendbirdAdministration(webhooks: webhooks, documents: documents)
        streamApps = StreamAppAdministration(
            webhooks: webhooks, networks: networks, hooks: administration, documents: documents, clock: clock)
        socialPlus = SocialPlusAdministration(webhooks: webhooks, hooks: administration, documents: documents)
        inspection = DeliveryInspection(store: store, directory: directory, bound: limits.search)
        replays = Replays(store: store, directory: directory, signal: signal, clock: clock)
        consumers = Consumers(store: store, directory: directory, gate: gate, notifier: notifier, clock: clock)
        statistics = Statistics(store: store, directory: directory, live: live, clock: clock)
        replayRunner = ReplayRunner(store: store, engine: engine, signal: signal, logger: logger)
        exports = FailureExports(
            store: store, directory: directory, signal: ReplaySignal(), gate: gate, clock: clock)
        exportRunner = ExportRunner(exports: exports, logger: logger)
        noticePublisher = NoticePublisher(
            queue: notices, publishing: publishing, directory: directory, webhooks: webhooks, clock: clock,
            logger: logger)
        let meters = AlertMeters(all: [
            DeliveryMeter(statistics: statistics, directory: directory),
            SilenceMeter(store: store, directory: directory),
            SourceMeter(directory: directory, startedAt: clock.now),
            ConsumerMeter(consumers: consumers, directory: directory),
        ])
        let book = try await AlertBook(loading: store)
        let announcer = AlertAnnouncer(publishing: publishing, directory: directory, logger: logger)
        // Turns are published while it is held; changes of webhooks need not wait for that.
        let alertGate = ChangeGate()
        alerts = AlertAdministration(
            book: book, store: store, directory: directory, meters: meters, announcer: announcer, gate: alertGate,
            limits: limits, clock: clock)
        alertWatcher = AlertWatcher(
            book: book, directory: directory, meters: meters,
            turns: AlertTurns(book: book, store: store, announcer: announcer, gate: alertGate, logger: logger),
            interval: alertInterval, clock: clock, logger: logger)
        lanes = LaneInspection(engine: engine)
        health = HealthCheck(store: store, engine: engine)
    }
}
