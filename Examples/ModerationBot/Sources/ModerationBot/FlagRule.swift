import Foundation

/// So many flags by different users within so many minutes are a ban.
///
/// A function of the flags alone: it does not matter in which order they came, nor how often.
struct FlagRule {
    var flags = 3
    var minutes = 10

    /// When and by whom the rule was fulfilled.
    struct Finding: Hashable {
        var time: Date
        var reporters: [String]
    }

    /// What the user is told.
    var reason: String { "\(flags) people flagged you within \(minutes) minutes" }

    /// The first moment at which the rule was fulfilled; nil when it never was.
    func finding(in flags: [Flag]) -> Finding? {
        let flags = flags.sorted { ($0.time, $0.reporter, $0.item) < ($1.time, $1.reporter, $1.item) }
        var first = 0
        var counts: [String: Int] = [:]
        for flag in flags {
            counts[flag.reporter, default: 0] += 1
            while flag.time.timeIntervalSince(flags[first].time) > Double(minutes) * 60 {
                let old = flags[first].reporter
                counts[old] = counts[old] == 1 ? nil : (counts[old] ?? 0) - 1
                first += 1
            }
            if counts.count >= self.flags { return Finding(time: flag.time, reporters: counts.keys.sorted()) }
        }
        return nil
    }
}
