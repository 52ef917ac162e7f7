import HeraldOperations

/// A webhook's recent outcomes in the width of a word.
struct Sparkline {
    let bars: [Bar]
    let summary: String

    /// One slice.
    struct Bar {
        let x: Int
        let y: String
        let height: String
        let tone: String
    }

    private static let slices = 24
    private static let height = 20.0

    /// Nil when nothing happened.
    init?(_ stats: NetworkStats.WebhookStats) {
        let size = max(1, (stats.buckets.count + Self.slices - 1) / Self.slices)
        let groups = stride(from: 0, to: stats.buckets.count, by: size).map { start in
            stats.buckets[start..<min(start + size, stats.buckets.count)].reduce(into: (good: 0, bad: 0)) {
                $0.good += $1.figures.attempts - $1.figures.failedAttempts
                $0.bad += $1.figures.failedAttempts
            }
        }
        guard let largest = groups.map({ $0.good + $0.bad }).max(), largest > 0 else { return nil }
        bars = groups.enumerated().compactMap { index, group in
            let count = group.good + group.bad
            guard count > 0 else { return nil }
            let height = max(2, Self.height * Double(count) / Double(largest))
            return Bar(
                x: index * 4, y: ChartScale.text(Self.height - height), height: ChartScale.text(height),
                tone: group.bad * 2 > count ? "bad" : group.bad > 0 ? "busy" : "good")
        }
        summary =
            "\(Figure.count(stats.figures.attempts)) attempts, \(Figure.count(stats.figures.failedAttempts)) failed"
    }
}
