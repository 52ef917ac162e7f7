import Foundation

/// Where a demo without `--store` keeps its events: a folder of its own that is gone afterwards.
struct DemoStore: Sendable {
    /// The store as the configuration names it.
    let location: String
    private let folder: URL?

    /// Takes the given store, or makes a temporary one.
    init(_ given: String?) throws(CommandFailure) {
        if let given {
            location = given
            folder = nil
            return
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("herald-demo-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(
                "The temporary folder \(folder.path) cannot be made.", hint: "Set TMPDIR, or give --store memory:."
            )
        }
        location = "sqlite:" + folder.appendingPathComponent("herald.db").path
        self.folder = folder
    }

    /// Deletes a temporary store.
    func remove() {
        if let folder { try? FileManager.default.removeItem(at: folder) }
    }
}
