import HeraldJSON

/// Puts a replay's progress into lines.
struct ReplayFollower {
    private var last: JSONValue?
    /// What was queued when the watch began, and when.
    private var first: (enqueued: Int, at: Duration)?

    /// A line, when something changed since the last one.
    mutating func line(for replay: JSONValue, at now: Duration) -> String? {
        guard let progress = replay["progress"], progress != last else { return nil }
        last = progress
        let first = first ?? (Self.count("enqueued", progress), now)
        self.first = first
        var parts = [
            "\(replay.text("state")): \(Self.count("enqueued", progress)) of \(Self.count("matched", progress)) queued",
            "\(Self.count("delivered", progress)) delivered", "\(Self.count("failed", progress)) failed",
            "\(Self.count("owed", progress)) owed",
        ]
        let skipped = Self.count("skipped", progress)
        if skipped > 0 { parts.append("\(skipped) skipped") }
        if let seconds = eta(progress, since: first, at: now) { parts.append("about \(seconds) s to go") }
        return parts.joined(separator: ", ")
    }

    /// Whether nothing will change any more.
    static func isOver(_ replay: JSONValue) -> Bool {
        guard let progress = replay["progress"] else { return true }
        return ["completed", "cancelled"].contains(replay.text("state")) && count("owed", progress) == 0
    }

    /// The server's estimate, or else one by what was queued since the watch began.
    private func eta(_ progress: JSONValue, since first: (enqueued: Int, at: Duration), at now: Duration) -> Int? {
        guard progress["state"]?.string == "running" else { return nil }
        if let seconds = progress["etaSeconds"]?.integer.map(Int.init) { return seconds }
        let queued = Self.count("enqueued", progress) - first.enqueued
        let seconds = (now - first.at) / .seconds(1)
        guard queued > 0, seconds > 0 else { return nil }
        return Int((Double(Self.count("remaining", progress)) / Double(queued) * seconds).rounded(.up))
    }

    private static func count(_ name: String, _ progress: JSONValue) -> Int {
        Int(progress[name]?.integer ?? 0)
    }
}
