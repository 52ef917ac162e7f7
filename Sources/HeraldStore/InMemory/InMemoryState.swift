import HeraldModel

/// What ``InMemoryStore`` keeps. Events and deliveries are in the order of their ids, so they are found by bisection.
struct InMemoryState {
    var isClosed = false
    var time = Timestamp(milliseconds: 0)
    var observer: @Sendable ([OwedDelivery]) -> Void = { _ in }
    /// Deliveries made owed by the call under way.
    var news: [OwedDelivery] = []

    private var generator = IdentifierGenerator()
    let limits: BacklogLimits

    var networks: [NetworkID: Network] = [:]
    var deletedNetworks: Set<NetworkID> = []
    var webhooks: [WebhookID: Webhook] = [:]
    /// The network of every webhook there ever was.
    var owners: [WebhookID: NetworkID] = [:]
    var keys: [KeyID: AccessKey] = [:]
    var users: [UserID: User] = [:]
    var sessions: [SessionID: Session] = [:]
    var documents: [NetworkID: [String: Document]] = [:]
    var hooks: [Hook.Key: Hook] = [:]
    var sources: [SourceID: Source] = [:]
    var commands: [CommandKey: ChatCommand] = [:]
    var consumers: [Consumer.Key: ConsumerRecord] = [:]

    var events: [EventRecord] = []
    var remembered: [ExternalKey: Remembered] = [:]
    var deliveries: [DeliveryRow] = []
    var attempts: [DeliveryID: [Attempt]] = [:]
    var backlog: [WebhookID: BacklogSize] = [:]
    /// The places of each webhook's owed deliveries, in order, among some that were owed.
    var owedPlaces: [WebhookID: [Int]] = [:]

    var replays: [ReplayID: Replay] = [:]
    /// The owed deliveries that replays made owed.
    var replayed: [DeliveryID: Replayed] = [:]
    var stats: [StatsKey: StatsBucket] = [:]
    /// How many events were accepted.
    var accepted: [AcceptedKey: Int] = [:]
    /// What is below may go because of the size limit.
    var sizeBound: Int64 = 0

    /// A command within its network.
    struct CommandKey: Hashable {
        let network: NetworkID
        let name: String
    }

    /// An external id, or what a received event is recognised by, within its network.
    struct ExternalKey: Hashable {
        let network: NetworkID
        let id: String
        var isDeduplication = false

        init(network: NetworkID, id: String) {
            self.network = network
            self.id = id
        }

        /// What an event is remembered by, if anything.
        init?(of event: NewEvent, in network: NetworkID) {
            guard let id = event.deduplicationKey ?? event.externalID else { return nil }
            self.init(network: network, id: id)
            isDeduplication = event.deduplicationKey != nil
        }
    }

    /// The event an external id was last used for.
    struct Remembered {
        let event: EventID
        let contentHash: Int64
    }

    /// Which replay made a delivery owed.
    struct Replayed {
        let replay: ReplayID
        /// Whether it had an attempt since.
        var isTried = false
    }

    /// One webhook's minute.
    struct StatsKey: Hashable {
        let webhook: WebhookID
        let minute: Int64
    }

    /// One network's minute.
    struct AcceptedKey: Hashable {
        let network: NetworkID
        let minute: Int64
    }

    init(limits: BacklogLimits) { self.limits = limits }

    mutating func nextKey() -> Int64 { generator.next(at: time) }

    mutating func tellObserver() {
        guard !news.isEmpty else { return }
        observer(news)
        news.removeAll(keepingCapacity: true)
    }

    /// The place of the first element whose key is not below `key`.
    static func lowerBound<Row>(_ rows: [Row], _ key: Int64, by keyOf: (Row) -> Int64) -> Int {
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if keyOf(rows[middle]) < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func event(_ id: EventID) -> EventRecord? {
        let place = Self.lowerBound(events, id.rawValue) { $0.id.rawValue }
        return place < events.count && events[place].id == id ? events[place] : nil
    }

    /// What a network is owed, and what all are.
    func owed(in network: NetworkID) -> (network: BacklogSize, total: BacklogSize) {
        backlog.reduce(into: (.zero, .zero)) { sums, entry in
            if owners[entry.key] == network { sums.network += entry.value }
            sums.total += entry.value
        }
    }

    func place(of id: DeliveryID) -> Int? {
        let place = Self.lowerBound(deliveries, id.rawValue) { $0.id.rawValue }
        return place < deliveries.count && deliveries[place].id == id ? place : nil
    }
}
