import Foundation

/// How long this process has been running.
enum ProcessAge {
    private static let loaded = ContinuousClock.now

    /// Marks the start for systems that do not tell; called first thing.
    static func mark() { _ = loaded }

    /// The time since the process was started, program loading included where the system tells.
    static var now: Duration { sinceExec() ?? (ContinuousClock.now - loaded) }

    /// Linux keeps the start in hundredths of a second since boot, as the 22nd field of `/proc/self/stat`.
    private static func sinceExec() -> Duration? {
        guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
            let uptime = try? String(contentsOfFile: "/proc/uptime", encoding: .utf8)
        else { return nil }
        return age(stat: stat, uptime: uptime)
    }

    /// Works out the age from both files.
    static func age(stat: String, uptime: String) -> Duration? {
        // The second field is the program's name in parentheses and may hold blanks.
        guard let close = stat.lastIndex(of: ")") else { return nil }
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 19, let ticks = Double(fields[19]),
            let seconds = uptime.split(separator: " ").first.flatMap({ Double($0) })
        else { return nil }
        let age = seconds - ticks / 100
        return age >= 0 ? .milliseconds(Int64((age * 1000).rounded())) : nil
    }
}
