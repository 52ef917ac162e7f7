/// Reads `Content-Type`.
enum MediaType {
    /// The type in lower case, without its parameters; nil when there is none.
    ///
    /// The type of forms counts as none: it is what curl and many clients say when nobody told them otherwise, and no
    /// call takes forms.
    static func of(contentType value: String?) -> String? {
        guard let value, value != "application/json" else { return value }
        let type = String(value.prefix { $0 != ";" }).lowercased().filter { $0 != " " }
        return type == "application/x-www-form-urlencoded" ? nil : type
    }
}
