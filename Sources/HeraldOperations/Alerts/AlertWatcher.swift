import HeraldModel
import Logging
public import ServiceLifecycle

/// Looks at every alert rule again and again. A service of its own: run it so that it stops before the store and the
/// engine do.
public actor AlertWatcher: Service {
    private let book: AlertBook
    private let directory: Directory
    private let meters: AlertMeters
    private let turns: AlertTurns
    private let interval: Duration
    private let clock: WallClock
    private let sleep: @Sendable (Duration) async throws -> Void
    private let logger: Logger
    /// Measures under way, those that were left behind included: no second one starts beside them.
    private var underWay: Set<Measure> = []
    /// Measures that gave nothing at the last look: logged once.
    private var troubled: Set<Measure> = []

    /// How many measures run at a time.
    static let width = 8
    /// How long one may take before the look goes on without it.
    static let patience: Duration = .seconds(5)

    /// One meter's work for one network.
    private struct Measure: Hashable {
        let network: NetworkID
        let meter: Int
    }

    private struct Job {
        let measure: Measure
        let rules: [AlertRule]
    }

    private enum Outcome {
        case readings([AlertID: Double])
        case failed(String)
        /// It takes too long, or still takes since an earlier look.
        case late
    }

    init(
        book: AlertBook, directory: Directory, meters: AlertMeters, turns: AlertTurns, interval: Duration,
        clock: WallClock, logger: Logger,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.book = book
        self.directory = directory
        self.meters = meters
        self.turns = turns
        self.interval = interval
        self.clock = clock
        self.logger = logger
        self.sleep = sleep
    }

    /// Looks until graceful shutdown. Publishers get one interval after a start before silence is held against them.
    public func run() async throws {
        while !isStopping {
            try? await cancelWhenGracefulShutdown { [sleep, interval] in try await sleep(interval) }
            if !isStopping { await look() }
        }
    }

    private var isStopping: Bool { Task.isShuttingDownGracefully || Task.isCancelled }

    /// Measures everything once and applies each network's readings as they come.
    func look() async {
        await turns.saveRest()
        var jobs = await makeJobs()[...]
        await withTaskGroup(of: (Job, Timestamp, Outcome).self) { group in
            for job in jobs.prefix(Self.width) { group.addTask { await self.measure(job) } }
            jobs = jobs.dropFirst(Self.width)
            for await (job, time, outcome) in group {
                if let next = jobs.popFirst() { group.addTask { await self.measure(next) } }
                await turns.apply(readings(of: outcome, job), to: job.rules, of: job.measure.network, at: time)
            }
        }
    }

    /// What is to be measured. Rules about what is gone are removed on the way.
    private func makeJobs() async -> [Job] {
        var jobs: [Job] = []
        for network in book.networks {
            guard directory.network(network) != nil else {
                book.remove(network)
                continue
            }
            let rules = book.entries(of: network).map(\.rule)
            let gone = rules.filter(meters.isSubjectGone)
            if !gone.isEmpty { await turns.drop(gone, of: network, at: clock.now) }
            let perMeter = Dictionary(
                grouping: rules.filter { $0.isEnabled && !gone.contains($0) },
                by: { meters.index($0.metric, of: $0.subject) })
            for (meter, rules) in perMeter {
                guard let meter else { continue }
                jobs.append(Job(measure: Measure(network: network, meter: meter), rules: rules))
            }
        }
        return jobs
    }

    /// The first of two answers: the meter's, or that it takes too long. One that hangs is left behind.
    private func measure(_ job: Job) async -> (Job, Timestamp, Outcome) {
        let now = clock.now
        guard underWay.insert(job.measure).inserted else { return (job, now, .late) }
        let (answers, answer) = AsyncStream.makeStream(of: Outcome.self)
        let work = Task { [meter = meters.all[job.measure.meter]] in
            let outcome: Outcome
            do {
                outcome = .readings(try await meter.readings(for: job.rules, of: job.measure.network, at: now))
            } catch {
                outcome = .failed("\(error)")
            }
            underWay.remove(job.measure)
            answer.yield(outcome)
        }
        let watch = Task { [sleep] in
            try await sleep(Self.patience)
            answer.yield(.late)
        }
        defer {
            work.cancel()
            watch.cancel()
        }
        for await first in answers { return (job, now, first) }
        return (job, now, .late)
    }

    private func readings(of outcome: Outcome, _ job: Job) -> [AlertID: Double]? {
        let problem: String
        switch outcome {
        case .readings(let readings):
            troubled.remove(job.measure)
            return readings
        case .failed(let error): problem = error
        case .late: problem = "it takes too long"
        }
        if troubled.insert(job.measure).inserted {
            logger.warning(
                "Alert rules cannot be measured; they stay where they are",
                metadata: [
                    "network": "\(job.measure.network)", "rules": "\(job.rules.count)", "error": "\(problem)",
                ])
        }
        return nil
    }
}
