import HeraldDelivery
import NIOSSL

/// How the connections of some webhooks are opened: where they leave from, and under which TLS settings.
final class ConnectionRoute: TransportRoute {
    let egress: Egress
    let tls: NIOSSLContext

    init(egress: Egress, tls: NIOSSLContext) {
        self.egress = egress
        self.tls = tls
    }
}
