import HeraldOperations
import HeraldTransport

/// Judges a new webhook's host by the policy the transport connects under.
struct TransportVetter: HeraldOperations.HostVetter {
    private let vetter: HeraldTransport.HostVetter

    init(_ vetter: HeraldTransport.HostVetter) { self.vetter = vetter }

    func vet(host: String, port: Int) async -> HeraldOperations.HostVetting {
        switch await vetter.vet(host: host, port: port) {
        case .ok: .allowed
        case .unresolved: .unresolved
        case .forbidden(let address, let reason): .forbidden(reason: "\(address) is \(reason)")
        }
    }
}
