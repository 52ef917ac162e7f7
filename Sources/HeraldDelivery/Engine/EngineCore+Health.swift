import HeraldModel

extension EngineCore {
    /// Lets the lane learn from what came of a request.
    mutating func observe(_ result: AttemptResult, of slot: SlotTable.Slot, at now: Timestamp) {
        let index = slots[slot].lane
        if case .success = result.outcome, lanes[index].health.isUntroubled { return }
        guard !lanes[index].isRemoved else { return }
        let change = lanes[index].health.observe(
            result, startedAt: slots[slot].startedAt, at: now, settings: configuration.breaker,
            repeatsKey: lanes[index].spillsKeys && slots[slot].key != nil && slots[slot].attemptCount > 0,
            random: &random)
        if let wakeAt = change.wakeAt { setTimer(.health(lane: index), at: wakeAt) }
        guard change.isTurn,
            let announcement = lanes[index].health.takeAnnouncement(at: now, settings: configuration.breaker),
            let state = state(of: lanes[index].webhook)
        else { return }
        switch announcement {
        case .failing: notice(.failing(state), of: index, at: now)
        case .recovered(let since): notice(.recovered(state, since: since), of: index, at: now)
        }
    }

    /// Tells that a delivery is given up. Those of Herald's own events are not told of: that would have no end.
    mutating func noticeExhausted(_ slot: SlotTable.Slot, _ result: AttemptResult, at now: Timestamp) {
        let entry = slots[slot]
        guard !entry.event.type.hasPrefix(EngineNotice.typePrefix) else { return }
        let exhausted = ExhaustedDelivery(
            delivery: entry.id, event: entry.event.publicID, type: entry.event.type, attempts: entry.attemptCount + 1,
            status: result.status, error: result.error)
        notice(.exhausted(exhausted), of: entry.lane, at: now)
    }

    /// Pauses the lane of a receiver that is gone. Its deliveries wait; when the webhook is resumed, the schedule of the
    /// one that was refused starts anew.
    mutating func disable(_ slot: SlotTable.Slot, status: Int, at now: Timestamp) {
        let index = slots[slot].lane
        slots[slot].attemptsBefore = slots[slot].attemptCount + 1
        guard !lanes[index].settings.isPaused, !lanes[index].isRemoved else { return }
        lanes[index].pause()
        if let state = state(of: lanes[index].webhook) {
            notice(.disabled(state, status: status), of: index, at: now)
        }
    }

    private mutating func notice(_ subject: EngineNotice.Subject, of index: Int, at now: Timestamp) {
        actions.notices.append(
            EngineNotice(
                network: networks[lanes[index].network].id, webhook: lanes[index].webhook, at: now, subject: subject))
    }

    /// Lanes whose breaker is not closed.
    var failingWebhooks: Int { lanes.count { !$0.isRemoved && $0.health.breaker.state != .closed } }
}
