import HeraldDelivery
import HeraldHooks
import HeraldJSON
import HeraldModel
import HeraldTestSupport
import HeraldTransport
import Logging
import NIOCore
import NIOPosix

/// A caller with the real transport, before a receiver on loopback that does what a test says.
struct HookWorld {
    let caller: HookCaller
    let server: ScriptedServer
    let network: Network

    static let message: JSONObject = ["text": "hello 😀 </b> \u{2028}", "type": "regular"]

    /// Runs `body` with a caller and a receiver.
    static func run(
        settings: HookSettings = HookSettings(), dialect: Dialect = .socialplus,
        script: @escaping @Sendable (ScriptedServer.Request) -> Void, body: (HookWorld) async throws -> Void
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        var limits = NIODeliveryTransport.Configuration(allowedAddresses: [CIDR("127.0.0.0/8")].compactMap(\.self))
        limits.maxConnectionsPerOrigin = settings.concurrency
        limits.responseLimits.body = settings.readBody
        limits.responseLimits.keptBody = settings.keptBody
        let transport = try NIODeliveryTransport(
            configuration: limits, eventLoopGroup: group,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let caller = HookCaller(transport: transport, settings: settings) { Timestamp(milliseconds: 1_767_323_045_678) }
        let network = Network(
            id: NetworkID(rawValue: 1), name: "n", dialect: dialect, createdAt: Timestamp(milliseconds: 0))
        do {
            try await ScriptedServer.run(onRequest: script) { server in
                try await body(HookWorld(caller: caller, server: server, network: network))
            }
        } catch {
            await transport.shutdown()
            try await group.shutdownGracefully()
            throw error
        }
        await transport.shutdown()
        try await group.shutdownGracefully()
    }

    /// A hook that leads to the receiver. The limits are longer than the API allows unless a test wants them to run out.
    func hook(
        _ kind: Hook.Kind = .beforeMessageSend, onFailure: Hook.FailureAction = .allow, port: Int? = nil,
        host: String = "127.0.0.1", timeout: Int64 = 60_000, overall: Int64? = nil, isShadow: Bool = false
    ) -> Hook {
        Hook(
            networkID: network.id, kind: kind, url: "http://\(host):\(port ?? server.port)/hook",
            secrets: [WebhookSecret(value: "s", createdAt: network.createdAt)], createdAt: network.createdAt,
            attemptTimeoutMilliseconds: timeout, overallTimeoutMilliseconds: overall, onFailure: onFailure,
            isShadow: isShadow)
    }

    /// Asks about ``message``.
    func ask(_ hook: Hook) async -> HookOutcome<MessageVerdict> {
        await caller.ask(
            HookQuestion(body: ["message": .object(Self.message)]), of: hook, in: network,
            judge: MessageJudge(message: Self.message, dialect: network.dialect))
    }
}
