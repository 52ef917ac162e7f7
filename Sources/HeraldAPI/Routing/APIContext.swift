public import Hummingbird
public import NIOCore

/// What travels with a request through the API.
public struct APIContext: RemoteAddressRequestContext {
    public var coreContext: CoreRequestContextStorage
    private let channel: any Channel

    /// Starts a context for one request.
    public init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    public var remoteAddress: SocketAddress? { channel.remoteAddress }

    /// Tells from now on whether somebody is still there to be answered.
    func presence() async -> @Sendable () -> Bool {
        let presence = await PresenceHandler.presence(on: channel)
        return { presence?.isPresent ?? true }
    }
}
