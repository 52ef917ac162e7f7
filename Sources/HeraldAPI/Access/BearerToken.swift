/// Reads `Authorization: Bearer …`.
enum BearerToken {
    /// The token; nil for other schemes and for none.
    static func read(_ value: String) -> Substring? {
        let scheme = value.prefix { $0 != " " }
        guard scheme == "Bearer" || scheme.lowercased() == "bearer" else { return nil }
        let token = value.dropFirst(scheme.count).drop { $0 == " " }
        return token.isEmpty ? nil : token
    }
}
