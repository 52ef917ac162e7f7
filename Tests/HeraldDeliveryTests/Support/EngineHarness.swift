import HeraldModel
import HeraldStore

@testable import HeraldDelivery

/// An ``EngineCore`` with a manual clock, and everything it asked for in plain sight.
struct EngineHarness {
    var core: EngineCore
    var now = Timestamp(milliseconds: 1_800_000_000_000)
    /// Requests under way, oldest first.
    var requests: [Dispatch] = []
    /// Outcomes not yet recorded, oldest first.
    var outcomes: [Settlement] = []
    /// Pages not yet answered.
    var pages: [PageRequest] = []
    /// What owners were to hear.
    var notices: [EngineNotice] = []
    /// How often a timer was due.
    var ticks = 0

    /// Ids count from here; their time is the harness's first moment.
    static let base = DeliveryID(firstAt: Timestamp(milliseconds: 1_800_000_000_000)).rawValue

    init(seed: UInt64 = 1, _ configure: (inout EngineConfiguration) -> Void = { _ in }) {
        var configuration = EngineConfiguration()
        configure(&configuration)
        core = EngineCore(configuration: configuration, seed: seed)
    }

    /// Opens a lane and answers that the store owes it nothing.
    mutating func open(_ webhook: WebhookID = .first, network: Int64 = 1, _ settings: LaneSettings = LaneSettings()) {
        put(settings, for: webhook, network: network)
        answerPages()
    }

    mutating func put(_ settings: LaneSettings, for webhook: WebhookID = .first, network: Int64 = 1) {
        core.put(webhook, of: NetworkID(rawValue: network), settings: settings, at: now)
        collect()
    }

    /// Commits deliveries, by number.
    mutating func commit(
        _ numbers: some Sequence<Int>, to webhook: WebhookID = .first, key: String? = nil, bytes: Int = 0
    ) {
        for number in numbers {
            core.committed(
                .owed(number, to: webhook, key: key), body: Array(repeating: 0, count: bytes), at: now)
        }
        pump()
    }

    /// Commits the news that an old delivery was made due now.
    mutating func requeue(_ number: Int, to webhook: WebhookID = .first, key: String? = nil, attempts: Int = 0) {
        var delivery = OwedDelivery.owed(number, to: webhook, key: key, attempts: attempts, due: now)
        delivery.requeue = OwedDelivery.Requeue(at: now, attemptCount: attempts)
        core.committed(delivery, body: [], at: now)
        pump()
    }

    /// Ends the request of a delivery.
    mutating func finish(_ number: Int, _ outcome: AttemptOutcome = .success, legacy: Bool = false) {
        guard let index = requests.firstIndex(where: { $0.number == number && $0.variant.isLegacy == legacy }) else {
            return
        }
        let request = requests.remove(at: index)
        core.completed(AttemptResult(token: request.token, outcome: outcome, durationMicroseconds: 7), at: now)
        pump()
    }

    /// Ends every request under way now.
    mutating func finishAll(_ outcome: AttemptOutcome = .success) {
        let ended = requests
        requests = []
        for request in ended {
            core.completed(AttemptResult(token: request.token, outcome: outcome, durationMicroseconds: 7), at: now)
        }
        pump()
    }

    /// Reports that all outcomes are recorded.
    mutating func recordAll() {
        let recorded = outcomes
        outcomes = []
        core.settled(recorded, at: now)
        collect()
    }

    /// Answers the oldest page. It is the last one when it is not full, unless said otherwise.
    mutating func answer(
        _ deliveries: [OwedDelivery] = [], bytes: Int = 0, reached: Int? = nil, isComplete: Bool? = nil
    ) {
        guard !pages.isEmpty else { return }
        let request = pages.removeFirst()
        let page = OwedPage(
            deliveries: deliveries, reached: reached.map { DeliveryID($0) } ?? deliveries.last?.id,
            isComplete: isComplete ?? (deliveries.count < request.limit))
        core.paged(request, page, at: now) { _ in Array(repeating: 0, count: bytes) }
        collect()
    }

    /// Answers pages with nothing until there are none.
    mutating func answerPages() {
        while !pages.isEmpty { answer() }
    }

    mutating func failPage() {
        guard !pages.isEmpty else { return }
        core.pageFailed(pages.removeFirst(), at: now)
        pump()
    }

    /// Lets time pass, timer by timer.
    mutating func advance(_ milliseconds: Int64) {
        let end = now.advanced(byMilliseconds: milliseconds)
        while let next = core.nextTimer, next <= end {
            now = max(now, next)
            ticks += 1
            core.tick(at: now)
            collect()
        }
        now = end
        core.tick(at: now)
        collect()
    }

    mutating func pump() {
        core.pump(at: now)
        collect()
    }

    mutating func collect() {
        let actions = core.takeActions()
        requests += actions.dispatches
        outcomes += actions.settlements
        pages += actions.pages
        notices += actions.notices
    }

    /// The numbers of the deliveries under way, in the order of their start.
    var underWay: [Int] { requests.map(\.number) }

    /// What a lane holds, whatever it knows of its receiver.
    func state(_ webhook: WebhookID = .first) -> LaneState? {
        var state = core.state(of: webhook)
        state?.health = LaneHealth()
        return state
    }

    func health(_ webhook: WebhookID = .first) -> LaneHealth? { core.state(of: webhook)?.health }
}

extension WebhookID {
    static let first = WebhookID(rawValue: 1)
    static let second = WebhookID(rawValue: 2)
}

extension DeliveryID {
    /// The delivery a test calls by this number.
    init(_ number: Int) { self.init(rawValue: EngineHarness.base + Int64(number)) }
    var number: Int { Int(rawValue - EngineHarness.base) }
}

extension Dispatch {
    var number: Int { delivery.number }
}

extension Settlement {
    var number: Int { deliveryID.number }
}

extension OwedDelivery {
    static func owed(
        _ number: Int, to webhook: WebhookID = .first, key: String? = nil, attempts: Int = 0, due: Timestamp? = nil,
        type: String = "t"
    ) -> OwedDelivery {
        let id = DeliveryID(number)
        let event = EventRecord(
            id: EventID(rawValue: id.rawValue), networkID: NetworkID(rawValue: 1), type: type, data: [],
            orderingKey: key, occurredAt: id.timestamp)
        return OwedDelivery(id: id, webhookID: webhook, event: event, attemptCount: attempts, dueAt: due)
    }
}

extension LaneSettings {
    /// Retries after these pauses.
    static func retrying(
        _ delays: [Int64], ordering: Ordering = .none, maxConcurrency: Int = 32
    ) -> LaneSettings {
        LaneSettings(
            ordering: ordering, maxConcurrency: maxConcurrency,
            retry: RetrySchedule(policy: .schedule(delays), dialect: .standard))
    }
}

/// What engine and stores call an ordering key.
func key(_ name: String) -> UInt64 { StableHash.of(name) }
