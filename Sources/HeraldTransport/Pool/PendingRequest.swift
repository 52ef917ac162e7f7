import HeraldDelivery
import NIOCore

/// A request under way: waiting for a connection, or on one.
struct PendingRequest {
    let request: TransportRequest
    let pool: OriginPool
    let submittedAt: UInt64
    /// The connection that carries it; nil while it waits.
    var connection: ConnectionHandler?
    /// Whether it was already sent a second time.
    var wasRetried = false
    /// The bytes, if they were written for a connection that took none of them.
    var written: ByteBuffer?
}
