import NIOCore
import NIOPosix
import ServiceLifecycle

/// The receiver of `herald bench`: answers 200 to everything and does as little as possible, since what it costs comes
/// out of the server's share of the machine.
struct BenchSink: Service {
    let arrivals: BenchArrivals
    let announce: AsyncStream<DemoConductor.Start>.Continuation

    func run() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [arrivals] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(BenchSinkHandler(arrivals: arrivals))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        announce.yield(.receiver(index: 0, port: channel.localAddress?.port ?? 0))
        try? await gracefulShutdown()
        try await channel.close()
    }
}
