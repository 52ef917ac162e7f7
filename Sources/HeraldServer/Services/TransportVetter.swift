import HeraldOperations
import HeraldTransport

/// Judges a new webhook's host by the policy the transport connects under.
struct TransportVetter: HostVetter {
    private let vetter: RegistrationVetter

    init(_ vetter: RegistrationVetter) { self.vetter = vetter }

    func vet(host: String, port: Int) async -> HostVetting {
        switch await vetter.vet(host: host, port: port) {
        case .ok: .allowed
        case .unresolved: .unresolved
        case .forbidden(let address, let reason): .forbidden(reason: "\(address) is \(reason)")
        }
    }
}
