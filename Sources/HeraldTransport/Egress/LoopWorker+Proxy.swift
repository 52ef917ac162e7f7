import HeraldDelivery
import HeraldModel
import Logging
import NIOCore
import NIOPosix

extension LoopWorker {
    /// The way from a proxy to a receiver, and the time there is for it.
    struct ProxiedDial {
        let proxy: EgressProxy
        /// The receiver's addresses that were not tried yet.
        var targets: ArraySlice<IPAddress>
        /// The proxy's.
        var proxies: ArraySlice<IPAddress> = []
        let giveUpAt: UInt64
    }

    /// Opens a connection through a proxy to the first of the vetted addresses the proxy can reach.
    func connect(
        _ pool: OriginPool, _ targets: ArraySlice<IPAddress>, through proxy: EgressProxy, giveUpAt: UInt64
    ) {
        var dial = ProxiedDial(proxy: proxy, targets: targets, giveUpAt: giveUpAt)
        if let address = IPAddress(hostLiteral: proxy.host) {
            dial.proxies = [address]
            return connectToProxy(pool, dial)
        }
        let (eventLoop, lifecycle, host) = (eventLoop, settings.lifecycle, proxy.host)
        let bound = NIOLoopBound((worker: self, pool: pool), eventLoop: eventLoop)
        settings.resolver.resolve(host) { [dial] result in
            let resume: @Sendable () -> Void = {
                var dial = dial
                dial.proxies = ((try? result.get()) ?? [])[...]
                bound.value.worker.connectToProxy(bound.value.pool, dial)
            }
            if eventLoop.inEventLoop { resume() } else { lifecycle.callBack(to: eventLoop, resume) }
        }
    }

    private func connectToProxy(_ pool: OriginPool, _ dial: ProxiedDial) {
        let now = NIODeadline.now().uptimeNanoseconds
        guard !isShutDown, now < dial.giveUpAt, let target = dial.targets.first, let address = dial.proxies.first,
            let socketAddress = try? address.socketAddress(port: dial.proxy.port)
        else { return openingFailed(pool, isShutDown ? .cancelled : .proxyConnectFailed) }
        guard connections.count < settings.connectionShare else {
            // Others were faster while the proxy's name was looked up.
            pool.openingCount -= 1
            return grow(pool)
        }
        let gauge = pool.origin.isSecure ? ReadGauge() : nil
        let connection = ConnectionHandler(worker: self, pool: pool, gauge: gauge)
        register(connection)
        let request = dial.proxy.request(for: target, port: pool.origin.port)
        let handlers = NIOLoopBound((ProxyHandshake(request: request), gauge, connection), eventLoop: eventLoop)
        ClientBootstrap(group: eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let (handshake, gauge, connection) = handlers.value
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(handshake)
                    if let gauge { try pipeline.addHandler(gauge) }
                    try pipeline.addHandler(connection)
                }
            }
            .connectTimeout(.nanoseconds(Int64(clamping: (dial.giveUpAt - now) / UInt64(dial.proxies.count))))
            .connect(to: socketAddress)
            .assumeIsolated().whenComplete { result in
                switch result {
                case .success(let channel):
                    self.askProxy(handlers.value.0, connection, channel, dial)
                case .failure:
                    self.forget(connection)
                    if self.isShutDown { self.noteDrained() }
                    var next = dial
                    next.proxies = dial.proxies.dropFirst()
                    self.connectToProxy(pool, next)
                }
            }
    }

    private func askProxy(
        _ handshake: ProxyHandshake, _ connection: ConnectionHandler, _ channel: any Channel, _ dial: ProxiedDial
    ) {
        let pool = connection.pool
        // The socket must have reached the operator's proxy and nothing else.
        guard !isShutDown, let target = dial.targets.first,
            channel.remoteAddress.flatMap(IPAddress.init) == dial.proxies.first
        else {
            connection.abandon()
            return openingFailed(pool, isShutDown ? .cancelled : .proxyConnectFailed)
        }
        let limit = eventLoop.assumeIsolated().scheduleTask(deadline: .uptimeNanoseconds(dial.giveUpAt)) {
            handshake.finish(.timedOut)
        }
        handshake.begin(on: channel) { outcome in
            limit.cancel()
            self.proxyAnswered(outcome, handshake, connection, channel, target, dial)
        }
    }

    private func proxyAnswered(
        _ outcome: ProxyHandshake.Outcome, _ handshake: ProxyHandshake, _ connection: ConnectionHandler,
        _ channel: any Channel, _ target: IPAddress, _ dial: ProxiedDial
    ) {
        let pool = connection.pool
        switch outcome {
        case .established:
            do {
                try startTLS(channel, for: connection)
            } catch {
                connection.abandon()
                return openingFailed(pool, .tlsFailed)
            }
            channel.pipeline.syncOperations.removeHandler(handshake, promise: nil)
            proceed(connection, channel, at: target, giveUpAt: dial.giveUpAt)
        case .refused(let status):
            settings.logger.debug(
                "The egress proxy refused to connect",
                metadata: [
                    "proxy.address": "\(dial.proxy)", "host.name": "\(pool.origin.host)",
                    "http.response.status_code": "\(status)",
                ])
            connection.abandon()
            pool.proxyStatus = status
            // Where the proxy could not reach one address it may reach another.
            guard status >= 500, dial.targets.count > 1 else { return openingFailed(pool, .proxyRefused) }
            var next = dial
            next.targets = dial.targets.dropFirst()
            connectToProxy(pool, next)
        case .failed:
            connection.abandon()
            openingFailed(pool, isShutDown ? .cancelled : .proxyConnectFailed)
        case .timedOut:
            connection.abandon()
            openingFailed(pool, .connectTimeout)
        }
    }

    private func startTLS(_ channel: any Channel, for connection: ConnectionHandler) throws {
        guard let tls = try tlsHandler(for: connection.pool) else { return }
        try channel.pipeline.syncOperations.addHandler(tls, position: .before(connection))
    }
}
