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

    /// Starts requests while there is room: networks take turns, and within one its lanes do.
    public mutating func pump(at now: Timestamp) {
        guard !isStopping else { return }
        while inFlight < configuration.maxInFlight, unsettled < configuration.maxUnsettled,
            unsettledBytes < configuration.maxUnsettledBytes, let network = ring.popFirst()
        {
            guard let index = networks[network].lanes.popFirst() else {
                networks[network].isScheduled = false
                continue
            }
            lanes[index].isScheduled = false
            startRequests(of: index, at: now)
            schedule(index)
            if networks[network].lanes.isEmpty {
                networks[network].isScheduled = false
            } else {
                ring.append(network)
            }
        }
    }

    private mutating func startRequests(of index: Int, at now: Timestamp) {
        var budget = configuration.quantum
        while budget > 0, inFlight < configuration.maxInFlight, lanes[index].canSend {
            if let again = lanes[index].limiter?.take(at: now) {
                lanes[index].throttledUntil = again
                setTimer(.throttle(lane: index), at: again)
                return
            }
            guard let slot = lanes[index].ready.popFirst() else { return }
            start(slot, at: now)
            budget -= 1
        }
    }

    private mutating func start(_ slot: SlotTable.Slot, at now: Timestamp) {
        let index = slots[slot].lane
        let isFirst = slots[slot].attemptCount == 0
        let startsSchedule = slots[slot].attemptCount == slots[slot].attemptsBefore
        slots[slot].state = .inFlight
        slots[slot].startedAt = now
        if startsSchedule { slots[slot].triedSince = now }
        lanes[index].inFlight += 1
        inFlight += 1
        appendDispatch(of: slot)
        if isFirst, lanes[index].settings.sendsLegacyRequest { startLegacy(beside: slot) }
    }

    /// Starts the request that accompanies a first attempt. It counts against the lane's limits but never waits for
    /// them: the two belong together.
    private mutating func startLegacy(beside slot: SlotTable.Slot) {
        let main = slots[slot]
        let legacy = slots.insert(
            Entry(
                id: main.id, lane: main.lane, event: main.event, body: main.body, key: nil, attemptCount: 0,
                attemptsBefore: 0, dueAt: nil, triedSince: main.startedAt, startedAt: main.startedAt, state: .inFlight,
                isLegacy: true))
        lanes[main.lane].limiter?.charge(at: main.startedAt)
        lanes[main.lane].legacyInFlight += 1
        inFlight += 1
        appendDispatch(of: legacy)
    }

    private mutating func appendDispatch(of slot: SlotTable.Slot) {
        actions.dispatches.append(
            Dispatch(
                token: slots.token(of: slot), lane: slots[slot].lane, delivery: slots[slot].id,
                event: slots[slot].event, body: slots[slot].body,
                variant: RequestVariant(attempt: slots[slot].attemptCount + 1, isLegacy: slots[slot].isLegacy)))
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
