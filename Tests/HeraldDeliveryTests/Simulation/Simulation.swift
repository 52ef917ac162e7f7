import HeraldModel
import HeraldStore

@testable import HeraldDelivery

/// What the simulation found wrong.
struct Violation: Error, CustomStringConvertible {
    let description: String
}

/// Runs an ``EngineCore`` against a simulated store, scripted receivers and a manual clock, in random order, and
/// checks every step against a naive account of what may happen.
///
/// Everything the real shell does concurrently is a separate random step here: a settlement is handed out, committed
/// and reported at three moments; a page is asked for, read and taken at three moments; commits, their news, results,
/// changes of settings, removals and restarts fall anywhere between.
struct Simulation {
    struct Receiver {
        let id: WebhookID
        let network: NetworkID
        var settings: LaneSettings
        /// Of 100 requests, how many succeed.
        var health: Int
        /// Ordering keys whose requests never succeed.
        var stuck: Set<String> = []
        var isDeleted = false
        /// Its lane was closed and opened again while requests were under way: those count for neither.
        var isReopened = false
        var underWay = 0
        var legacyUnderWay = 0
        var requestsUnderWay: Int { underWay + legacyUnderWay }
    }

    var random: SplitMix64
    let configuration: EngineConfiguration
    var core: EngineCore
    var store: SimulatedStore
    var now = Timestamp(milliseconds: 1_800_000_000_000)
    var receivers: [Receiver] = []
    let requeues: Bool
    /// The orders receivers ask for.
    let orderings: [Ordering]
    /// How many ordering keys there are.
    let keyCount: Int

    // On their way.
    var dispatches: [Dispatch] = []
    /// Handed out, in order; then committed in that order, then reported.
    var uncommitted: [[Settlement]] = []
    var committed: [[Settlement]] = []
    var pagesAsked: [PageRequest] = []
    var pagesRead: [(request: PageRequest, page: OwedPage)] = []
    /// The news of the last commit, which comes before the next commit.
    var news: [(delivery: OwedDelivery, isRequeue: Bool)] = []

