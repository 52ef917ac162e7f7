import HeapModule
import DequeModule
public import HeraldModel

extension EngineCore {
    /// Takes a delivery that was just committed. It is left in the store when the lane is full or unknown.
    public mutating func committed(_ delivery: OwedDelivery, body: [UInt8], at now: Timestamp) {
        guard let index = laneOf[delivery.webhookID] else { return }
        switch held[delivery.id] {
        case .slot(let slot):
            // Made due now while it waits.
            if slots[slot]?.state == .waiting { endWait(slot, at: now) }
            pump(at: now)
            return
        case .settling:
            // Its last outcome is recorded already, or it could not be owed again: only the news is still on its way.
            held[delivery.id] = .settling(then: .pageAgain)
            return
        case nil: break
        }
        if lanes[index].overflow == nil, hasRoom(index, for: body) {
            admit(delivery, body: body, to: index, at: now)
            return
        }
        leaveInStore(delivery.id, of: index)
    }

    /// Sees to it that a page brings `delivery` later. One made owed again may lie behind the cursor: then step back.
    mutating func leaveInStore(_ delivery: DeliveryID, of index: Int) {
        let before = DeliveryID(rawValue: delivery.rawValue - 1)
        if lanes[index].overflow == nil {
            lanes[index].overflow = Lane.Overflow(cursor: before)
        } else if let cursor = lanes[index].overflow?.cursor, before < cursor {
            lanes[index].overflow?.cursor = before
        }
        lanes[index].overflow?.droppedSincePage = true
        requestPageIfUseful(index)
    }

    /// Whether a lane may hold one more active entry.
    func hasRoom(_ index: Int, for body: [UInt8]) -> Bool {
        room(index) > 0
            && (heldBytes + body.count <= configuration.maxHeldBytes
                || lanes[index].active < configuration.reservedPerLane)
    }

    /// How many more entries fit into the lane's window. What waits counts where it must stay held for order's sake.
    func room(_ index: Int) -> Int {
        let waiting = lanes[index].settings.ordering == .none ? 0 : lanes[index].waiting
        return configuration.laneWindow - lanes[index].active - waiting
    }

    /// Holds a delivery and queues it where it belongs.
    mutating func admit(_ delivery: OwedDelivery, body: [UInt8], to index: Int, at now: Timestamp) {
        let entry = Entry(
            id: delivery.id, lane: index, event: delivery.event, body: body, key: lanes[index].key(of: delivery.event),
            attemptCount: delivery.attemptCount, dueAt: delivery.dueAt, startedAt: now, state: .queued,
            isLegacy: false)
        let slot = slots.insert(entry)
        held[delivery.id] = .slot(slot)
        heldBytes += body.count
        lanes[index].active += 1
        guard let key = entry.key else {
            queueHead(slot, at: now)
            return
        }
        if lanes[index].keys[key] != nil {
            lanes[index].keys[key]?.append(slot)
        } else {
            lanes[index].keys[key] = []
            queueHead(slot, at: now)
        }
    }

    /// Queues an entry nothing stands before: ready when due, else waiting.
    mutating func queueHead(_ slot: SlotTable.Slot, at now: Timestamp) {
        guard let entry = slots[slot] else { return }
        if let due = entry.dueAt, due > now {
            wait(slot, until: due)
        } else {
            slots[slot]?.state = .ready
            lanes[entry.lane].ready.append(slot)
            schedule(entry.lane)
        }
    }

    /// Parks an active entry until `due`.
    mutating func wait(_ slot: SlotTable.Slot, until due: Timestamp) {
        guard let entry = slots[slot] else { return }
        slots[slot]?.state = .waiting
        slots[slot]?.dueAt = due
        lanes[entry.lane].active -= 1
        lanes[entry.lane].waiting += 1
        timers.insert(Timer(due: due, subject: .entry(token: slots.token(of: slot))))
    }

    /// Ends an entry's wait: it is ready now.
    mutating func endWait(_ slot: SlotTable.Slot, at now: Timestamp) {
        guard let entry = slots[slot] else { return }
        lanes[entry.lane].waiting -= 1
        lanes[entry.lane].active += 1
        slots[slot]?.dueAt = nil
        queueHead(slot, at: now)
    }

    /// Forgets an entry and gives its room back. The caller sees to ``held``.
    mutating func release(_ slot: SlotTable.Slot) {
        guard let entry = slots.remove(slot) else { return }
        guard !entry.isLegacy else { return }
        heldBytes -= entry.body.count
        if entry.state == .waiting {
            lanes[entry.lane].waiting -= 1
        } else {
            lanes[entry.lane].active -= 1
        }
    }
}
