import DequeModule
import HeapModule
public import HeraldModel

extension EngineCore {
    /// Takes a delivery that was just committed. It is left in the store when the lane is full or unknown.
    public mutating func committed(_ delivery: OwedDelivery, body: [UInt8], at now: Timestamp) {
        guard let index = laneOf[delivery.webhookID] else { return }
        switch held[delivery.id] {
        case .slot(let slot):
            // Either a page was faster than the news, or the delivery was made due now; only that has a due time.
            if delivery.dueAt != nil { makeDue(slot, at: now) }
        case .settling(var settling):
            // Its last outcome is recorded already, or it could not be owed again: only the news is still on its way.
            settling.then = .pageAgain
            held[delivery.id] = .settling(settling)
        case nil:
            if lanes[index].overflow == nil, fits(index, body.count) {
                admit(delivery, body: body, to: index, at: now)
            } else {
                leaveInStore(delivery.id, of: index)
            }
        }
    }

    /// Whether a lane may hold one more active entry.
    func fits(_ index: Int, _ bytes: Int) -> Bool {
        guard room(index) > 0 else { return false }
        return lanes[index].bytes + bytes <= freeBytes || lanes[index].active < configuration.reservedPerLane
    }

    /// How many more entries fit into the lane's window. What waits counts where it must stay held for order's sake.
    func room(_ index: Int) -> Int {
        let waiting = lanes[index].settings.ordering == .none ? 0 : lanes[index].waiting
        return configuration.laneWindow - lanes[index].active - waiting
    }

    var freeBytes: Int { configuration.maxHeldBytes - heldBytes }

    /// Whether a lane may hold one more waiting entry. One with a key must stay: it is what the others wait for.
    func canHoldWaiting(_ index: Int, key: UInt64?) -> Bool {
        key != nil || (lanes[index].waiting < configuration.laneWaitingLimit && lanes[index].bytes <= freeBytes)
    }

    /// Holds a delivery and queues it where it belongs.
    mutating func admit(_ delivery: OwedDelivery, body: [UInt8], to index: Int, at now: Timestamp) {
        let key = lanes[index].key(of: delivery.event)
        let slot = slots.insert(
            Entry(
                id: delivery.id, lane: index, event: delivery.event, body: body, key: key,
                attemptCount: delivery.attemptCount, dueAt: delivery.dueAt, triedSince: delivery.id.timestamp,
                startedAt: now, state: .queued, isLegacy: false))
        held[delivery.id] = .slot(slot)
        heldBytes += body.count
        lanes[index].bytes += body.count
        lanes[index].active += 1
        guard let key else {
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
    private mutating func wait(_ slot: SlotTable.Slot, until due: Timestamp) {
        guard let index = slots[slot]?.lane else { return }
        slots[slot]?.state = .waiting
        lanes[index].active -= 1
        lanes[index].waiting += 1
        timers.insert(Timer(due: due, subject: .entry(token: slots.token(of: slot))))
    }

    /// Ends an entry's wait: it is ready now.
    mutating func endWait(_ slot: SlotTable.Slot, at now: Timestamp) {
        guard let index = slots[slot]?.lane else { return }
        lanes[index].waiting -= 1
        lanes[index].active += 1
        slots[slot]?.dueAt = nil
        queueHead(slot, at: now)
    }

    /// Ends an entry's wait before its time, also one that has not begun.
    mutating func makeDue(_ slot: SlotTable.Slot, at now: Timestamp) {
        switch slots[slot]?.state {
        case .waiting: endWait(slot, at: now)
        case .queued: slots[slot]?.dueAt = nil
        case .ready, .inFlight, nil: break
        }
    }

    /// Takes an entry out of memory. The delivery stays known while outcomes of it are on their way.
    mutating func letGo(_ slot: SlotTable.Slot, then: Settling.Then) {
        guard let entry = slots.remove(slot) else { return }
        heldBytes -= entry.body.count
        lanes[entry.lane].bytes -= entry.body.count
        if entry.state == .waiting {
            lanes[entry.lane].waiting -= 1
        } else {
            lanes[entry.lane].active -= 1
        }
        if entry.unrecorded > 0 {
            held[entry.id] = .settling(Settling(lane: entry.lane, unrecorded: entry.unrecorded, then: then))
        } else {
            held[entry.id] = nil
        }
    }
}
