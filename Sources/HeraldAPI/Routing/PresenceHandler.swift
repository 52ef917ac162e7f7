import NIOCore
import Synchronization

/// Notices that a client closed its side of the connection, for calls that wait long before they answer.
final class PresenceHandler: ChannelInboundHandler {
    typealias InboundIn = NIOAny

    /// What other tasks may know of it.
    final class Presence: Sendable {
        private let hasLeft = Atomic(false)

        /// Whether somebody is there to be answered, as far as the connection tells.
        var isPresent: Bool { !hasLeft.load(ordering: .relaxed) }

        fileprivate func end() { hasLeft.store(true, ordering: .relaxed) }
    }

    let presence = Presence()

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed { presence.end() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        presence.end()
        context.fireChannelInactive()
    }

    /// The presence of a connection's client; nil where nobody watches it, as in tests without sockets.
    static func presence(on channel: any Channel) async -> Presence? {
        try? await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: PresenceHandler.self).presence
        }.get()
    }
}
