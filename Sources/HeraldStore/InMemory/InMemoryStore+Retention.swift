import HeraldModel

extension InMemoryStore {
    /// Lets go of everything at once: there is no writer to spare.
    public func prune(_ bounds: RetentionBounds) async throws -> PruneStep {
        try access { state in
            var step = state.pruneByAge(bounds)
            guard let limit = bounds.maxBytes, state.usedBytes > limit else {
                step.isLast = true
                return step
            }
            let isFurther = state.raiseSizeBound()
            step.count(state.pruneByAge(bounds))
            step.isOverSize = !isFurther && state.usedBytes > limit
            step.isLast = !isFurther || state.usedBytes <= limit
            return step
        }
    }

    public func usage() async throws -> StoreUsage {
        try access { state in
            var usage = StoreUsage()
            usage.usedBytes = state.usedBytes
            usage.owed = state.backlog.values.reduce(.zero, +)
            usage.oldestEvent = state.events.first?.acceptedAt
            usage.oldestPayload = state.events.first { $0.hasPayload }?.acceptedAt
            usage.oldestDelivery = state.deliveries.first?.id.timestamp
            return usage
        }
    }
}

extension InMemoryState {
    /// Payloads and answers, and a little for each row.
    fileprivate var usedBytes: Int {
        let payloads = events.reduce(0) { $0 + 64 + $1.payloadBytes + ($1.requestInfo?.count ?? 0) }
        let answers = attempts.values.joined().reduce(0) { $0 + 64 + $1.responseHead.count + $1.responseBody.count }
        return payloads + answers + deliveries.count * 64
    }

    /// Lets a few hundred more of the oldest events go because of the size limit.
    /// - Returns: false when there are none.
    fileprivate mutating func raiseSizeBound() -> Bool {
        let start = Self.lowerBound(events, sizeBound) { $0.id.rawValue }
        let last = max(events.last?.id.rawValue ?? 0, deliveries.last?.id.rawValue ?? 0) + 1
        let next = start + 500 < events.count ? events[start + 500].id.rawValue : last
        guard next > sizeBound else { return false }
        sizeBound = next
        return true
    }

    fileprivate mutating func pruneByAge(_ bounds: RetentionBounds) -> PruneStep {
        let ages = PruneBounds(bounds, sizeBound: sizeBound)
        let oldest = min(events.first?.id.rawValue ?? .max, deliveries.first?.id.rawValue ?? .max)
        guard oldest < max(ages.payloads.bound, ages.attempts.bound, ages.deliveries.bound) else { return PruneStep() }
        let needs = replays.values.filter { $0.state == .running }.map(ReplayNeed.init)
        var consumerNeed = ConsumerNeed()
        var open: Set<EventID> = []
        for record in consumers.values {
            consumerNeed.add(record.consumer, at: record.position, lastLeaseAt: record.lastLeaseAt, now: time)
            open.formUnion(record.open.keys)
        }
        var step = PruneStep()
        let owed = Set(deliveries.lazy.filter { $0.status.isOwed }.map(\.event.id))

        let kept = deliveries.filter { row in
            row.status.isOwed || row.id.rawValue >= ages.deliveries.bound
                || (row.id.rawValue >= ages.deliveries.age && needs.contains { $0.covers(row.webhookID, row.event.id) })
        }
        step.deliveries = deliveries.count - kept.count
        deliveries = kept
        if step.deliveries > 0 { findOwedPlaces() }
        let isOwed = Dictionary(uniqueKeysWithValues: deliveries.map { ($0.id, $0.status.isOwed) })
        for (delivery, list) in attempts where isOwed[delivery] != true {
            let left = list.filter { isOwed[delivery] != nil && $0.startedAt.milliseconds >= ages.attemptsStart }
            step.attempts += list.count - left.count
            attempts[delivery] = left.isEmpty ? nil : left
        }

        let withDeliveries = Set(deliveries.lazy.map(\.event.id))
        let remembered = Set(remembered.lazy.filter { !$0.key.isDeduplication }.map(\.value.event))
        var expired: [EventID: EventRecord] = [:]
        var gone: [EventID] = []
        events = events.compactMap { event in
            let id = event.id.rawValue
            if open.contains(event.id) || consumerNeed.covers(event.networkID, event.id) { return event }
            let isNeeded = needs.contains { $0.covers(event.networkID, event.id) }
            let mayGo = id < ages.deliveries.bound && !(isNeeded && id >= ages.deliveries.age)
            if mayGo, !withDeliveries.contains(event.id), !remembered.contains(event.id) {
                step.events += 1
                gone.append(event.id)
                return nil
            }
            guard event.hasPayload, id < ages.payloads.bound, !(isNeeded && id >= ages.payloads.age),
                !owed.contains(event.id)
            else { return event }
            step.payloads += 1
            expired[event.id] = event.withoutPayload
            return expired[event.id]
        }
        for key in consumers.keys { for event in gone { consumers[key]?.dead[event] = nil } }
        for place in deliveries.indices {
            if let event = expired[deliveries[place].event.id] { deliveries[place].event = event }
        }
        return step
    }
}
