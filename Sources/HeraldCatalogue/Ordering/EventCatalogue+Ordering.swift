extension EventCatalogue {
    /// What keeps an event in order with others: `channel:…`, `post:…`, `community:…` and so on.
    ///
    /// `data` is the payload as canonical JSON. Nil for types outside the catalogue and payloads without the id.
    public func orderingKey(type name: String, data: [UInt8]) -> String? {
        guard let type = byName[name] else { return nil }
        for rule in type.orderingRules {
            if let key = rule.key(in: data) { return key }
        }
        return nil
    }
}
