import Foundation

/// Looks at where a server would keep everything, without changing it.
enum StoreCheck {
    /// Whether the store can be opened and written.
    static func check(_ store: String) -> DoctorCheck {
        let name = "store"
        if store.hasPrefix("memory:") {
            return DoctorCheck(name, .warn, "memory: keeps nothing", advice: "Use sqlite:PATH for anything but tests.")
        }
        guard store.hasPrefix("sqlite:") else {
            let scheme = String(store.prefix { $0 != ":" }.prefix(20))
            return DoctorCheck(
                name, .fail, "'\(scheme):' is not a store of this version", advice: "Use sqlite:PATH or memory:."
            )
        }
        let path = String(store.dropFirst("sqlite:".count))
        guard !path.isEmpty else { return DoctorCheck(name, .fail, "no path", advice: "Write sqlite:herald.db.") }
        return file(path, name: name)
    }

    private static func file(_ path: String, name: String) -> DoctorCheck {
        let files = FileManager.default
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard files.isWritableFile(atPath: directory) else {
            return DoctorCheck(
                name, .fail, "\(directory) is not a folder this user may write to",
                advice: "Create it, or choose another path with --store."
            )
        }
        guard files.fileExists(atPath: path) else {
            return DoctorCheck(name, .ok, "sqlite:\(path) (made at the first start)")
        }
        guard files.isReadableFile(atPath: path), files.isWritableFile(atPath: path) else {
            return DoctorCheck(name, .fail, "\(path) cannot be read and written", advice: "Check its owner and mode.")
        }
        let head = (try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: 16)) ?? Data()
        guard head.isEmpty || head.starts(with: "SQLite format 3".utf8) else {
            return DoctorCheck(name, .fail, "\(path) is not an SQLite file", advice: "Choose another path.")
        }
        return DoctorCheck(name, .ok, "sqlite:\(path), readable and writable")
    }
}
