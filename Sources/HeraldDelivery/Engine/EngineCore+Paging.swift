public import HeraldModel

extension EngineCore {
    /// Takes a page the core asked for. `render` makes a delivery's body.
    public mutating func paged(
        _ request: PageRequest, _ deliveries: [OwedDelivery], at now: Timestamp, render: (OwedDelivery) -> [UInt8]
    ) {
        guard let index = laneOf[request.webhook], lanes[index].page == request.number else { return }
        let taken = take(deliveries, of: request, to: index, at: now, render: render)
        let isEnd = taken.count == deliveries.count && deliveries.count < request.limit
        switch request.kind {
        case .owed:
            if taken.count > 0 { lanes[index].overflow?.cursor = deliveries[taken.count - 1].id }
            if isEnd, lanes[index].overflow?.dropped == nil { lanes[index].overflow = nil }
            if taken.hasSpilled { lanes[index].hasSpilled = true }
        case .due(let moment):
            // A look at everything that waits, however late it is due, found room for all: it is held now.
            if isEnd, moment == .distantFuture, !taken.hasSpilled { lanes[index].hasSpilled = false }
            // There is more. But a page of nothing new would only be read again and again.
            if !isEnd, taken.admitted > 0 { lanes[index].isLookDue = true }
        }
        endPage(index, at: now)
        if lanes[index].hasSpilled { lookLater(index, at: now) }
        refill(index)
        pump(at: now)
    }

    /// A page could not be read: ask again, a little later.
    public mutating func pageFailed(_ request: PageRequest, at now: Timestamp) {
        guard let index = laneOf[request.webhook], lanes[index].page == request.number else { return }
        endPage(index, at: now)
        lanes[index].isHoldingOff = true
        lookLater(index, at: now)
    }

    /// What was done with a page.
    private struct Taken {
        /// How many of its deliveries were dealt with, from the first on; there was no room for the rest.
        var count = 0
        /// How many of those are held that were not before.
        var admitted = 0
        /// Some wait, and too many wait in memory already.
        var hasSpilled = false
    }

    private mutating func take(
        _ deliveries: [OwedDelivery], of request: PageRequest, to index: Int, at now: Timestamp,
        render: (OwedDelivery) -> [UInt8]
    ) -> Taken {
        var taken = Taken()
        for delivery in deliveries {
            if let slot = held[delivery.id] {
                // Memory may know of a newer attempt than the page does. When both know the same, the page may know
                // that the delivery was made due since.
                if slots[slot].attemptCount == delivery.attemptCount, (delivery.dueAt ?? now) <= now {
                    makeDue(slot, at: now)
                }
            } else if isWanted(delivery, in: request, of: index, at: now, &taken) {
                let body = render(delivery)
                guard fits(index, body.count) else {
                    lanes[index].nextBytes = body.count
                    return taken
                }
                admit(delivery, body: body, to: index, at: now)
                taken.admitted += 1
            }
            taken.count += 1
        }
        lanes[index].nextBytes = 0
        return taken
    }

    private func isWanted(
        _ delivery: OwedDelivery, in request: PageRequest, of index: Int, at now: Timestamp, _ taken: inout Taken
    ) -> Bool {
        let key = lanes[index].key(of: delivery.event)
        // What has a key is never spilled: it comes in its turn.
        if case .due = request.kind, key != nil { return false }
        if let due = delivery.dueAt, due > now, !canHoldWaiting(index, key: key) {
            taken.hasSpilled = true
            return false
        }
        return true
    }

    /// Sees to it that a page brings `delivery` later. One made owed again may lie behind the cursor, or within the
    /// page being read: the next page starts before it.
    mutating func leaveInStore(_ delivery: DeliveryID, of index: Int) {
        let before = DeliveryID(rawValue: delivery.rawValue - 1)
        if let overflow = lanes[index].overflow {
            lanes[index].overflow?.dropped = min(overflow.dropped ?? before, before)
        } else {
            lanes[index].overflow = Lane.Overflow(cursor: before)
        }
        refill(index)
    }

    /// Lets go of what settled while the page was read.
    private mutating func endPage(_ index: Int, at now: Timestamp) {
        lanes[index].page = nil
        let settled = lanes[index].settledDuringPage
        lanes[index].settledDuringPage = []
        for slot in settled { follow(slot, of: index, at: now) }
    }

    /// Forgets the page being read: its answer will be ignored.
    mutating func abandonPage(_ index: Int) {
        lanes[index].page = nil
        for slot in lanes[index].settledDuringPage { forget(slot) }
        lanes[index].settledDuringPage = []
    }

    /// Forgets a delivery now that the store knows all that memory knew of it, and does what it needs then.
    mutating func follow(_ slot: SlotTable.Slot, of index: Int, at now: Timestamp) {
        let delivery = slots[slot].id
        let then = slots[slot].then
        forget(slot)
        switch then {
        case .forget: break
        case .lookForIt:
            lanes[index].hasSpilled = true
            lookLater(index, at: now)
        case .pageAgain: leaveInStore(delivery, of: index)
        }
    }

    /// Asks for the next page when the lane has left something in the store and has room for a good part of a page.
    mutating func refill(_ index: Int) {
        guard lanes[index].overflow != nil || lanes[index].isLookDue else { return }
        let lane = lanes[index]
        guard lane.page == nil, !lane.isHoldingOff, !lane.isDraining, !lane.isRemoved, !isStopping else { return }
        let room = room(index)
        let hasBytes = lane.bytes <= freeBytes / 2 && lane.bytes + lane.nextBytes <= freeBytes
        let isLow = room > 0 && lane.active < configuration.reservedPerLane
        guard isLow || (hasBytes && room >= configuration.laneWindow / 2) else { return }
        if lane.isLookDue, lane.overflow == nil || !lane.lookedLast {
            // What is due comes first. While little waits, what is due later may come too.
            let isNearlyIdle = lane.waiting < max(1, configuration.pageSize / 2)
            lanes[index].isLookDue = false
            lanes[index].lookedLast = true
            ask(index, .due(by: isNearlyIdle ? .distantFuture : lane.lookedAt), limit: configuration.pageSize)
        } else if let overflow = lane.overflow {
            let cursor = min(overflow.cursor, overflow.dropped ?? overflow.cursor)
            lanes[index].overflow = Lane.Overflow(cursor: cursor)
            lanes[index].lookedLast = false
            let limit = hasBytes ? room : configuration.reservedPerLane
            ask(index, .owed(after: cursor), limit: min(configuration.pageSize, max(1, limit)))
        }
    }

    private mutating func ask(_ index: Int, _ kind: PageRequest.Kind, limit: Int) {
        pageCount += 1
        lanes[index].page = pageCount
        actions.pages.append(
            PageRequest(webhook: lanes[index].webhook, kind: kind, limit: limit, number: pageCount))
    }

    /// Looks into the store for what the lane left there.
    mutating func lookNow(_ index: Int, at now: Timestamp) {
        lanes[index].isLookingLater = false
        lanes[index].isHoldingOff = false
        lanes[index].lookedAt = now
        if lanes[index].hasSpilled { lanes[index].isLookDue = true }
        refill(index)
    }

    private mutating func lookLater(_ index: Int, at now: Timestamp) {
        guard !lanes[index].isLookingLater else { return }
        lanes[index].isLookingLater = true
        let due = now.advanced(byMilliseconds: configuration.spillPollMilliseconds)
        setTimer(.look(lane: index), at: due)
    }
}
