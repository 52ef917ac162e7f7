import HTTPTypes

extension HTTPFields {
    /// The token of an `Authorization: Bearer …` header.
    var bearerToken: Substring? {
        guard let value = self[.authorization] else { return nil }
        let scheme = value.prefix { $0 != " " }
        guard scheme.lowercased() == "bearer" else { return nil }
        let token = value.dropFirst(scheme.count).drop { $0 == " " }
        return token.isEmpty ? nil : token
    }
}
