import HeraldDelivery
import HeraldModel
import Logging
import NIOCore
import NIOPosix
import NIOSSL

extension LoopWorker {
    /// Tries the addresses in turn; each gets an equal part of the time that is left.
    /// - Parameter failure: Why the address before could not be reached.
    func connect(
        _ pool: OriginPool, _ addresses: ArraySlice<IPAddress>, giveUpAt: UInt64,
        after failure: TransportFailure = .connectFailed
    ) {
        if case .proxy(let proxy)? = pool.route?.egress {
            return connect(pool, addresses, through: proxy, giveUpAt: giveUpAt)
        }
        let now = NIODeadline.now().uptimeNanoseconds
        guard !isShutDown, now < giveUpAt, let address = addresses.first,
            let socketAddress = try? address.socketAddress(port: pool.origin.port)
        else { return openingFailed(pool, failure) }
        let gauge = pool.origin.isSecure ? ReadGauge() : nil
        let connection = ConnectionHandler(worker: self, pool: pool, gauge: gauge)
        register(connection)
        let timeout = Int64(clamping: (giveUpAt - now) / UInt64(addresses.count))
        bootstrap(connection, gauge).connectTimeout(.nanoseconds(timeout)).connect(to: socketAddress)
            .assumeIsolated().whenComplete { result in
                switch result {
                case .success(let channel): self.connected(connection, channel, to: address, giveUpAt: giveUpAt)
                case .failure(let error):
                    self.forget(connection)
                    if self.isShutDown { self.noteDrained() }
                    self.connect(
                        pool, addresses.dropFirst(), giveUpAt: giveUpAt, after: OpeningError.failure(connecting: error)
                    )
                }
            }
    }

    private func bootstrap(_ connection: ConnectionHandler, _ gauge: ReadGauge?) -> ClientBootstrap {
        let pool = connection.pool
        let handlers = NIOLoopBound((worker: self, connection: connection, gauge: gauge), eventLoop: eventLoop)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    let (worker, connection, gauge) = handlers.value
                    if let gauge { try pipeline.addHandler(gauge) }
                    if let tls = try worker.tlsHandler(for: connection.pool) { try pipeline.addHandler(tls) }
                    try pipeline.addHandler(connection)
                }
            }
        guard case .direct(let source?)? = pool.route?.egress else { return bootstrap }
        return SourceAddress.bind(bootstrap, to: source)
    }

    /// The TLS side of a connection to the pool's origin; nil without TLS.
    func tlsHandler(for pool: OriginPool) throws -> NIOSSLClientHandler? {
        guard pool.origin.isSecure, let context = pool.route?.tls else { return nil }
        return try NIOSSLClientHandler(context: context, serverHostname: Self.serverName(for: pool.origin.host))
    }

    /// The name to ask for and to verify. Nil for addresses: there the certificate must hold the address itself.
    private static func serverName(for host: String) -> String? {
        if HostLiteral(host).address != nil { return nil }
        return host.hasSuffix(".") ? String(host.dropLast()) : host
    }

    private func connected(
        _ connection: ConnectionHandler, _ channel: any Channel, to address: IPAddress, giveUpAt: UInt64
    ) {
        let pool = connection.pool
        // A second net: the socket must have reached the vetted address and nothing else. It has no peer any more if
        // that has reset the connection already.
        let peer = channel.remoteAddress.flatMap(IPAddress.init)
        guard !isShutDown, peer == address, settings.policy.verdict(address) == .allowed else {
            connection.abandon()
            return openingFailed(
                pool, isShutDown ? .cancelled : peer == nil ? .connectionClosed : .forbiddenAddress)
        }
        proceed(connection, channel, at: address, giveUpAt: giveUpAt)
    }

    /// The bytes reach the receiver: what is left is TLS.
    func proceed(
        _ connection: ConnectionHandler, _ channel: any Channel, at address: IPAddress, giveUpAt: UInt64
    ) {
        connection.connected(since: giveUpAt - settings.connectTimeout)
        guard connection.pool.origin.isSecure else { return opened(connection, at: address) }
        verify(connection, channel, at: address, giveUpAt: giveUpAt)
    }

    /// Waits for the TLS handshake: NIOSSL holds writes back until it has verified the peer, and an empty one then
    /// succeeds without anything being sent.
    private func verify(
        _ connection: ConnectionHandler, _ channel: any Channel, at address: IPAddress, giveUpAt: UInt64
    ) {
        let limit = eventLoop.assumeIsolated().scheduleTask(deadline: .uptimeNanoseconds(giveUpAt)) {
            connection.handshakeTimedOut()
        }
        channel.writeAndFlush(ByteBuffer()).assumeIsolated().whenComplete { result in
            limit.cancel()
            switch result {
            case .success where Self.isIssued(channel, for: connection.pool):
                self.opened(connection, at: address)
            case .success:
                self.refuse(connection, .untrusted, reason: "the certificate was issued for another name")
            case .failure(let error):
                let cause = connection.openingError ?? error
                self.refuse(connection, OpeningError.failure(shakingHands: cause), reason: "\(cause)")
            }
        }
    }

    private static func isIssued(_ channel: any Channel, for pool: OriginPool) -> Bool {
        let certificate = try? channel.pipeline.syncOperations.nioSSL_peerCertificate()
        if let name = serverName(for: pool.origin.host) {
            return certificate.map { CertificateName.isIssued($0, for: name) } ?? false
        }
        // NIOSSL has compared the address, unless the connection goes to a proxy's.
        guard pool.route?.egress.isProxied == true else { return true }
        guard let address = HostLiteral(pool.origin.host).address else { return false }
        return certificate.map { CertificateName.isIssued($0, for: address) } ?? false
    }

    private func refuse(_ connection: ConnectionHandler, _ failure: TransportFailure, reason: String) {
        let pool = connection.pool
        settings.logger.debug(
            "TLS handshake failed", metadata: ["host.name": "\(pool.origin.host)", "error": "\(reason)"]
        )
        connection.abandon()
        openingFailed(pool, failure)
    }

    private func opened(_ connection: ConnectionHandler, at address: IPAddress) {
        let pool = connection.pool
        guard !connection.isClosed else {
            return openingFailed(pool, pool.origin.isSecure ? .tlsFailed : .connectionClosed)
        }
        pool.openingCount -= 1
        pool.preferred = address
        connection.opened()
    }

    /// One connection could not be opened: that costs one request its chance; others get theirs.
    func openingFailed(_ pool: OriginPool, _ failure: TransportFailure) {
        pool.openingCount -= 1
        failFirstWaiting(in: pool, failure)
        grow(pool)
        discardIfEmpty(pool)
    }
}
