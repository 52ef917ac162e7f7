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
        if entry.isLegacy {
            release(slot)
            guard !result.isUnknownAtShutdown else { return nil }
            settle(entry, result, decision: nil)
            return nil
        }
        let index = entry.lane
        lanes[index].inFlight -= 1
        if result.isUnknownAtShutdown {
            // Nothing is recorded: the store still owes it, and the next start sends it again.
            release(slot)
            held[entry.id] = nil
            return nil
        }
        let decision = lanes[index].settings.retry.decide(
            attempt: entry.attemptCount + 1, outcome: result.outcome, owedSince: entry.id.timestamp, now: now,
            random: &random)
        settle(entry, result, decision: decision)
        switch decision {
        case .retry(let due) where !lanes[index].isRemoved && canHoldWaiting(entry):
            slots[slot]?.attemptCount += 1
            wait(slot, until: due)
        case .retry:
            release(slot)
            held[entry.id] = .settling(then: .pollSpill)
        case .delivered, .failed:
            release(slot)
            held[entry.id] = .settling(then: .forget)
            advanceKey(of: entry, at: now)
        }
        schedule(index)
        requestPageIfUseful(index)
        return CompletedAttempt(lane: index, webhook: lanes[index].webhook, decision: decision)
    }

    /// Hears that outcomes are recorded.
    public mutating func settled(_ settlements: [Settlement], at now: Timestamp) {
        unsettled -= settlements.count
        for settlement in settlements where settlement.decision != nil {
            guard case .settling(let then)? = held[settlement.deliveryID] else { continue }
            guard let index = laneOf[settlement.webhookID] else {
                held[settlement.deliveryID] = nil
                continue
            }
            if lanes[index].page != nil {
                lanes[index].settledDuringPage.append(settlement.deliveryID)
            } else {
                held[settlement.deliveryID] = nil
            }
            switch then {
            case .forget: break
            case .pollSpill:
                lanes[index].hasSpilled = true
                pollLater(index, at: now)
            case .pageAgain: leaveInStore(settlement.deliveryID, of: index)
            }
        }
        pump(at: now)
    }

    /// A waiting entry of an ordered lane must stay: it is what the others wait for.
    private func canHoldWaiting(_ entry: Entry) -> Bool {
        entry.key != nil || lanes[entry.lane].waiting < configuration.laneWaitingLimit
    }

    private mutating func advanceKey(of entry: Entry, at now: Timestamp) {
        guard let key = entry.key, !lanes[entry.lane].isRemoved else { return }
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
