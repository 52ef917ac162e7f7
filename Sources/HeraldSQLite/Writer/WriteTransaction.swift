import GRDB
import HeraldModel
import HeraldStore

/// A transaction under way. Lives on the writer's thread; nothing it collects counts before the commit.
final class WriteTransaction {
    let db: Database
    let time: Timestamp
    let hot: HotStatements
    let backlog: Backlog
    let limits: BacklogLimits
    private let ids: IdentifierSource

    var caches: WriterCaches
    /// Deliveries made owed, for the commit observer.
    private(set) var news: [OwedDelivery] = []
    /// How the webhooks' backlogs change.
    private(set) var changes: [WebhookID: BacklogSize] = [:]
    /// What all growing backlogs grow by.
    private(set) var gain = BacklogSize.zero
    /// How many events each network accepted.
    var accepted: [NetworkID: Int] = [:]
    /// See ``insertPending()``.
    var pending = PendingRows()

    init(
        _ db: Database, time: Timestamp, caches: WriterCaches, backlog: Backlog, ids: IdentifierSource,
        limits: BacklogLimits
    ) throws {
        self.db = db
        self.time = time
        self.caches = caches
        self.backlog = backlog
        self.ids = ids
        self.limits = limits
        hot = try HotStatements(db)
    }

    /// Carries out one call. Throws only when the whole transaction is lost.
    func perform(_ command: WriteCommand) throws -> WriteOutcome {
        switch command {
        case .append(let request):
            do {
                return .appended(try append(request.events, to: request.network))
            } catch let refusal as StoreError {
                return .refused(refusal)
            }
        case .settle(let request):
            try settle(request.settlements)
            return .done
        case .work(let request):
            try insertPending()
            return try isolated { try request.perform(self) }
        }
    }

    /// Keys that follow each other: nobody else's is in between.
    func nextKeys(_ count: Int) -> [Int64] { ids.next(count, at: time) }

    func change(_ webhook: WebhookID, by size: BacklogSize) {
        changes[webhook, default: .zero] += size
        if size.deliveries > 0 { gain += size }
    }

    func announce(_ delivery: OwedDelivery) { news.append(delivery) }

    /// Counts and announces a delivery that is owed from now on.
    func announceOwed(_ delivery: OwedDelivery) {
        change(delivery.webhookID, by: BacklogSize(deliveries: 1, bytes: delivery.event.payloadBytes))
        announce(delivery)
    }

    /// Inserts another delivery of an event accepted earlier, owed now.
    func oweAgain(_ event: EventRecord, to webhook: WebhookID) throws -> DeliveryID {
        let id = DeliveryID(rawValue: nextKeys(1)[0])
        hot.insertLateDelivery.bind(id.rawValue, at: 1)
        hot.insertLateDelivery.bind(event.id.rawValue, at: 2)
        hot.insertLateDelivery.bind(webhook.rawValue, at: 3)
        hot.insertLateDelivery.bind(event.payloadBytes, at: 4)
        try hot.insertLateDelivery.run()
        announceOwed(OwedDelivery(id: id, webhookID: webhook, event: event))
        return id
    }

    /// Runs `body` in a savepoint: when it throws, only what it did is undone.
    private func isolated(_ body: () throws -> Void) throws -> WriteOutcome {
        let before = (caches: caches, news: news.count, changes: changes, gain: gain)
        do {
            try db.inSavepoint {
                try body()
                return .commit
            }
            return .done
        } catch {
            // SQLite ends the whole transaction on a full disk and the like.
            guard db.isInsideTransaction, (error as? DatabaseError)?.endsTransaction != true else { throw error }
            caches = before.caches
            news.removeSubrange(before.news...)
            changes = before.changes
            gain = before.gain
            return .refused(StoreError(error, at: ""))
        }
    }
}

extension DatabaseError {
    fileprivate var endsTransaction: Bool {
        [.SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_CORRUPT].contains(resultCode)
    }
}
