import DequeModule
import HeraldDelivery
import HeraldModel
import Logging
import NIOCore

extension LoopWorker {
    /// A connection is opened or has finished a request.
    func connectionReady(_ connection: ConnectionHandler) {
        let pool = connection.pool
        if isShutDown { return connection.abandon() }
        pool.readied += 1
        if let slot = nextWaiting(in: pool, isFresh: !connection.isReused) { return send(slot, on: connection) }
        // Somebody else waits for the right to connect, or there are enough spare connections.
        guard starved.isEmpty, pool.idle.count < settings.maxIdlePerOrigin else { return connection.abandon() }
        pool.idle.append(connection)
        connection.idleSince = NIODeadline.now().uptimeNanoseconds
        connections.move(connection.place, to: Place.idle)
        keepTicking()
    }

    /// A connection is gone, established or not. May be said more than once.
    func connectionClosed(_ connection: ConnectionHandler) {
        forget(connection)
        let pool = connection.pool
        if isShutDown { return noteDrained() }
        serveStarved()
        grow(pool)
        discardIfEmpty(pool)
    }

    /// The idle connection that was used last.
    func takeIdle(from pool: OriginPool) -> ConnectionHandler? {
        while let connection = pool.idle.popLast() {
            connections.move(connection.place, to: Place.busy)
            if !connection.isClosed { return connection }
        }
        return nil
    }

    /// Closes a connection that is idle.
    func closeIdle(_ connection: ConnectionHandler) {
        connection.pool.removeIdle(connection)
        connections.move(connection.place, to: Place.busy)
        connection.abandon()
    }

    /// Counts a connection that is about to be opened.
    func register(_ connection: ConnectionHandler) {
        connection.place = connections.append(connection, to: Place.busy)
        connection.pool.connectionCount += 1
    }

    /// Stops counting a connection.
    func forget(_ connection: ConnectionHandler) {
        guard connections.remove(connection.place) != nil else { return }
        connection.pool.connectionCount -= 1
        connection.pool.removeIdle(connection)
    }

    // MARK: Growing

    /// Opens connections if requests wait for which none is being opened.
    func grow(_ pool: OriginPool) {
        guard !isShutDown, !pool.isResolving, needsConnection(pool), makeRoom(for: pool) else { return }
        guard pool.route != nil else { return failAllWaiting(in: pool, .connectFailed) }
        switch settings.policy.judge(host: pool.origin.host) {
        case .literal(.forbidden): failAllWaiting(in: pool, .forbiddenAddress)
        case .literal(.allowed):
            if let address = IPAddress(hostLiteral: pool.origin.host) { open(pool, [address]) }
        case .name: resolve(pool)
        }
    }

    private func needsConnection(_ pool: OriginPool) -> Bool {
        pool.isShort && pool.connectionCount < settings.maxConnectionsPerOrigin
    }

    /// Notes that requests wait, so that the next tick looks whether they wait too long.
    func noteCrowd(_ pool: OriginPool) {
        guard !pool.isCrowded else { return }
        pool.isCrowded = true
        pool.readied = 0
        crowded.append(pool)
    }

    /// Gives pools up to twice their connections that will not have served those who wait by the next tick, or in which
    /// somebody always waits.
    func growCrowded() {
        let pools = crowded
        crowded = []
        for pool in pools {
            pool.isCrowded = false
            guard pool.waitingCount > 0 else {
                pool.crowdedTicks = 0
                continue
            }
            pool.crowdedTicks += 1
            let isSlow = pool.crowdedTicks > 1 && pool.openingCount == 0 && pool.waitingCount > pool.readied
            if isSlow || pool.crowdedTicks > OriginPool.patience {
                pool.extra = max(1, pool.connectionCount)
                grow(pool)
            }
            noteCrowd(pool)
        }
    }

    private func resolve(_ pool: OriginPool) {
        pool.isResolving = true
        pool.resolvingSince = NIODeadline.now().uptimeNanoseconds
        let origin = pool.origin
        let eventLoop = eventLoop
        let lifecycle = settings.lifecycle
        let worker = NIOLoopBound(self, eventLoop: eventLoop)
        settings.resolver.resolve(origin.host) { result in
            if eventLoop.inEventLoop {
                worker.value.resolved(origin, result)
            } else {
                lifecycle.callBack(to: eventLoop) { worker.value.resolved(origin, result) }
            }
        }
    }

    private func resolved(_ origin: HTTPOrigin, _ result: Result<[IPAddress], ResolveFailure>) {
        guard !isShutDown, let pool = existingPool(for: origin), pool.isResolving else { return }
        pool.isResolving = false
        pool.resolvedIn = NIODeadline.now().uptimeNanoseconds - pool.resolvingSince
        if case .success(let addresses) = result, !addresses.isEmpty {
            if let forbidden = settings.policy.firstForbidden(among: addresses) {
                settings.logger.debug(
                    "Host leads to a forbidden address",
                    metadata: [
                        "host.name": "\(origin.host)", "host.address": "\(forbidden.address)",
                        "host.reason": "\(forbidden.reason)",
                    ]
                )
                failAllWaiting(in: pool, .forbiddenAddress)
            } else {
                open(pool, addresses)
            }
        } else {
            failAllWaiting(in: pool, .unresolved)
        }
        discardIfEmpty(pool)
    }

    /// Opens as many connections to vetted addresses as are needed.
    private func open(_ pool: OriginPool, _ addresses: [IPAddress]) {
        let reachable = pool.route?.egress.reachable(addresses) ?? []
        guard !reachable.isEmpty else { return failAllWaiting(in: pool, .connectFailed) }
        let chosen = DialOrder.addresses(of: reachable, preferred: pool.preferred)
        let now = NIODeadline.now().uptimeNanoseconds
        while needsConnection(pool), makeRoom(for: pool) {
            pool.openingCount += 1
            if pool.extra > 0 { pool.extra -= 1 }
            connect(pool, chosen[...], giveUpAt: now + settings.connectTimeout)
        }
    }

    // MARK: Sharing what the loop may have

    /// Whether the loop may have one more connection. If not, the pool queues up and an idle connection makes way.
    private func makeRoom(for pool: OriginPool) -> Bool {
        if connections.count < settings.connectionShare { return true }
        if !pool.isStarved {
            pool.isStarved = true
            starved.append(pool)
        }
        if let slot = connections.first(of: Place.idle), let oldest = connections[slot] { closeIdle(oldest) }
        return false
    }

    /// Lets pools that queued up open connections.
    private func serveStarved() {
        while connections.count < settings.connectionShare, let pool = starved.popFirst() {
            pool.isStarved = false
            grow(pool)
            discardIfEmpty(pool)
        }
    }
}
