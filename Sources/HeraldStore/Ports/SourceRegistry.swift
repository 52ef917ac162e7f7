public import HeraldModel

/// Keeps sources.
public protocol SourceRegistry: Sendable {
    /// A new, unused source id.
    func makeSourceID() async throws -> SourceID
    /// Adds or replaces a source. Secrets are encrypted at rest.
    /// - Throws: ``StoreError/notFound`` when the network is gone.
    func save(_ source: Source) async throws
    /// All sources of all networks, oldest first.
    func sources() async throws -> [Source]
    /// Removes a source; its events stay. Unknown ones are ignored.
    func deleteSource(_ id: SourceID) async throws
}
