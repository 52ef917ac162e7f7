import Logging

/// What all event loops share, fixed when the transport is made.
struct TransportSettings: Sendable {
    let maxConnectionsPerOrigin: Int
    let maxIdlePerOrigin: Int
    /// How many connections one event loop may have.
    let connectionShare: Int
    let idleTimeout: UInt64
    let connectTimeout: UInt64
    let responseLimits: ResponseLimits
    let policy: AddressPolicy
    let resolver: any HostResolver
    let routes: RouteTable
    let results: ResultSink
    let lifecycle: TransportLifecycle
    let logger: Logger
}
