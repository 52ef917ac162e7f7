import GRDB
import HeraldModel
import HeraldStore

extension WriteTransaction {
    /// Accepts a batch. Whatever can be refused is found before anything is inserted.
    func append(_ new: [NewEvent], to network: NetworkID) throws -> AppendResult {
        guard caches.networks.contains(network) else { throw StoreError.notFound }
        var origins: [Origin] = []
        origins.reserveCapacity(new.count)
        var firstUse: [ExternalIDs.Key: Int] = [:]
        var conflicts: [Int] = []
        for (index, event) in new.enumerated() {
            let (origin, isConflict) = try origin(of: event, in: network, batch: new, firstUse: firstUse)
            if case .fresh(.some(let use)) = origin { firstUse[use.key] = index }
            if isConflict { conflicts.append(index) }
            origins.append(origin)
        }
        guard conflicts.isEmpty else { return .conflict(indices: conflicts) }
        try checkBacklog(of: network, adding: new, origins: origins)

        var outcomes: [AppendedEvent] = []
        outcomes.reserveCapacity(new.count)
        var fresh = 0
        for (event, origin) in zip(new, origins) {
            switch origin {
            case .stored(let id): outcomes.append(AppendedEvent(id: id, isDuplicate: true, deliveryCount: 0))
            case .earlierInBatch(let index):
                outcomes.append(AppendedEvent(id: outcomes[index].id, isDuplicate: true, deliveryCount: 0))
            case .fresh(let use):
                let targets = event.targets.filter { isLive($0, in: network) }
                let record = try add(event, to: network, for: targets)
                if let use { try remember(record.id, use) }
                outcomes.append(AppendedEvent(id: record.id, isDuplicate: false, deliveryCount: targets.count))
                fresh += 1
            }
        }
        if fresh > 0 { accepted[network, default: 0] += fresh }
        return .accepted(outcomes)
    }

    /// Where an event of a batch comes from.
    private enum Origin {
        /// It is new. Carries what it will be remembered by, if anything.
        case fresh(ExternalIDs.Use?)
        case stored(EventID)
        case earlierInBatch(Int)
    }

    private func origin(
        of event: NewEvent, in network: NetworkID, batch: [NewEvent], firstUse: [ExternalIDs.Key: Int]
    ) throws -> (Origin, isConflict: Bool) {
        guard let key = ExternalIDs.Key(of: event) else { return (.fresh(nil), false) }
        if let first = firstUse[key] {
            return (.earlierInBatch(first), key.isExternal && batch[first].contentHash != event.contentHash)
        }
        let use = ExternalIDs.Use(of: key, content: event.contentHash, in: network)
        guard let known = try remembered(use, in: network) else { return (.fresh(use), false) }
        return (.stored(known.event), key.isExternal && known.contentHash != event.contentHash)
    }

    private func remembered(
        _ use: ExternalIDs.Use, in network: NetworkID
    ) throws -> (event: EventID, contentHash: Int64)? {
        for bucket in caches.buckets.reversed() {
            hot.findExternalID.bind(bucket, at: 1)
            hot.findExternalID.bind(use.hash, at: 2)
            let candidates = try hot.findExternalID.all { (EventID(rawValue: $0.integer(0)), $0.integer(1)) }
            guard case .external(let id) = use.key else {
                let known = candidates.first { $0.0 >= caches.rememberedFrom && $0.1 == use.contentHash }
                if let known { return known }
                continue
            }
            if !candidates.isEmpty { try insertPending() }
            for (event, contentHash) in candidates where event >= caches.rememberedFrom {
                hot.eventIdentity.bind(event.rawValue, at: 1)
                let isSame = try hot.eventIdentity.first {
                    $0.integer(0) == network.rawValue && $0.optionalText(1) == id
                }
                if isSame == true { return (event, contentHash) }
            }
        }
        return nil
    }

    private func checkBacklog(of network: NetworkID, adding new: [NewEvent], origins: [Origin]) throws {
        var added = BacklogSize.zero
        for (event, origin) in zip(new, origins) {
            guard case .fresh = origin else { continue }
            let count = event.targets.count { isLive($0, in: network) }
            added += BacklogSize(deliveries: count, bytes: count * event.payloadBytes)
        }
        try requireRoom(for: added, in: network)
    }

    private func isLive(_ webhook: WebhookID, in network: NetworkID) -> Bool {
        guard let owner = caches.webhooks[webhook] else { return false }
        return owner.network == network && !owner.isDeleted
    }

    private func add(_ new: NewEvent, to network: NetworkID, for targets: [WebhookID]) throws -> EventRecord {
        let keys = nextKeys(1 + targets.count)
        let record = EventRecord(
            id: EventID(rawValue: keys[0]), networkID: network, type: new.type, data: new.data,
            externalID: new.externalID, orderingKey: new.orderingKey, occurredAt: new.occurredAt,
            requestInfo: new.requestInfo, notice: new.notice, received: new.received)
        let type = try typeID(of: new.type)
        if new.received == nil {
            pending.events.append((record, type))
        } else {
            pending.receivedEvents.append((record, type))
        }
        for (target, key) in zip(targets, keys.dropFirst()) {
            let delivery = OwedDelivery(id: DeliveryID(rawValue: key), webhookID: target, event: record)
            pending.deliveries.append(delivery)
            announceOwed(delivery)
        }
        return record
    }

    private func remember(_ event: EventID, _ use: ExternalIDs.Use) throws {
        let bucket = ExternalIDs.bucket(of: event)
        if caches.buckets.last != bucket { caches.buckets.append(bucket) }
        hot.insertExternalID.bind(bucket, at: 1)
        hot.insertExternalID.bind(use.hash, at: 2)
        hot.insertExternalID.bind(event.rawValue, at: 3)
        hot.insertExternalID.bind(use.contentHash, at: 4)
        try hot.insertExternalID.run()
    }

    private func typeID(of name: String) throws -> Int64 {
        if let id = caches.types[name] { return id }
        let insert = try db.prepared("INSERT INTO types (name) VALUES (?)")
        insert.bind(name, at: 1)
        try insert.run()
        let id = db.lastInsertedRowID
        caches.types[name] = id
        return id
    }
}
