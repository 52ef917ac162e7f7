import DequeModule
import HeapModule
public import HeraldModel

extension EngineCore {
    /// Puts a lane that can send into its network's turn.
    mutating func schedule(_ index: Int) {
        guard lanes[index].canSend, !lanes[index].isScheduled else { return }
        lanes[index].isScheduled = true
        let network = lanes[index].network
        networks[network].lanes.append(index)
        guard !networks[network].isScheduled else { return }
        networks[network].isScheduled = true
        ring.append(network)
    }

    /// Starts requests while there is room: networks take turns, and within one its lanes do. Both by deficit
    /// round-robin: a turn is worth a quantum of credit, and requests cost by their size.
    public mutating func pump(at now: Timestamp) {
        guard !isStopping else { return }
        // Networks in a row that had as many requests under way as they may.
        var barred = 0
        while mayStart, barred < ring.count {
            let network = ring[ring.startIndex]
            networks[network].turn.begin(quantum: configuration.quantum)
            let isBarred = serve(network, at: now)
            let isEmpty = networks[network].lanes.isEmpty
            // A turn that other bounds cut short goes on where it was; one that is barred goes on when it can.
            guard isEmpty || isBarred || networks[network].turn.credit <= 0 else { break }
            ring.removeFirst()
            if !isBarred { networks[network].turn.end() }
            if isEmpty { networks[network].isScheduled = false } else { ring.append(network) }
            barred = isBarred && !isEmpty ? barred + 1 : 0
        }
    }

    /// Whether the bounds that all share allow one more request.
    private var mayStart: Bool {
        inFlight < configuration.maxInFlight && unsettled < configuration.maxUnsettled
            && unsettledBytes < configuration.maxUnsettledBytes
    }

    /// Lets a network's lanes take their turns while it has credit.
    /// - Returns: whether it stopped because the network or each of its lanes has enough under way.
    private mutating func serve(_ network: Int, at now: Timestamp) -> Bool {
        var barred = 0
        while networks[network].turn.credit > 0, mayStart, let index = networks[network].lanes.first {
            guard barred < networks[network].lanes.count else { return true }
            lanes[index].turn.begin(quantum: configuration.quantum)
            let isBarred = startRequests(of: index, at: now)
            guard isBarred || !lanes[index].canSend || lanes[index].turn.credit <= 0 else { break }
            networks[network].lanes.removeFirst()
            if !isBarred { lanes[index].turn.end() }
            if lanes[index].canSend { networks[network].lanes.append(index) } else { lanes[index].isScheduled = false }
            barred = isBarred ? barred + 1 : 0
        }
        return false
    }

    /// Whether a lane may have one more request under way, beside what its network has. The fewer places are free, the
    /// fewer may one network hold, by the square of what is free: one that is alone gets most of them, and whoever comes
    /// after many that fill up on slow receivers still finds some. Within a network, the last of its places are for
    /// lanes with few under way.
    private func hasPlace(_ index: Int) -> Bool {
        let free = configuration.maxInFlight - inFlight
        let share = max(8, 8 * free * free / configuration.maxInFlight)
        let room = share - networks[lanes[index].network].inFlight
        return room > (lanes[index].underWay < 8 ? 0 : share / 16)
    }

    /// Starts what a lane may start in its turn.
    /// - Returns: whether it stopped because the lane or its network has enough under way.
    private mutating func startRequests(of index: Int, at now: Timestamp) -> Bool {
        let network = lanes[index].network
        while lanes[index].turn.credit > 0, networks[network].turn.credit > 0, mayStart, lanes[index].canSend {
            guard hasPlace(index) else { return true }
            if let again = lanes[index].limiter?.take(at: now) {
                lanes[index].throttledUntil = again
                setTimer(.throttle(lane: index), at: again)
                return false
            }
            guard let slot = lanes[index].ready.popFirst() else { return false }
            let cost = 1 + slots[slot].body.count >> 12
            lanes[index].turn.spend(cost)
            networks[network].turn.spend(cost)
            start(slot, at: now)
        }
        return false
    }

    private mutating func start(_ slot: SlotTable.Slot, at now: Timestamp) {
        let index = slots[slot].lane
        let isFirst = slots[slot].attemptCount == 0
        let startsSchedule = slots[slot].attemptCount == slots[slot].attemptsBefore
        slots[slot].state = .inFlight
        slots[slot].startedAt = now
        if startsSchedule { slots[slot].triedSince = now }
        lanes[index].inFlight += 1
        networks[lanes[index].network].inFlight += 1
        inFlight += 1
        lanes[index].health.started(token: slots.token(of: slot))
        appendDispatch(of: slot)
        if isFirst, lanes[index].settings.sendsLegacyRequest { startLegacy(beside: slot) }
    }

    /// Starts the request that accompanies a first attempt. It never waits for a limit: the two belong together, and
    /// the lane keeps room for both.
    private mutating func startLegacy(beside slot: SlotTable.Slot) {
        let main = slots[slot]
        let legacy = slots.insert(
            Entry(
                id: main.id, lane: main.lane, event: main.event, body: main.body, key: nil, attemptCount: 0,
                attemptsBefore: 0, dueAt: nil, triedSince: main.startedAt, startedAt: main.startedAt, state: .inFlight,
                isLegacy: true))
        lanes[main.lane].limiter?.charge(at: main.startedAt)
        lanes[main.lane].legacyInFlight += 1
        networks[lanes[main.lane].network].inFlight += 1
        inFlight += 1
        appendDispatch(of: legacy)
    }

    private mutating func appendDispatch(of slot: SlotTable.Slot) {
        actions.dispatches.append(
            Dispatch(
                token: slots.token(of: slot), lane: slots[slot].lane, delivery: slots[slot].id,
                event: slots[slot].event, body: slots[slot].body,
                variant: RequestVariant(attempt: slots[slot].attemptCount + 1, isLegacy: slots[slot].isLegacy),
                deadline: lanes[slots[slot].lane].settings.retry.deadline(triedSince: slots[slot].triedSince)))
    }

    /// Lets everything due by `now` proceed.
    public mutating func tick(at now: Timestamp) {
        while let timer = timers.min, timer.due <= now {
            timers.removeMin()
            switch timer.subject {
            case .entry(let token):
                // A wait may have ended and another begun since the timer was set.
                guard let slot = slots.slot(of: token), slots[slot].state == .waiting, let due = slots[slot].dueAt,
                    due <= now
                else { continue }
                endWait(slot, at: now)
            case .throttle(let index):
                guard lanes[index].throttledUntil == timer.due else { continue }
                lanes[index].throttledUntil = nil
                schedule(index)
            case .health(let index):
                lanes[index].health.wake(at: now)
                schedule(index)
            case .look(let index):
                lookNow(index, at: now)
            }
        }
        pump(at: now)
    }

    mutating func setTimer(_ subject: Timer.Subject, at due: Timestamp) {
        timerCount += 1
        timers.insert(Timer(due: due, number: timerCount, subject: subject))
    }

    /// When ``tick(at:)`` has something to do next.
    public var nextTimer: Timestamp? { timers.min?.due }
}
