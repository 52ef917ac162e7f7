import HeraldModel

@testable import HeraldDelivery

/// What must hold.
extension Simulation {
    /// Takes the engine's actions and checks each against the account.
    mutating func collect() throws {
        let actions = core.takeActions()
        // In this order: an attempt may be followed by the next one at once.
        for settlement in actions.settlements { try check(settlement) }
        if !actions.settlements.isEmpty { uncommitted.append(actions.settlements) }
        for dispatch in actions.dispatches { try check(dispatch) }
        for notice in actions.notices { try check(notice) }
        if !actions.dispatches.isEmpty, core.unsettled >= configuration.maxUnsettled {
            throw Violation(description: "requests start with \(core.unsettled) outcomes unsettled")
        }
        if dispatches.count > configuration.maxInFlight + 1 {
            throw Violation(description: "\(dispatches.count) requests are under way")
        }
        for page in actions.pages {
            guard page.limit > 0, page.limit <= configuration.pageSize else {
                throw Violation(description: "a page of \(page.limit)")
            }
            pagesAsked.append(page)
        }
    }

    private mutating func check(_ dispatch: Dispatch) throws {
        let number = store.number(of: dispatch.delivery)
        let row = store.rows[number]
        guard let index = receivers.firstIndex(where: { $0.id == row.webhook }) else { return }
        func fail(_ what: String) -> Violation {
            Violation(description: "delivery \(number) of \(row.webhook) \(what)")
        }
        requestsMade += 1
        if receivers[index].isDeleted { throw fail("is sent to a deleted webhook") }
        if receivers[index].settings.isPaused { throw fail("is sent to a paused webhook") }
        dispatches.append(dispatch)
        if dispatch.variant.isLegacy {
            receivers[index].legacyUnderWay += 1
            let main = dispatches.dropLast().last
            guard main?.delivery == dispatch.delivery, main?.variant == RequestVariant(attempt: 1),
                dispatch.variant.attempt == 1, receivers[index].settings.sendsLegacyRequest
            else { throw fail("has a legacy request that accompanies no first attempt") }
            if receivers[index].requestsUnderWay > max(2, receivers[index].settings.maxConcurrency),
                !receivers[index].isReopened
            {
                throw fail("exceeds the lane's concurrency with its legacy request")
            }
            return
        }
        receivers[index].underWay += 1
        try checkProbe(dispatch, fail)
        if !receivers[index].isReopened,
            receivers[index].requestsUnderWay > receivers[index].settings.maxConcurrency
        {
            throw fail("exceeds the lane's concurrency")
        }
        if !underWay.insert(number).inserted { throw fail("is sent twice at the same time") }
        if finished.contains(number) { throw fail("is sent again though it is finished") }
        if dispatch.variant.attempt != attempts[number, default: 0] + 1 {
            throw fail("makes attempt \(dispatch.variant.attempt) after \(attempts[number, default: 0])")
        }
        if let due = notBefore[number], due > now {
            throw fail("is sent \(due.milliseconds - now.milliseconds) ms early")
        }
        try checkAlone(row, number, receivers[index])
        try checkOrder(of: row, number, settings: receivers[index].settings)
    }

    /// No two requests of one key are under way at once.
    private func checkAlone(_ row: SimulatedStore.Row, _ number: Int, _ receiver: Receiver) throws {
        guard receiver.settings.ordering != .none, !receiver.isReopened else { return }
        if receiver.settings.ordering == .key, row.event.orderingKey == nil { return }
        for other in underWay where other != number && store.rows[other].webhook == row.webhook {
            if receiver.settings.ordering == .strict || store.rows[other].event.orderingKey == row.event.orderingKey {
                throw Violation(description: "\(number) and \(other) of one key are under way")
            }
        }
    }

    /// A later delivery of a key never starts before an earlier one is decided.
    private func checkOrder(of row: SimulatedStore.Row, _ number: Int, settings: LaneSettings) throws {
        guard settings.ordering != .none, !disturbed.contains(row.webhook) else { return }
        if settings.ordering == .key, row.event.orderingKey == nil { return }
        for earlier in store.rowsOf[row.webhook] ?? [] {
            if earlier >= number { return }
            guard store.rows[earlier].isOwed, !finished.contains(earlier) else { continue }
            if settings.ordering == .strict || store.rows[earlier].event.orderingKey == row.event.orderingKey {
                throw Violation(description: "delivery \(number) of \(row.webhook) overtakes \(earlier)")
            }
        }
    }

