import HeapModule
public import HeraldModel

extension EngineCore {
    /// Takes a page the core asked for. `render` makes a delivery's body.
    public mutating func paged(
        _ request: PageRequest, _ deliveries: [OwedDelivery], at now: Timestamp, render: (OwedDelivery) -> [UInt8]
    ) {
        guard let index = laneOf[request.webhook], lanes[index].page == request.kind else { return }
        for delivery in deliveries where held[delivery.id] == nil {
            if mustSpill(delivery, index, at: now) {
                lanes[index].hasSpilled = true
                pollLater(index, at: now)
            } else {
                admit(delivery, body: render(delivery), to: index, at: now)
            }
        }
        endPage(index)
        let isFull = deliveries.count >= request.limit
        switch request.kind {
        case .owed(let after):
            advanceCursor(index, after: after, through: deliveries.last?.id, isFull: isFull)
        case .due(let moment):
            // A look at everything that waits, however late it is due, found no end of room: all of it is held now.
            if moment == .distantFuture, !isFull { lanes[index].hasSpilled = false }
            if isFull, room(index) > 0 { pollSpill(index, at: now) } else { pollLater(index, at: now) }
        }
        requestPageIfUseful(index)
        pump(at: now)
    }

    /// A page could not be read: ask again.
    public mutating func pageFailed(_ request: PageRequest, at now: Timestamp) {
        guard let index = laneOf[request.webhook], lanes[index].page == request.kind else { return }
        endPage(index)
        switch request.kind {
        case .owed: requestPageIfUseful(index)
        case .due: pollLater(index, at: now)
        }
    }

    /// Lets go of what settled while the page was read.
    mutating func endPage(_ index: Int) {
        lanes[index].page = nil
        for delivery in lanes[index].settledDuringPage {
            if case .settling? = held[delivery] { held[delivery] = nil }
        }
        lanes[index].settledDuringPage.removeAll()
    }

    private func mustSpill(_ delivery: OwedDelivery, _ index: Int, at now: Timestamp) -> Bool {
        guard let due = delivery.dueAt, due > now, lanes[index].settings.ordering == .none else { return false }
        return lanes[index].waiting >= configuration.laneWaitingLimit
    }

    /// Moves the cursor behind the page, or ends the overflow when the store has no more.
    private mutating func advanceCursor(_ index: Int, after: DeliveryID, through last: DeliveryID?, isFull: Bool) {
        guard let overflow = lanes[index].overflow else { return }
        // A cursor that stepped back meanwhile stays there: the next page starts from it.
        guard overflow.cursor >= after else { return }
        if !isFull, !overflow.droppedSincePage {
            lanes[index].overflow = nil
        } else if let last, overflow.cursor < last {
            lanes[index].overflow?.cursor = last
        }
    }

    /// Asks for the next page when the lane overflows and has room for a good part of one.
    mutating func requestPageIfUseful(_ index: Int) {
        guard lanes[index].overflow != nil, lanes[index].page == nil else { return }
        let isLow = lanes[index].active < configuration.reservedPerLane && room(index) > 0
        let hasRoom = room(index) >= configuration.laneWindow / 2 && heldBytes < configuration.maxHeldBytes
        if isLow || hasRoom { requestPage(index) }
    }

    mutating func requestPage(_ index: Int) {
        guard let cursor = lanes[index].overflow?.cursor else { return }
        lanes[index].overflow?.droppedSincePage = false
        let room = heldBytes < configuration.maxHeldBytes ? room(index) : configuration.reservedPerLane
        ask(index, .owed(after: cursor), limit: min(configuration.pageSize, max(1, room)))
    }

    /// Looks for spilled deliveries: for those due now, or for all when the lane could hold a page of them.
    mutating func pollSpill(_ index: Int, at now: Timestamp) {
        guard lanes[index].hasSpilled, !lanes[index].isRemoved else { return }
        guard lanes[index].page == nil, room(index) >= configuration.pageSize else {
            pollLater(index, at: now)
            return
        }
        let isNearlyIdle = lanes[index].waiting < configuration.pageSize / 2
        ask(index, .due(by: isNearlyIdle ? .distantFuture : now), limit: configuration.pageSize)
    }

    mutating func pollLater(_ index: Int, at now: Timestamp) {
        guard lanes[index].hasSpilled, !lanes[index].isPollingSpill else { return }
        lanes[index].isPollingSpill = true
        let due = now.advanced(byMilliseconds: configuration.spillPollMilliseconds)
        timers.insert(Timer(due: due, subject: .spill(lane: index)))
    }

    private mutating func ask(_ index: Int, _ kind: PageRequest.Kind, limit: Int) {
        lanes[index].page = kind
        actions.pages.append(PageRequest(webhook: lanes[index].webhook, kind: kind, limit: limit))
    }
}
