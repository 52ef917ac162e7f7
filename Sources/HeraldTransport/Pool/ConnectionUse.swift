import NIOCore

/// How many connections there are at one moment.
struct ConnectionUse: Equatable, Sendable {
    /// All, those being opened or closed included.
    var total = 0
    /// Those being opened.
    var opening = 0
    /// Those with nothing to do.
    var idle = 0
}

extension LoopWorker {
    /// The loop's connections now.
    var connectionUse: ConnectionUse {
        var use = ConnectionUse(total: connections.count)
        for pool in allPools {
            use.opening += pool.openingCount
            use.idle += pool.idle.count
        }
        return use
    }
}

extension NIODeliveryTransport {
    /// The connections of all loops.
    func connectionUse() async -> ConnectionUse {
        var sum = ConnectionUse()
        for loop in loops {
            let worker = loop.worker
            guard let use = try? await loop.eventLoop.submit({ worker.value.connectionUse }).get() else { continue }
            sum.total += use.total
            sum.opening += use.opening
            sum.idle += use.idle
        }
        return sum
    }
}