    private mutating func check(_ settlement: Settlement) throws {
        let number = store.number(of: settlement.deliveryID)
        guard settlement.attempt.isLegacy == (settlement.decision == nil) else {
            throw Violation(description: "a legacy request decides, or another one does not")
        }
        guard let decision = settlement.decision else { return }
        guard settlement.attempt.number == attempts[number, default: 0] + 1 else {
            throw Violation(description: "delivery \(number) records attempt \(settlement.attempt.number) again")
        }
        attempts[number] = settlement.attempt.number
        switch decision {
        case .retry(let due): notBefore[number] = due
        case .delivered, .failed:
            if !finished.insert(number).inserted { throw Violation(description: "delivery \(number) ends twice") }
        }
    }

    /// Recounts what the engine counts, and checks its bounds.
    func audit() throws {
        func expect(_ condition: Bool, _ what: @autoclosure () -> String) throws {
            if !condition { throw Violation(description: what()) }
        }
        var active: [Int: Int] = [:]
        var waiting: [Int: Int] = [:]
        var inFlight: [Int: Int] = [:]
        var unrecorded: [Int: Int] = [:]
        var bytes: [Int: Int] = [:]
        for slot in core.held.slots {
            let entry = core.slots[slot]
            guard core.held[entry.id] == slot, entry.state != .vacant, !entry.isLegacy else {
                throw Violation(description: "\(entry.id) is held nowhere")
            }
            unrecorded[entry.lane, default: 0] += Int(entry.unrecorded)
            bytes[entry.lane, default: 0] += entry.body.count
            switch entry.state {
            case .settling, .vacant: continue
            case .waiting: waiting[entry.lane, default: 0] += 1
            case .inFlight:
                inFlight[entry.lane, default: 0] += 1
                active[entry.lane, default: 0] += 1
            case .queued, .ready: active[entry.lane, default: 0] += 1
            }
        }
        for (index, lane) in core.lanes.enumerated() {
            try expect(lane.active == active[index, default: 0], "active is \(lane.active)")
            try expect(lane.waiting == waiting[index, default: 0], "waiting is \(lane.waiting)")
            try expect(lane.inFlight == inFlight[index, default: 0], "inFlight is \(lane.inFlight)")
            try expect(lane.unrecorded == unrecorded[index, default: 0], "unrecorded is \(lane.unrecorded)")
            try expect(lane.bytes == bytes[index, default: 0], "bytes are \(lane.bytes)")
            let window = configuration.laneWindow
            let limit = window + (lane.settings.ordering == .strict ? 0 : configuration.laneWaitingLimit)
            try expect(lane.active + lane.waiting <= limit, "a lane holds \(lane.active) and \(lane.waiting)")
            if lane.settings.ordering != .strict {
                try expect(lane.waiting <= configuration.laneWaitingLimit, "\(lane.waiting) wait")
            }
            try auditKeys(of: lane)
            let reserve = 12 * (configuration.reservedPerLane + configuration.laneWaitingLimit + window)
            try expect(lane.bytes <= configuration.maxHeldBytes + reserve, "a lane holds \(lane.bytes) bytes")
        }
        try expect(core.heldBytes == bytes.values.reduce(0, +), "held bytes are \(core.heldBytes)")
        let unsettled = (uncommitted + committed).reduce(core.actions.settlements.count) { $0 + $1.count }
        try expect(core.unsettled == unsettled, "unsettled is \(core.unsettled), not \(unsettled)")
        try expect(core.networks.reduce(0) { $0 + $1.inFlight } == core.inFlight, "networks count otherwise")
        try expect(core.inFlight == dispatches.count, "under way are \(core.inFlight), not \(dispatches.count)")
    }

    private func auditKeys(of lane: Lane) throws {
        func expect(_ condition: Bool, _ what: @autoclosure () -> String) throws {
            if !condition { throw Violation(description: what()) }
        }
        let limit = configuration.laneWindow + configuration.laneWaitingLimit
        try expect(lane.keys.count <= limit, "\(lane.keys.count) keys are known")
        let spilled = lane.keys.values.count { $0.spilledFrom != nil }
        try expect(spilled == lane.spilledKeys, "\(spilled) keys left something, not \(lane.spilledKeys)")
        try expect(Set(lane.hungry).count == lane.hungry.count, "a key is listed twice")
        for queue in lane.keys.values {
            try expect(
                queue.hasHead || queue.followers.isEmpty, "a key has no head but \(queue.followers.count) entries")
            try expect(queue.hasHead || queue.spilledFrom != nil, "a key is known for nothing")
            guard lane.spillsKeys else { continue }
            try expect(queue.count <= configuration.keyDepth, "a key holds \(queue.count)")
            try expect(queue.blockedUntil == nil || queue.followers.isEmpty, "something is held behind a waiting head")
        }
    }
}
