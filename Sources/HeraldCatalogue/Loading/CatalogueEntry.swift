/// An event as its catalogue file states it, before notices and ordering rules are derived.
struct CatalogueEntry {
    /// Where an alias comes from.
    enum AliasKind: String {
        case guide
        case historical
    }

    let name: String
    let group: String
    let summary: String
    let status: EventType.Status
    let aliasOf: String?
    let aliasKind: AliasKind?
    let nearest: [String]
    let since: String?
    let until: String?
    let evidence: String
    let note: String?
    let isPush: Bool
    let shape: PayloadShape
}
