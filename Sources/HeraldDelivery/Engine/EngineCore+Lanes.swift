public import HeraldModel

extension EngineCore {
    /// Opens a lane, or changes an open one's settings. A new lane first pages in what the store says it is owed.
    /// - Returns: the lane's index.
    @discardableResult
    public mutating func put(
        _ webhook: WebhookID, of network: NetworkID, settings: LaneSettings, at now: Timestamp
    ) -> Int {
        if let index = laneOf[webhook] {
            let isReordered = settings.ordering != lanes[index].settings.ordering
            lanes[index].change(settings, at: now)
            if isReordered { startOver(index) }
            schedule(index)
            pump(at: now)
            return index
        }
        let ring =
            networkOf[network]
            ?? {
                networks.append(NetworkRing(id: network))
                networkOf[network] = networks.count - 1
                return networks.count - 1
            }()
        lanes.append(Lane(webhook: webhook, network: ring, settings: settings))
        let index = lanes.count - 1
        laneOf[webhook] = index
        lanes[index].overflow = .everything
        refill(index)
        return index
    }

    /// Closes a lane. Requests under way still yield their attempt; everything else it held is forgotten.
    public mutating func remove(_ webhook: WebhookID) {
        guard let index = laneOf.removeValue(forKey: webhook) else { return }
        lanes[index].isRemoved = true
        empty(index)
        lanes[index].overflow = nil
        lanes[index].hasSpilled = false
    }

    /// Leaves everything in the store and pages it in anew once nothing is on its way: entries taken in under another
    /// order do not know what they must wait for.
    private mutating func startOver(_ index: Int) {
        lanes[index].isDraining = true
        empty(index)
        lanes[index].overflow = .everything
        lanes[index].hasSpilled = false
        endDrain(index)
    }

    /// Fills a drained lane again, if it is drained.
    mutating func endDrain(_ index: Int) {
        guard lanes[index].isDraining, lanes[index].inFlight == 0, lanes[index].unrecorded == 0 else { return }
        lanes[index].isDraining = false
        refill(index)
    }

    /// Lets go of everything that is not under way.
    private mutating func empty(_ index: Int) {
        abandonPage(index)
        lanes[index].ready.removeAll()
        lanes[index].forgetKeys()
        for slot in held.slots where slots[slot].lane == index {
            switch slots[slot].state {
            case .queued, .ready, .waiting: letGo(slot, then: .forget)
            case .inFlight, .settling, .vacant: break
            }
        }
    }
}
