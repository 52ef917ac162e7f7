import HeraldOperations

/// Delivered and failed per slice of time, one on the other.
struct BarChart {
    let summary: String
    let bars: [Bar]
    let topLabel: String
    let from: Moment
    let to: Moment

    /// One slice.
    struct Bar {
        let x: String
        let width: String
        let goodY: String
        let goodHeight: String
        let badY: String
        let badHeight: String
        let start: Moment
        let accepted: String
        let delivered: String
        let failed: String
        let share: String
    }

    init(_ stats: NetworkStats, span: String) {
        let largest = stats.buckets.map { $0.figures.delivered + $0.figures.failed }.max() ?? 0
        let scale = ChartScale(largest: Double(largest))
        let step = Double(ChartScale.width) / Double(max(stats.buckets.count, 1))
        bars = stats.buckets.enumerated().map { index, bucket in
            let good = scale.y(Double(bucket.figures.delivered))
            let both = scale.y(Double(bucket.figures.delivered + bucket.figures.failed))
            return Bar(
                x: ChartScale.text(Double(index) * step + step * 0.1), width: ChartScale.text(max(step * 0.8, 1)),
                goodY: ChartScale.text(good), goodHeight: ChartScale.text(Double(ChartScale.height) - good),
                badY: ChartScale.text(both), badHeight: ChartScale.text(good - both), start: Moment(bucket.start),
                accepted: Figure.count(bucket.accepted ?? 0),
                delivered: Figure.count(bucket.figures.delivered), failed: Figure.count(bucket.figures.failed),
                share: Figure.percent(bucket.figures.successRate))
        }
        topLabel = Figure.count(Int(scale.top))
        from = Moment(stats.from)
        to = Moment(stats.to)
        summary =
            "\(Figure.count(stats.accepted)) events in. Deliveries of the last \(span): \(Figure.count(stats.total.delivered)) delivered, "
            + "\(Figure.count(stats.total.failed)) failed, success rate \(Figure.percent(stats.total.successRate))."
    }
}
