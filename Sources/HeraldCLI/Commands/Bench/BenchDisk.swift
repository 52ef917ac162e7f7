import Foundation

/// How much room a store's files take.
struct BenchDisk: Sendable {
    /// nil for a store without files.
    private let path: String?

    /// Reads a store's location, such as `sqlite:PATH`.
    init(_ location: String) {
        let scheme = "sqlite:"
        path = location.hasPrefix(scheme) ? String(location.dropFirst(scheme.count)) : nil
    }

    /// The bytes of the database and its log.
    var bytes: Int? {
        guard let path else { return nil }
        return ["", "-wal"].reduce(0) { sum, suffix in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path + suffix)
            return sum + ((attributes?[.size] as? Int) ?? 0)
        }
    }

    /// The process's peak memory so far; nil where the system does not tell.
    static var peakMemoryBytes: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
        }
        return nil
    }
}
