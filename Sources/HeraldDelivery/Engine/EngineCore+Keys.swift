import DequeModule
import HeraldModel
import HeraldStore

/// Ordering keys: each is a queue of its own with a few entries in memory; the rest of it stays in the store.
///
/// A key whose oldest delivery waits for a retry holds nothing else, so it takes nothing from the lane's window. What
/// was left in the store of keys that can go on is read by pages of their own, many keys at once.
extension EngineCore {
    /// Where a delivery of a key belongs.
    enum Place {
        /// In memory, behind what is held of its key.
        case here
        /// In the store, behind what is there of its key.
        case left
        /// The lane knows too many keys to remember one more.
        case nowhere
    }

    /// How many keys a lane knows at most.
    private var keyLimit: Int { configuration.laneWindow + configuration.laneWaitingLimit }

    /// How many further keys a lane may come to know.
    func keyRoom(_ index: Int) -> Int { keyLimit - lanes[index].keys.count }

    /// Where a delivery belongs that was just committed or came with a page.
    /// - Parameter isRead: a page of its key brings it, so that what was in the store when it was read may come.
    func place(_ delivery: DeliveryID, key: UInt64, of index: Int, isRead: Bool) -> Place {
        guard let queue = lanes[index].keys[key] else { return keyRoom(index) > 0 ? .here : .nowhere }
        let bound = isRead ? queue.left : queue.spilledFrom
        if let bound, delivery >= bound { return .left }
        return queue.blockedUntil != nil || queue.count >= configuration.keyDepth ? .left : .here
    }

    /// Takes or leaves a delivery of a key that was just committed.
    mutating func committed(
        _ delivery: OwedDelivery, key: UInt64, body: [UInt8], to index: Int, at now: Timestamp
    ) {
        let isNew = delivery.dueAt == nil
        let place = lanes[index].overflow == nil ? place(delivery.id, key: key, of: index, isRead: false) : .nowhere
        switch place {
        case .here where mayOvertake(index, body.count) && fits(index, body.count):
            admit(delivery, key: key, body: body, to: index, at: now)
        case .left:
            leave(delivery.id, key: key, of: index)
            refill(index)
        case .here, .nowhere:
            leaveInStore(delivery.id, key: key, of: index, isNew: isNew)
        }
        if !isNew { unpark(key, of: index) }
    }

    // MARK: In memory

    /// Queues an entry behind what is held of its key.
    mutating func join(_ slot: SlotTable.Slot, key: UInt64, of index: Int, at now: Timestamp) {
        let isBehind = lanes[index].keys[key]?.hasHead ?? false
        if isBehind {
            lanes[index].keys[key]?.followers.append(slot)
        } else {
            lanes[index].keys[key, default: KeyQueue()].hasHead = true
            lead(slot, at: now)
        }
    }

    /// Lets the next of a key follow the one that is done.
    mutating func advance(_ key: UInt64, of index: Int, at now: Timestamp) {
        guard lanes[index].keys[key] != nil else { return }
        if let next = lanes[index].keys[key]?.followers.popFirst() {
            lead(next, at: now)
        } else {
            lanes[index].keys[key]?.hasHead = false
            if lanes[index].keys[key]?.spilledFrom == nil { lanes[index].keys[key] = nil }
        }
        list(key, of: index)
    }

    /// Queues the first entry of a key: ready when due. Else it waits, here or in the store, and holds up its key.
    mutating func lead(_ slot: SlotTable.Slot, at now: Timestamp) {
        let index = slots[slot].lane
        guard lanes[index].spillsKeys, let key = slots[slot].key, let due = slots[slot].dueAt, due > now else {
            queueHead(slot, at: now)
            return
        }
        if canHoldWaiting(index) {
            queueHead(slot, at: now)
            lanes[index].keys[key]?.blockedUntil = due
        } else {
            let delivery = slots[slot].id
            lanes[index].keys[key]?.hasHead = false
            letGo(slot, then: .pageAgain)
            park(delivery, key: key, of: index, until: due, at: now)
        }
        dropFollowers(of: key, in: index)
    }

    /// Puts back into the store what is held behind the head of a key.
    private mutating func dropFollowers(of key: UInt64, in index: Int) {
        guard let followers = lanes[index].keys[key]?.followers, !followers.isEmpty else { return }
        lanes[index].keys[key]?.followers = []
        for slot in followers {
            // One that was made owed again may stand behind newer ones.
            leave(slots[slot].id, key: key, of: index)
            letGo(slot, then: .pageAgain)
        }
    }

    // MARK: In the store

    /// Remembers that a delivery is only in the store, and so is what comes behind it.
    mutating func leave(_ delivery: DeliveryID, key: UInt64, of index: Int) {
        var queue = lanes[index].keys[key] ?? KeyQueue()
        if queue.spilledFrom == nil { lanes[index].spilledKeys += 1 }
        queue.spilledFrom = min(queue.spilledFrom ?? delivery, delivery)
        queue.left = min(queue.left ?? delivery, delivery)
        lanes[index].keys[key] = queue
        list(key, of: index)
    }

