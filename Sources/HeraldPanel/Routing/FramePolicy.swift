/// Which sites may show a page in a frame of theirs.
struct FramePolicy: Hashable, Sendable {
    /// The `frame-ancestors` of the content security policy.
    let ancestors: String

    /// Nobody.
    static let none = FramePolicy(ancestors: "'none'")

    private init(ancestors: String) { self.ancestors = ancestors }

    /// These sites, and this server's own pages; nobody when there is none.
    init(sites: [String]) {
        self.init(ancestors: sites.isEmpty ? "'none'" : (["'self'"] + sites).joined(separator: " "))
    }
}
