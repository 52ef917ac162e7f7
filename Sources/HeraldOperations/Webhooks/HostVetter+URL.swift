import HeraldModel

extension HostVetter {
    /// Looks at where a receiver's URL leads.
    /// - Returns: whether the host does not resolve yet; nil when the text is no URL, which the field rules refuse.
    func isUnresolved(_ text: String) async throws(OperationError) -> Bool? {
        guard let url = try? WebhookURL(text) else { return nil }
        switch await vet(host: url.host, port: url.port) {
        case .allowed: return false
        case .unresolved: return true
        case .forbidden(let reason): throw .forbiddenAddress(reason)
        }
    }
}
