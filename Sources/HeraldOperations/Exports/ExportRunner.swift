import HeraldModel
import HeraldStore
import Logging
public import ServiceLifecycle

/// Makes the files of exports: a part at a time, each committed together with how far it got, so that a restart goes on
/// where the last part ended. Also lets go of files whose time is over.
public actor ExportRunner: Service {
    private let exports: FailureExports
    private let logger: Logger

    /// How many deliveries a part holds at most, and how many bytes it should have.
    static let part = (deliveries: 200, bytes: 256 << 10)
    /// The largest file.
    static let largest = (rows: 100_000, bytes: 64 << 20)
    /// Between two parts: an export has time.
    static let rest: Duration = .milliseconds(10)
    /// After the store refused.
    static let pause: Duration = .seconds(5)
    /// How often expired files are looked for.
    static let upkeep: Duration = .seconds(600)

    init(exports: FailureExports, logger: Logger) {
        self.exports = exports
        self.logger = logger
    }

    /// Works until graceful shutdown.
    public func run() async throws {
        let (ticks, source) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withDiscardingTaskGroup { group in
            group.addTask { [wakeUps = exports.signal.wakeUps] in
                for await _ in wakeUps { source.yield() }
            }
            group.addTask {
                while !Task.isCancelled {
                    source.yield()
                    try? await Task.sleep(for: Self.upkeep)
                }
            }
            for await _ in ticks.cancelOnGracefulShutdown() {
                while !Task.isCancelled, !Task.isShuttingDownGracefully, let delay = await step() {
                    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: delay) }
                }
            }
            group.cancelAll()
        }
    }

    /// Removes what is expired and makes the next part of the export that has the fewest.
    /// - Returns: when to come back; nil when nothing is to be made.
    func step() async -> Duration? {
        do {
            let now = exports.clock.now
            var unfinished: [FailureExport] = []
            for export in try await exports.stored() {
                if let end = export.expiresAt, end <= now {
                    try await exports.delete(export)
                } else if !export.status.isFinal {
                    unfinished.append(export)
                }
            }
            guard let next = unfinished.min(by: { ($0.parts, $0.id) < ($1.parts, $1.id) }) else { return nil }
            try await advance(next)
            return Self.rest
        } catch let error as OperationError where error.kind == .notFound {
            return Self.rest
        } catch {
            logger.warning("Exports wait: the store does not answer.", metadata: ["error.type": "\(type(of: error))"])
            return Self.pause
        }
    }

    private func advance(_ before: FailureExport) async throws {
        var export = before
        guard let times = ZonedTime(export.request.timeZone) else {
            return try await fail(export, "The time zone is not known any more.")
        }
        var query = DeliveryQuery(limit: Self.part.deliveries)
        query.statuses = [.failed]
        query.since = export.request.start
        query.until = export.request.end.advanced(byMilliseconds: 1)
        query.before = export.cursor
        let deliveries = try await read { [query] store in
            try await store.deliveries(of: before.networkID, matching: query)
        }
        var writer = ExportWriter(
            export.request, times: times, isFirstPart: export.parts == 0, hasRows: export.rows > 0)
        var taken = 0
        for delivery in deliveries where writer.bytes.count < Self.part.bytes {
            writer.append(try await row(delivery, of: export.networkID))
            export.cursor = delivery.id
            taken += 1
        }
        if taken == deliveries.count, taken < Self.part.deliveries {
            writer.finish()
            export.status = .done
            export.finishedAt = exports.clock.now
        } else {
            export.status = .exporting
        }
        export.rows += taken
        export.bytes += writer.bytes.count
        guard export.rows <= Self.largest.rows, export.bytes <= Self.largest.bytes else {
            return try await fail(
                before,
                "The file would have more than \(Self.largest.rows) rows or \(Self.largest.bytes >> 20) MiB. "
                    + "Choose a shorter window.")
        }
        let part = Document(
            networkID: export.networkID, name: FailureExport.partName(export.id, export.parts), body: writer.bytes)
        export.parts += 1
        try await save([part, export.document])
    }

    private func row(_ delivery: Delivery, of network: NetworkID) async throws -> ExportRow {
        try await read { [directory = exports.directory] store in
            ExportRow(
                delivery: delivery, url: directory.webhook(delivery.webhookID)?.url ?? "",
                event: try await store.event(delivery.eventID, of: network),
                lastAttempt: try await store.attempts(of: delivery.id).last { !$0.isLegacy })
        }
    }

    /// What was written of it goes, so that it takes no room.
    private func fail(_ export: FailureExport, _ failure: String) async throws {
        var failed = export
        failed.status = .failed
        failed.failure = failure
        failed.finishedAt = exports.clock.now
        failed.parts = 0
        failed.rows = 0
        failed.bytes = 0
        try await save([failed.document])
        try await read { store in
            try await store.deleteDocuments(named: FailureExport.partPrefix(export.id), of: export.networkID)
        }
    }

    private func save(_ documents: [Document]) async throws {
        try await read { store in try await store.save(documents) }
    }

    private func read<Value: Sendable>(
        _ body: @Sendable (any Store) async throws -> Value
    ) async throws -> Value {
        try await OperationError.translating("export") { [store = exports.store] in try await body(store) }
    }
}
