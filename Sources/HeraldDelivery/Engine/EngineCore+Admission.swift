import DequeModule
public import HeraldModel

extension EngineCore {
    /// Takes a delivery that was just committed. It is left in the store when the lane is full or unknown.
    public mutating func committed(_ delivery: OwedDelivery, body: [UInt8], at now: Timestamp) {
        guard let index = laneOf[delivery.webhookID] else { return }
        guard let slot = held[delivery.id] else {
            let key = lanes[index].key(of: delivery.event)
            if let key, lanes[index].spillsKeys {
                committed(delivery, key: key, body: body, to: index, at: now)
            } else if mayOvertake(index, body.count), fits(index, body.count) {
                admit(delivery, key: key, body: body, to: index, at: now)
            } else {
                leaveInStore(delivery.id, key: nil, of: index, isNew: delivery.dueAt == nil)
            }
            return
        }
        if slots[slot].state == .settling {
            // Its last outcome is recorded already, or it could not be owed again: only the news is still on its way.
            slots[slot].then = .pageAgain
            if let key = slots[slot].key { unpark(key, of: index) }
        } else if delivery.dueAt != nil {
            // It was made due now. Without a due time, a page was faster than the news.
            restart(slot, delivery.requeue)
            makeDue(slot, at: now)
        }
    }

    /// Whether a lane may hold one more active entry.
    func fits(_ index: Int, _ bytes: Int) -> Bool {
        guard room(index) > 0 else { return false }
        return lanes[index].bytes + bytes <= freeBytes || lanes[index].active < configuration.reservedPerLane
    }

    /// Whether a commit may be taken in although older deliveries are in the store: none are left for want of room, and
    /// the commit leaves some to those that a page is to bring. Without that, a lane that is always nearly full would
    /// never read it.
    func mayOvertake(_ index: Int, _ bytes: Int) -> Bool {
        guard lanes[index].overflow == nil else { return false }
        guard lanes[index].isLookDue || lanes[index].page != nil || !lanes[index].hungry.isEmpty else { return true }
        return room(index) > pageRoom && lanes[index].bytes + bytes + pageBytes(index) <= freeBytes
            || lanes[index].active < configuration.reservedPerLane
    }

    /// What is kept free of a lane's window for pages.
    var pageRoom: Int { configuration.laneWindow / 8 }

    /// What is kept free of its bytes.
    func pageBytes(_ index: Int) -> Int { max(freeBytes / 8, lanes[index].nextBytes) }

    /// How many more entries fit into the lane's window. What waits counts where nothing can go on beside it.
    func room(_ index: Int) -> Int {
        let waiting = lanes[index].settings.ordering == .strict ? lanes[index].waiting : 0
        return configuration.laneWindow - lanes[index].active - waiting
    }

    var freeBytes: Int { configuration.maxHeldBytes - heldBytes }

    /// Whether a lane may hold one more waiting entry. In strict order it must stay: all others wait for it.
    func canHoldWaiting(_ index: Int) -> Bool {
        if lanes[index].settings.ordering == .strict { return true }
        // What waits must not keep the lane from reading what other keys are owed.
        let bytes = lanes[index].spillsKeys ? freeBytes / 4 : freeBytes
        return lanes[index].waiting < configuration.laneWaitingLimit && lanes[index].bytes <= bytes
    }

    /// Holds a delivery and queues it where it belongs.
    mutating func admit(_ delivery: OwedDelivery, key: UInt64?, body: [UInt8], to index: Int, at now: Timestamp) {
        let slot = slots.insert(
            Entry(
                id: delivery.id, lane: index, event: delivery.event, body: body, key: key,
                attemptCount: delivery.attemptCount, attemptsBefore: delivery.requeue?.attemptCount ?? 0,
                dueAt: delivery.dueAt, triedSince: delivery.requeue?.at ?? delivery.id.timestamp, startedAt: now,
                state: .queued, isLegacy: false))
        held.insert(slot, for: delivery.id)
        heldBytes += body.count
        lanes[index].bytes += body.count
        lanes[index].active += 1
        if let key { join(slot, key: key, of: index, at: now) } else { queueHead(slot, at: now) }
    }

    /// Has an entry tried again at `due`, now or later.
    mutating func retry(_ slot: SlotTable.Slot, due: Timestamp, at now: Timestamp) {
        slots[slot].attemptCount += 1
        slots[slot].dueAt = due
        if slots[slot].key != nil {
            lead(slot, at: now)
        } else if due <= now || canHoldWaiting(slots[slot].lane) {
            queueHead(slot, at: now)
        } else {
            letGo(slot, then: .lookForIt)
        }
    }

    /// Queues an entry nothing stands before: ready when due, else waiting.
    mutating func queueHead(_ slot: SlotTable.Slot, at now: Timestamp) {
        let index = slots[slot].lane
        if let due = slots[slot].dueAt, due > now {
            slots[slot].state = .waiting
            lanes[index].active -= 1
            lanes[index].waiting += 1
            setTimer(.entry(token: slots.token(of: slot)), at: due)
        } else {
            slots[slot].state = .ready
            lanes[index].ready.append(slot)
            schedule(index)
        }
    }

    /// Ends an entry's wait: it is ready now.
    mutating func endWait(_ slot: SlotTable.Slot, at now: Timestamp) {
        lanes[slots[slot].lane].waiting -= 1
        lanes[slots[slot].lane].active += 1
        slots[slot].dueAt = nil
        queueHead(slot, at: now)
        if let key = slots[slot].key { unblock(key, of: slots[slot].lane) }
    }

    /// Ends an entry's wait before its time, also one that has not begun.
    mutating func makeDue(_ slot: SlotTable.Slot, at now: Timestamp) {
        switch slots[slot].state {
        case .waiting: endWait(slot, at: now)
        case .queued: slots[slot].dueAt = nil
        case .ready, .inFlight, .settling, .vacant: break
        }
    }

    /// Starts an entry's retry schedule anew if the delivery was requeued after memory took it in.
    mutating func restart(_ slot: SlotTable.Slot, _ requeue: OwedDelivery.Requeue?) {
        guard let requeue, requeue.at > slots[slot].triedSince else { return }
        slots[slot].triedSince = requeue.at
        slots[slot].attemptsBefore = min(requeue.attemptCount, slots[slot].attemptCount)
    }

    /// Takes an entry out of its lane. The delivery stays known while outcomes of it are on their way.
    mutating func letGo(_ slot: SlotTable.Slot, then: Entry.Then) {
        let index = slots[slot].lane
        let bytes = slots[slot].body.count
        heldBytes -= bytes
        lanes[index].bytes -= bytes
        if slots[slot].state == .waiting {
            lanes[index].waiting -= 1
        } else {
            lanes[index].active -= 1
        }
        if slots[slot].unrecorded > 0 {
            slots[slot].state = .settling
            slots[slot].then = then
            slots.strip(slot)
        } else {
            forget(slot)
        }
    }

    /// Ends what memory knows of a delivery.
    mutating func forget(_ slot: SlotTable.Slot) {
        held.remove(slots[slot].id)
        slots.remove(slot)
    }
}
