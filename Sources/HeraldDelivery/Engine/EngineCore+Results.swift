public import HeraldModel

extension EngineCore {
    /// Takes an attempt's outcome, decides, and asks for it to be recorded.
    /// - Returns: what became of the attempt, for counting; nil when the token is unknown or the outcome says nothing.
    @discardableResult
    public mutating func completed(_ result: AttemptResult, at now: Timestamp) -> CompletedAttempt? {
        guard let slot = slots.slot(of: result.token), slots[slot].state == .inFlight else { return nil }
        let index = slots[slot].lane
        inFlight -= 1
        networks[lanes[index].network].inFlight -= 1
        if slots[slot].isLegacy {
            lanes[index].legacyInFlight -= 1
            if !result.isUnknownAtShutdown { settle(slot, result, decision: nil) }
            slots.remove(slot)
            schedule(index)
            return nil
        }
        lanes[index].inFlight -= 1
        if result.isUnknownAtShutdown {
            // Nothing is recorded: the store still owes it, and the next start sends it again.
            lanes[index].health.vanished(token: result.token)
            letGo(slot, then: .forget)
            endDrain(index)
            schedule(index)
            return nil
        }
        observe(result, of: slot, at: now)
        let gone = result.outcome.status.flatMap { $0 == lanes[index].settings.goneStatus ? $0 : nil }
        let decision =
            gone != nil
            ? .retry(at: now)
            : lanes[index].settings.retry.decide(
                attempt: slots[slot].attemptCount + 1 - slots[slot].attemptsBefore, outcome: result.outcome,
                triedSince: slots[slot].triedSince, now: now, random: &random)
        if let gone { disable(slot, status: gone, at: now) }
        settle(slot, result, decision: decision)
        slots[slot].unrecorded += 1
        lanes[index].unrecorded += 1
        let key = slots[slot].key
        switch decision {
        case .retry where lanes[index].isRemoved || lanes[index].isDraining:
            letGo(slot, then: .forget)
        case .retry(let due):
            retry(slot, due: due, at: now)
        case .delivered, .failed:
            if decision != .delivered { noticeExhausted(slot, result, at: now) }
            letGo(slot, then: .forget)
            if let key { advance(key, of: index, at: now) }
        }
        schedule(index)
        refill(index)
        return CompletedAttempt(lane: index, webhook: lanes[index].webhook, decision: decision)
    }

    /// Hears that outcomes are recorded.
    public mutating func settled(_ settlements: [Settlement], at now: Timestamp) {
        unsettled -= settlements.count
        for settlement in settlements {
            unsettledBytes -= settlement.attempt.responseBytes
            guard settlement.decision != nil else { continue }
            guard let slot = held[settlement.deliveryID], slots[slot].unrecorded > 0 else { continue }
            let lane = slots[slot].lane
            slots[slot].unrecorded -= 1
            lanes[lane].unrecorded -= 1
            if slots[slot].state == .settling, slots[slot].unrecorded == 0 {
                endSettling(slot, of: settlement.webhookID, at: now)
            }
            endDrain(lane)
        }
        pump(at: now)
    }

    private mutating func endSettling(_ slot: SlotTable.Slot, of webhook: WebhookID, at now: Timestamp) {
        // The lane may have been closed since, and opened anew: then the new one's first page skipped this delivery.
        let lane = slots[slot].lane
        guard let index = lanes[lane].isRemoved ? laneOf[webhook] : lane else {
            forget(slot)
            return
        }
        if index != lane { slots[slot].then = .pageAgain }
        if lanes[index].page != nil {
            lanes[index].settledDuringPage.append(slot)
        } else {
            follow(slot, of: index, at: now)
        }
    }

    private mutating func settle(_ slot: SlotTable.Slot, _ result: AttemptResult, decision: Settlement.Decision?) {
        let attempt = Attempt(
            number: slots[slot].attemptCount + 1, isLegacy: slots[slot].isLegacy, startedAt: slots[slot].startedAt,
            durationMicroseconds: result.durationMicroseconds, status: result.status, error: result.error,
            responseHead: result.responseHead, responseBody: result.responseBody, timing: result.timing)
        unsettled += 1
        unsettledBytes += attempt.responseBytes
        actions.settlements.append(
            Settlement(
                deliveryID: slots[slot].id, webhookID: lanes[slots[slot].lane].webhook,
                payloadBytes: slots[slot].event.payloadBytes, attempt: attempt, decision: decision))
    }
}

extension Attempt {
    fileprivate var responseBytes: Int { responseHead.count + responseBody.count }
}

/// What an attempt decided, for counting.
public struct CompletedAttempt: Sendable {
    public let lane: Int
    public let webhook: WebhookID
    public let decision: Settlement.Decision
}