    // The naive account, by row number.
    var underWay: Set<Int> = []
    var finished: Set<Int> = []
    var attempts: [Int: Int] = [:]
    var notBefore: [Int: Timestamp] = [:]
    /// Rows whose order is no longer promised: they, or one before them, were made owed again.
    var disturbed: Set<WebhookID> = []
    var pagesServed = 0
    var requestsMade = 0
    /// Probes, breakers that closed again, and what owners heard.
    var probes = 0
    var announced: Set<WebhookID> = []
    var recoveries = 0

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var configuration = EngineConfiguration()
        configuration.laneWindow = [4, 8, 8, 20].randomElement(using: &random) ?? 8
        configuration.laneWaitingLimit = [1, 4, 4, 10].randomElement(using: &random) ?? 4
        configuration.pageSize = [1, 3, 4, 4, 8].randomElement(using: &random) ?? 4
        configuration.keyDepth = [1, 2, 3, 16].randomElement(using: &random) ?? 2
        configuration.pageScan = [1, 3, 10, 1000].randomElement(using: &random) ?? 3
        configuration.pageBytes = [1, 10, 1000].randomElement(using: &random) ?? 10
        configuration.maxHeldBytes = [20, 60, 200, 100_000].randomElement(using: &random) ?? 60
        configuration.reservedPerLane = [1, 2, 3].randomElement(using: &random) ?? 2
        configuration.maxInFlight = [2, 6, 30].randomElement(using: &random) ?? 6
        configuration.maxUnsettled = [3, 10, 100].randomElement(using: &random) ?? 10
        configuration.quantum = [1, 2, 8].randomElement(using: &random) ?? 2
        configuration.spillPollMilliseconds = 1000
        configuration.breaker.failuresInARow = [2, 4, 10].randomElement(using: &random) ?? 4
        configuration.breaker.failuresOf64 = [8, 48].randomElement(using: &random) ?? 48
        configuration.breaker.quietMilliseconds = [0, 60_000].randomElement(using: &random) ?? 0
        self.configuration = configuration
        requeues = random.chance(40)
        orderings = random.chance(50) ? Ordering.allCases : [.key]
        keyCount = [2, 3, 12].randomElement(using: &random) ?? 3
        store = SimulatedStore(startedAt: now)
        core = EngineCore(configuration: configuration, seed: seed)
        self.random = random
        for _ in 0..<self.random.int(1...4) { addReceiver() }
    }

    // MARK: The script

    mutating func run(steps: Int) throws {
        for step in 0..<steps {
            try self.step()
            if step % 50 == 0 { try audit() }
        }
        if random.chance(30) { restart() }
        try passStuckKeys()
        try recover()
    }

    private mutating func step() throws {
        switch random.int(0...99) {
        case 0..<22: append()
        case 22..<42: try complete(random.int(1...3))
        case 42..<52: commitSettlements()
        case 52..<62: reportSettlements()
        case 62..<70: readPage()
        case 70..<78: takePage()
        case 78..<81: tellNews()
        case 81..<92: advanceClock()
        case 92..<94: if requeues { requeue() }
        case 94..<98: changeSettings()
        case 98:
            switch random.int(0...9) {
            case 0...1: removeReceiver()
            case 2: if requeues { reopenReceiver() }
            default: changeHealth()
            }
        default: if random.chance(12) { restart() } else { changeHealth() }
        }
        // Inputs come in batches: the engine is not pumped after each.
        if random.chance(80) { core.pump(at: now) }
        try collect()
    }

    /// Every receiver recovers but for some keys, which stay stuck for longer than this takes: all others must go on.
    private mutating func passStuckKeys() throws {
        for index in receivers.indices where !receivers[index].isDeleted {
            receivers[index].health = 100
            receivers[index].stuck = []
            receivers[index].settings.isPaused = false
            receivers[index].settings.rateLimitPerSecond = nil
            if receivers[index].settings.ordering == .key {
                receivers[index].settings.retry = RetrySchedule(policy: .durable, dialect: .standard)
                receivers[index].stuck = ["k0", "k1"]
            }
            put(index)
        }
        let living = receivers.filter { !$0.isDeleted }
        let deadline = now.advanced(byMilliseconds: 2 * 3_600_000)
        while true {
            core.pump(at: now)
            try collect()
            if try serveAll() { continue }
            let late = store.rows.first { row in
                guard row.isOwed, let receiver = living.first(where: { $0.id == row.webhook }) else { return false }
                return !receiver.stuck.contains(row.event.orderingKey ?? "")
            }
            guard let late else { break }
            guard let next = core.nextTimer, next <= deadline else {
                throw Violation(description: "\(late) waits for a key that is not its own")
            }
            now = max(now, next)
            core.tick(at: now)
        }
        try audit()
        for index in receivers.indices { receivers[index].stuck = [] }
    }

    /// Every receiver recovers, nothing disturbs any more: everything owed must end.
    private mutating func recover() throws {
        for index in receivers.indices where !receivers[index].isDeleted {
            receivers[index].health = 100
            receivers[index].settings.isPaused = false
            put(index)
        }
        let pagesBefore = pagesServed
        let requestsBefore = requestsMade
        var rounds = 0
        while true {
            core.pump(at: now)
            try collect()
            rounds += 1
            guard rounds < 20_000 else { throw Violation(description: "the engine does not come to rest") }
            if try serveAll() { continue }
            guard let next = core.nextTimer else { break }
            now = max(now, next)
            core.tick(at: now)
        }
        let forgotten = store.rows.filter(\.isOwed)
        if !forgotten.isEmpty {
            throw Violation(description: "\(forgotten.count) deliveries are forgotten, first \(forgotten[0])")
        }
        // Each page but the looks for spilled deliveries and the last one of an overflow brings something to do.
        let pages = pagesServed - pagesBefore
        let requests = requestsMade - requestsBefore
        if pages > 40 * receivers.count + 4 * (requests + store.rows.count) {
            throw Violation(description: "\(pages) pages were read for \(requests) requests")
        }
        try audit()
        guard core.heldCount == 0, core.held.isEmpty, core.inFlight == 0, core.unsettled == 0, core.heldBytes == 0,
            core.unsettledBytes == 0, core.lanes.allSatisfy({ $0.overflow == nil && !$0.hasSpilled || $0.isRemoved })
        else { throw Violation(description: "something is held at rest: \(core.held.count), \(core.heldCount)") }
    }

    /// Finishes everything under way once. False when there was nothing.
    private mutating func serveAll() throws -> Bool {
        let hadWork =
            !dispatches.isEmpty || !uncommitted.isEmpty || !committed.isEmpty || !pagesAsked.isEmpty
            || !pagesRead.isEmpty || !news.isEmpty
        tellNews()
        try complete(dispatches.count)
        while !uncommitted.isEmpty { commitSettlements() }
        while !committed.isEmpty { reportSettlements() }
        while !pagesAsked.isEmpty { readPage() }
        while !pagesRead.isEmpty { takePage(mayFail: false) }
        return hadWork
    }
}

extension SplitMix64 {
    mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(truncatingIfNeeded: next() >> 33) % range.count
    }
    mutating func chance(_ percent: Int) -> Bool { int(0...99) < percent }
}
