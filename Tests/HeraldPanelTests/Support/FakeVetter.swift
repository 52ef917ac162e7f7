import HeraldOperations

/// Knows one forbidden host and one that does not resolve; every other host is fine.
struct FakeVetter: HostVetter {
    func vet(host: String, port: Int) async -> HostVetting {
        switch host {
        case "internal.example", "127.0.0.1": .forbidden(reason: "127.0.0.1 is a loopback address.")
        case "nowhere.example": .unresolved
        default: .allowed
        }
    }
}
