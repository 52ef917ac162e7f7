public import HeraldDelivery
public import HeraldModel
public import Logging
import NIOCore
public import NIOPosix

/// HTTP/1.1 on SwiftNIO, shaped for many small requests.
///
/// Each event loop has its own pools, requests and timer, and shares nothing while it works: requests come to it in
/// batches, results leave it in batches, once per turn of the loop. Names are resolved and vetted before every
/// connection, and the connection goes to the vetted address itself.
///
/// Results come on the event loops' threads. Once ``shutdown()`` has begun, those of newly submitted requests come
/// from within ``submit(_:)``. A transport must be shut down before it is let go.
public final class NIODeliveryTransport: DeliveryTransport, Sendable {
    struct Loop: Sendable {
        let eventLoop: any EventLoop
        let load: LoopLoad
        let worker: NIOLoopBoundBox<LoopWorker>
    }

    /// Judges hosts by the same policy and resolver, for use when a webhook is registered.
    public let vetter: RegistrationVetter

    let loops: [Loop]
    let routes: RouteTable
    private let results = ResultSink()
    private let lifecycle = TransportLifecycle()
    private let ownGroup: MultiThreadedEventLoopGroup?
    private let ownResolver: SystemResolver?

    /// Makes a transport.
    /// - Parameters:
    ///   - configuration: Its limits.
    ///   - eventLoopGroup: Where it works; nil for threads of its own, one per core.
    ///   - resolver: Who resolves names; nil for a ``SystemResolver`` of its own.
    ///   - logger: Told about refused hosts and failed handshakes, at debug level.
    /// - Throws: When a trust root is not a certificate.
    public init(
        configuration: Configuration = Configuration(), eventLoopGroup: MultiThreadedEventLoopGroup? = nil,
        resolver: (any HostResolver)? = nil, logger: Logger
    ) throws {
        routes = try RouteTable(
            egress: configuration.egress,
            contexts: try TLSContextMaker(additionalRoots: configuration.additionalTrustRoots))
        ownGroup = eventLoopGroup == nil ? MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount) : nil
        ownResolver = resolver == nil ? SystemResolver() : nil
        let usedResolver = resolver ?? ownResolver ?? SystemResolver()
        let eventLoops = (eventLoopGroup ?? ownGroup).map { Array($0.makeIterator()) } ?? []
        let policy = AddressPolicy(allowed: configuration.allowedAddresses)
        vetter = RegistrationVetter(policy: policy, resolver: usedResolver)
        let settings = TransportSettings(
            maxConnectionsPerOrigin: max(1, configuration.maxConnectionsPerOrigin),
            maxIdlePerOrigin: max(0, configuration.maxIdlePerOrigin),
            connectionShare: max(1, configuration.maxTotalConnections / max(1, eventLoops.count)),
            idleTimeout: configuration.idleTimeout.wholeNanoseconds,
            connectTimeout: configuration.connectTimeout.wholeNanoseconds,
            responseLimits: configuration.responseLimits, policy: policy, resolver: usedResolver, routes: routes,
            results: results, lifecycle: lifecycle, logger: logger
        )
        loops = eventLoops.map { eventLoop in
            let load = LoopLoad()
            let worker = NIOLoopBoundBox.makeBoxSendingValue(
                LoopWorker(eventLoop: eventLoop, settings: settings, load: load), eventLoop: eventLoop
            )
            return Loop(eventLoop: eventLoop, load: load, worker: worker)
        }
    }

    /// Names the receiver of all results.
    public func setResultHandler(_ handler: @escaping @Sendable ([TransportResult]) -> Void) {
        results.setHandler(handler)
    }

    /// Makes ready how a webhook's connections are opened; webhooks with the same settings share connections.
    public func route(tls: WebhookTLS?, region: String?) throws(EndpointError) -> (any TransportRoute)? {
        try routes.route(tls: tls, region: region)
    }

    // MARK: Submitting

    /// Starts every request.
    public func submit(_ requests: [TransportRequest]) {
        guard !requests.isEmpty else { return }
        let now = NIODeadline.now().uptimeNanoseconds
        let current = currentLoop
        guard loops.count > 1 else { return hand(requests, to: 0, from: current, at: now) }
        var parts = [[TransportRequest]](repeating: [], count: loops.count)
        var spread = LoopSpread(loads: loops.map(\.load.current))
        for request in requests {
            let home = Int(UInt(bitPattern: request.origin.hashValue) % UInt(loops.count))
            parts[spread.place(home: home)].append(request)
        }
        for (index, part) in parts.enumerated() where !part.isEmpty {
            hand(part, to: index, from: current, at: now)
        }
    }

    /// Which of the transport's loops the caller is on.
    private var currentLoop: Int? {
        guard let current = MultiThreadedEventLoopGroup.currentEventLoop else { return nil }
        return loops.firstIndex { $0.eventLoop === current }
    }

    private func hand(_ requests: [TransportRequest], to index: Int, from current: Int?, at now: UInt64) {
        let loop = loops[index]
        loop.load.add(requests.count)
        if index == current {
            loop.worker.value.submit(requests, at: now)
            return
        }
        let worker = loop.worker
        let isTaken = lifecycle.submit(to: loop.eventLoop) { worker.value.submit(requests, at: now) }
        guard !isTaken else { return }
        loop.load.subtract(requests.count)
        results.cancel(requests)
    }

    // MARK: Shutdown

    /// Ends what is under way as ``TransportFailure/cancelled``, closes all connections and stops the transport's own
    /// threads. Does nothing when called again.
    public func shutdown() async {
        guard lifecycle.beginDraining() else { return }
        let drained = loops.map { loop in
            let worker = loop.worker
            return loop.eventLoop.flatSubmit { worker.value.shutDown() }
        }
        for future in drained {
            // The loops' futures never fail.
            try? await future.get()
        }
        lifecycle.stop()
        ownResolver?.shutdown()
        try? await ownGroup?.shutdownGracefully()
    }
}
