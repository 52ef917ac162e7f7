import DequeModule
public import HeraldModel

extension EngineCore {
    /// Takes an attempt's outcome, decides, and asks for it to be recorded.
    /// - Returns: what became of the attempt, for counting; nil when the token is unknown or the outcome says nothing.
    @discardableResult
    public mutating func completed(_ result: AttemptResult, at now: Timestamp) -> CompletedAttempt? {
        guard let slot = slots.slot(of: result.token), let entry = slots[slot], entry.state == .inFlight else {
            return nil
        }
        inFlight -= 1
        let index = entry.lane
        if entry.isLegacy {
            lanes[index].legacyInFlight -= 1
            _ = slots.remove(slot)
            if !result.isUnknownAtShutdown { settle(entry, result, decision: nil) }
            schedule(index)
            return nil
        }
        lanes[index].inFlight -= 1
        if result.isUnknownAtShutdown {
            // Nothing is recorded: the store still owes it, and the next start sends it again.
            letGo(slot, then: .forget)
            endDrain(index)
            return nil
        }
        let decision = lanes[index].settings.retry.decide(
            attempt: entry.attemptCount + 1, outcome: result.outcome, triedSince: entry.triedSince, now: now,
            random: &random)
        settle(entry, result, decision: decision)
        lanes[index].unrecorded += 1
        slots[slot]?.unrecorded += 1
        switch decision {
        case .retry where lanes[index].isRemoved || lanes[index].isDraining:
            letGo(slot, then: .pageAgain)
        case .retry(let due) where due <= now || canHoldWaiting(index, key: entry.key):
            slots[slot]?.attemptCount += 1
            slots[slot]?.dueAt = due
            queueHead(slot, at: now)
        case .retry:
            letGo(slot, then: .lookForIt)
        case .delivered, .failed:
            letGo(slot, then: .forget)
            advanceKey(of: entry, at: now)
        }
        schedule(index)
        refill(index)
        return CompletedAttempt(lane: index, webhook: lanes[index].webhook, decision: decision)
    }

    /// Hears that outcomes are recorded.
    public mutating func settled(_ settlements: [Settlement], at now: Timestamp) {
        unsettled -= settlements.count
        for settlement in settlements where settlement.decision != nil {
            switch held[settlement.deliveryID] {
            case .slot(let slot):
                guard let entry = slots[slot], entry.unrecorded > 0 else { continue }
                slots[slot]?.unrecorded -= 1
                lanes[entry.lane].unrecorded -= 1
                endDrain(entry.lane)
            case .settling(let settling): recorded(settlement, of: settling, at: now)
            case nil: continue
            }
        }
        pump(at: now)
    }

    private mutating func recorded(_ settlement: Settlement, of settling: Settling, at now: Timestamp) {
        var settling = settling
        guard settling.unrecorded > 0 else { return }
        settling.unrecorded -= 1
        lanes[settling.lane].unrecorded -= 1
        if settling.unrecorded > 0 {
            held[settlement.deliveryID] = .settling(settling)
        } else if let index = laneOf[settlement.webhookID], lanes[index].page != nil {
            held[settlement.deliveryID] = .settling(settling)
            lanes[index].settledDuringPage.append(settlement.deliveryID)
        } else {
            held[settlement.deliveryID] = nil
            if let index = laneOf[settlement.webhookID] {
                follow(settling.then, settlement.deliveryID, of: index, at: now)
            }
        }
        endDrain(settling.lane)
    }

    private mutating func advanceKey(of entry: Entry, at now: Timestamp) {
        guard let key = entry.key else { return }
        if let next = lanes[entry.lane].keys[key]?.popFirst() {
            queueHead(next, at: now)
        } else {
            lanes[entry.lane].keys[key] = nil
        }
    }

    private mutating func settle(_ entry: Entry, _ result: AttemptResult, decision: Settlement.Decision?) {
        let attempt = Attempt(
            number: entry.attemptCount + 1, isLegacy: entry.isLegacy, startedAt: entry.startedAt,
            durationMicroseconds: result.durationMicroseconds, status: result.status, error: result.error,
            responseHead: result.responseHead, responseBody: result.responseBody)
        unsettled += 1
        actions.settlements.append(
            Settlement(
                deliveryID: entry.id, webhookID: lanes[entry.lane].webhook, attempt: attempt, decision: decision))
    }
}

/// What an attempt decided, for counting.
public struct CompletedAttempt: Sendable {
    public let lane: Int
    public let webhook: WebhookID
    public let decision: Settlement.Decision
}