    /// Leaves a key's oldest delivery in the store, where it waits.
    mutating func park(
        _ delivery: DeliveryID, key: UInt64, of index: Int, until due: Timestamp, at now: Timestamp
    ) {
        lanes[index].keys[key, default: KeyQueue()].blockedUntil = due
        leave(delivery, key: key, of: index)
        lanes[index].hasParked = true
        lookLater(index, at: now)
    }

    /// The head of a key waits no longer.
    mutating func unblock(_ key: UInt64, of index: Int) {
        guard lanes[index].keys[key]?.blockedUntil != nil else { return }
        lanes[index].keys[key]?.blockedUntil = nil
        list(key, of: index)
        refill(index)
    }

    /// A delivery of a key was made due: the one it waits for in the store may be meant.
    mutating func unpark(_ key: UInt64, of index: Int) {
        if lanes[index].keys[key]?.isParked ?? false { unblock(key, of: index) }
    }

    /// Lets keys go on whose oldest waits in the store and is due by now.
    /// - Returns: whether others still wait there.
    mutating func unparkDue(_ index: Int, at now: Timestamp) -> Bool {
        var isLeft = false
        for (key, queue) in lanes[index].keys where queue.isParked {
            guard let due = queue.blockedUntil, due <= now else {
                isLeft = true
                continue
            }
            lanes[index].keys[key]?.blockedUntil = nil
            list(key, of: index)
        }
        return isLeft
    }

    /// Whether more of a key should be read now: it can go on, and little of it is held.
    private func isHungry(_ queue: KeyQueue) -> Bool {
        queue.spilledFrom != nil && queue.blockedUntil == nil && queue.count <= configuration.keyDepth / 2
    }

    /// Puts a key on the list of those to read, when it should be.
    mutating func list(_ key: UInt64, of index: Int) {
        guard let queue = lanes[index].keys[key], !queue.isListed, isHungry(queue) else { return }
        lanes[index].keys[key]?.isListed = true
        lanes[index].hungry.append(key)
    }

    /// Asks for a page of the keys on the list, from where the round is: one scan serves them all.
    /// - Returns: false when there is nothing to read.
    mutating func askForKeys(_ index: Int, limit: Int) -> Bool {
        var starts: [(key: UInt64, from: DeliveryID, room: Int)] = []
        for key in lanes[index].hungry {
            guard let queue = lanes[index].keys[key], let from = queue.spilledFrom, isHungry(queue) else {
                lanes[index].keys[key]?.isListed = false
                continue
            }
            starts.append((key, from, configuration.keyDepth - queue.count))
        }
        lanes[index].hungry.removeAll(keepingCapacity: true)
        guard !starts.isEmpty else { return false }
        if !starts.contains(where: { $0.from >= lanes[index].keyRound }) {
            lanes[index].keyRound = DeliveryID(rawValue: 0)
        }
        var shares: [UInt64: OwedScan.Share] = [:]
        for (key, from, room) in starts {
            if from >= lanes[index].keyRound {
                lanes[index].keys[key]?.left = nil
                shares[key] = OwedScan.Share(from: from, limit: max(1, room))
            } else {
                lanes[index].hungry.append(key)
            }
        }
        ask(index, .keys(shares, through: lanes[index].overflow?.seen), limit: limit)
        return true
    }

    /// Puts keys back on the list whose page could not be read.
    mutating func listAgain(_ shares: [UInt64: OwedScan.Share], of index: Int) {
        for key in shares.keys {
            lanes[index].keys[key]?.isListed = false
            list(key, of: index)
        }
    }

    /// Where the keys that left something in the store did so.
    func spills(of index: Int) -> [UInt64: DeliveryID] {
        guard lanes[index].spilledKeys > 0 else { return [:] }
        return lanes[index].keys.compactMapValues(\.spilledFrom)
    }

    /// Notes how far keys were read.
    /// - Parameters:
    ///   - reached: everything up to here was dealt with; nil means everything there is.
    ///   - full: the last delivery of keys that got their whole share.
    ///   - stalled: keys that cannot go on until an outcome is recorded.
    mutating func endKeys(
        _ shares: [UInt64: OwedScan.Share], of index: Int, reached: DeliveryID?, full: [UInt64: DeliveryID],
        stalled: Set<UInt64>
    ) {
        for (key, share) in shares {
            guard let queue = lanes[index].keys[key] else { continue }
            var from = queue.left
            if let next = full[key]?.next ?? reached.map({ max(share.from, $0.next) }) {
                from = min(from ?? next, next)
            }
            lanes[index].keys[key]?.isListed = false
            if from == nil { lanes[index].spilledKeys -= 1 }
            if from == nil, !queue.hasHead {
                lanes[index].keys[key] = nil
            } else {
                lanes[index].keys[key]?.spilledFrom = from
                if !stalled.contains(key) { list(key, of: index) }
            }
        }
        lanes[index].keyRound = reached?.next ?? DeliveryID(rawValue: 0)
    }
}

extension DeliveryID {
    /// The smallest id above this one.
    var next: DeliveryID { DeliveryID(rawValue: rawValue + 1) }
    /// The largest id below this one.
    var previous: DeliveryID { DeliveryID(rawValue: rawValue - 1) }
}
