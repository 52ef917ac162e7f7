public import HeraldModel
public import HeraldStore

extension EngineCore {
    /// Takes a page the core asked for. `render` makes a delivery's body.
    public mutating func paged(
        _ request: PageRequest, _ page: OwedPage, at now: Timestamp, render: (OwedDelivery) -> [UInt8]
    ) {
        guard let index = laneOf[request.webhook], lanes[index].page == request.number else { return }
        let taken = take(page.deliveries, of: request, to: index, at: now, render: render)
        let isEnd = taken.stoppedAt == nil && page.isComplete
        let reached = taken.stoppedAt?.previous ?? page.reached
        switch request.kind {
        case .owed:
            if let reached { lanes[index].overflow?.advance(to: reached) }
            if isEnd, lanes[index].overflow?.dropped == nil { lanes[index].overflow = nil }
            if taken.hasSpilled { lanes[index].hasSpilled = true }
        case .keys(let shares, _):
            let full = taken.counts.filter { $0.value.count >= shares[$0.key]?.limit ?? .max }.mapValues(\.last)
            // A page that looked at nothing and is not complete brings nothing and proves nothing.
            let end = isEnd ? nil : reached ?? DeliveryID(rawValue: 0)
            endKeys(shares, of: index, reached: end, full: full, stalled: taken.stalled)
        case .due(let moment, _):
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
        if case .keys(let shares, _) = request.kind { listAgain(shares, of: index) }
        lanes[index].isHoldingOff = true
        lookLater(index, at: now)
    }

    /// What was done with a page.
    private struct Taken {
        /// There was no room for this delivery and all after it.
        var stoppedAt: DeliveryID?
        /// How many are held that were not before.
        var admitted = 0
        /// Some wait, and too many wait in memory already.
        var hasSpilled = false
        /// Of a page of keys: how many of each were dealt with, and the last of them.
        var counts: [UInt64: (count: Int, last: DeliveryID)] = [:]
        /// Of a page of keys: those that cannot go on until an outcome is recorded.
        var stalled: Set<UInt64> = []
    }

    private mutating func take(
        _ deliveries: [OwedDelivery], of request: PageRequest, to index: Int, at now: Timestamp,
        render: (OwedDelivery) -> [UInt8]
    ) -> Taken {
        var taken = Taken()
        var isOfKeys = false
        if case .keys = request.kind { isOfKeys = true }
        for delivery in deliveries {
            let key = lanes[index].key(of: delivery.event)
            if let slot = held[delivery.id] {
                // Memory may know of a newer attempt than the page does. When both know the same, the page may know
                // that the delivery was made due since.
                if slots[slot].attemptCount == delivery.attemptCount, (delivery.dueAt ?? now) <= now {
                    restart(slot, delivery.requeue)
                    makeDue(slot, at: now)
                }
                if isOfKeys, let key, slots[slot].state == .settling, slots[slot].then == .pageAgain {
                    stall(delivery.id, key: key, of: index, at: now)
                    taken.stalled.insert(key)
                }
            } else {
                switch verdict(on: delivery, key: key, in: request, of: index, at: now, &taken) {
                case .left: break
                case .nowhere:
                    taken.stoppedAt = delivery.id
                    return taken
                case .here:
                    let body = render(delivery)
                    guard fits(index, body.count) else {
                        lanes[index].nextBytes = body.count
                        taken.stoppedAt = delivery.id
                        return taken
                    }
                    admit(delivery, key: key, body: body, to: index, at: now)
                    taken.admitted += 1
                }
            }
            if isOfKeys, let key { taken.counts[key] = ((taken.counts[key]?.count ?? 0) + 1, delivery.id) }
        }
        lanes[index].nextBytes = 0
        return taken
    }

    /// Where a delivery of a page belongs that is not held, and whether it waits there.
    private mutating func verdict(
        on delivery: OwedDelivery, key: UInt64?, in request: PageRequest, of index: Int, at now: Timestamp,
        _ taken: inout Taken
    ) -> Place {
        let isWaiting = delivery.dueAt.map { $0 > now } ?? false
        guard let key else {
            guard isWaiting, !canHoldWaiting(index) else { return .here }
            taken.hasSpilled = true
            return .left
        }
        // What has a key comes in its turn.
        if case .due = request.kind { return .left }
        guard lanes[index].spillsKeys else { return .here }
        var isRead = false
        if case .keys = request.kind { isRead = true }
        let place = place(delivery.id, key: key, of: index, isRead: isRead)
        switch place {
        case .left:
            leave(delivery.id, key: key, of: index)
        case .here:
            guard isWaiting, !(lanes[index].keys[key]?.hasHead ?? false), !canHoldWaiting(index) else { break }
            park(delivery.id, key: key, of: index, until: delivery.dueAt ?? now, at: now)
            return .left
        case .nowhere: break
        }
        return place
    }

    /// A key's next delivery is on its way to the store with an outcome and must not be passed over. Recording it puts
    /// the key back on the list; where nothing of the key is held, time does so too.
    private mutating func stall(_ delivery: DeliveryID, key: UInt64, of index: Int, at now: Timestamp) {
        if lanes[index].keys[key]?.hasHead ?? false {
            leave(delivery, key: key, of: index)
        } else {
            let again = now.advanced(byMilliseconds: configuration.spillPollMilliseconds)
            park(delivery, key: key, of: index, until: again, at: now)
        }
    }

    /// Sees to it that a page brings `delivery` later. One made owed again may lie behind the cursor, or within the
    /// page being read: the next page starts before it, or the next one of its key does.
    /// - Parameter isNew: it was just committed for the first time, so nothing above it is known.
    mutating func leaveInStore(_ delivery: DeliveryID, key: UInt64?, of index: Int, isNew: Bool) {
        if !isNew, let key, lanes[index].spillsKeys {
            let isPassed = lanes[index].overflow.map { delivery <= $0.cursor } ?? true
            let isSpilled = lanes[index].keys[key]?.spilledFrom.map { delivery >= $0 } ?? false
            if isSpilled || (isPassed && (lanes[index].keys[key] != nil || keyRoom(index) > 0)) {
                leave(delivery, key: key, of: index)
                refill(index)
                return
            }
        }
        let before = delivery.previous
        if let overflow = lanes[index].overflow {
            lanes[index].overflow?.dropped = min(overflow.dropped ?? before, before)
        } else {
            lanes[index].overflow = Lane.Overflow(cursor: before, seen: isNew ? before : nil)
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
        // A lane that was closed since may have had another order, and so other keys.
        let key = slots[slot].lane == index ? slots[slot].key : nil
        let then = slots[slot].then
        forget(slot)
        switch then {
        case .forget: break
        case .lookForIt:
            lanes[index].hasSpilled = true
            lookLater(index, at: now)
        case .pageAgain: leaveInStore(delivery, key: key, of: index, isNew: false)
        }
    }

    /// Asks for the next page when the lane has left something in the store and has room for it.
    mutating func refill(_ index: Int) {
        guard lanes[index].overflow != nil || lanes[index].isLookDue || !lanes[index].hungry.isEmpty else { return }
        guard lanes[index].page == nil, !lanes[index].isHoldingOff, !lanes[index].isDraining,
            !lanes[index].isRemoved, !isStopping
        else { return }
        let room = room(index)
        let bytes = lanes[index].bytes
        // Half of the room makes a page worth its while. Beside commits it may never be free: an eighth is kept for it.
        let isBeside = lanes[index].overflow == nil
        let hasBytes =
            bytes + lanes[index].nextBytes <= freeBytes
            && bytes <= (isBeside ? freeBytes - freeBytes / 8 : freeBytes / 2)
        let hasRoom = room >= max(1, isBeside ? pageRoom : configuration.laneWindow / 2)
        let isLow = room > 0 && lanes[index].active < configuration.reservedPerLane
        guard isLow || (hasBytes && hasRoom) else { return }
        let limit = min(configuration.pageSize, max(1, hasBytes ? room : configuration.reservedPerLane))
        var turn = lanes[index].lastTurn
        for _ in Lane.Turn.allCases {
            turn = turn.next
            if ask(turn, of: index, limit: limit) {
                lanes[index].lastTurn = turn
                return
            }
        }
    }

    /// - Returns: false when there is nothing to ask for.
    private mutating func ask(_ turn: Lane.Turn, of index: Int, limit: Int) -> Bool {
        switch turn {
        case .due:
            guard lanes[index].isLookDue else { return false }
            // What is due comes first. While little waits, what is due later may come too.
            let isNearlyIdle = lanes[index].waiting < max(1, configuration.pageSize / 2)
            lanes[index].isLookDue = false
            let moment = isNearlyIdle ? .distantFuture : lanes[index].lookedAt
            ask(index, .due(by: moment, unkeyedOnly: lanes[index].spillsKeys), limit: configuration.pageSize)
        case .keys:
            return askForKeys(index, limit: limit)
        case .overflow:
            guard let overflow = lanes[index].overflow else { return false }
            var limit = limit
            if lanes[index].spillsKeys {
                // Each delivery may bring a new key.
                guard keyRoom(index) > 0 else { return false }
                limit = min(limit, keyRoom(index))
            }
            let cursor = min(overflow.cursor, overflow.dropped ?? overflow.cursor)
            lanes[index].overflow = Lane.Overflow(cursor: cursor, seen: overflow.seen)
            ask(index, .owed(after: cursor, except: spills(of: index)), limit: limit)
        }
        return true
    }

    mutating func ask(_ index: Int, _ kind: PageRequest.Kind, limit: Int) {
        pageCount += 1
        lanes[index].page = pageCount
        actions.pages.append(
            PageRequest(
                webhook: lanes[index].webhook, kind: kind, limit: limit, maxBytes: configuration.pageBytes,
                maxRows: configuration.pageScan, number: pageCount))
    }

    /// Looks into the store for what the lane left there.
    mutating func lookNow(_ index: Int, at now: Timestamp) {
        lanes[index].isLookingLater = false
        lanes[index].isHoldingOff = false
        lanes[index].lookedAt = now
        if lanes[index].hasSpilled { lanes[index].isLookDue = true }
        if lanes[index].hasParked {
            lanes[index].hasParked = unparkDue(index, at: now)
            if lanes[index].hasParked { lookLater(index, at: now) }
        }
        refill(index)
    }

    mutating func lookLater(_ index: Int, at now: Timestamp) {
        guard !lanes[index].isLookingLater else { return }
        lanes[index].isLookingLater = true
        let due = now.advanced(byMilliseconds: configuration.spillPollMilliseconds)
        setTimer(.look(lane: index), at: due)
    }
}
