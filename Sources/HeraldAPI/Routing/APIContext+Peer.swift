import HeraldModel
import NIOCore

extension APIContext {
    /// The other end of the connection; nil where it has no IP address.
    var peer: IPAddress? { remoteAddress?.ipAddress.flatMap(IPAddress.init) }
}
