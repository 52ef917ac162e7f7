import HeraldOperations

/// Response times over time: median, 95th and 99th percentile.
struct LineChart {
    let summary: String
    let lines: [Line]
    let topLabel: String
    let from: Moment
    let to: Moment
    let rows: [Row]

    /// One percentile. Slices without attempts interrupt it.
    struct Line {
        let name: String
        let current: String
        let tone: String
        let runs: [Run]
    }

    /// Neighbouring slices that all have attempts.
    struct Run {
        let points: String
    }

    /// One slice's figures as a table shows them.
    struct Row {
        let start: Moment
        let p50: String
        let p95: String
        let p99: String
    }

    init(_ stats: NetworkStats, span: String) {
        let largest = stats.buckets.compactMap { $0.figures.latencyMicroseconds(0.99) }.max() ?? 0
        let scale = ChartScale(largest: Double(largest))
        let step = Double(ChartScale.width) / Double(max(stats.buckets.count, 1))
        lines = [("p50", 0.5), ("p95", 0.95), ("p99", 0.99)].map { name, fraction in
            let values = stats.buckets.map { $0.figures.latencyMicroseconds(fraction) }
            return Line(
                name: name, current: Figure.duration(microseconds: stats.total.latencyMicroseconds(fraction)),
                tone: name, runs: Self.runs(values, scale: scale, step: step))
        }
        rows = stats.buckets.filter { $0.figures.attempts > 0 }.map { bucket in
            Row(
                start: Moment(bucket.start),
                p50: Figure.duration(microseconds: bucket.figures.latencyMicroseconds(0.5)),
                p95: Figure.duration(microseconds: bucket.figures.latencyMicroseconds(0.95)),
                p99: Figure.duration(microseconds: bucket.figures.latencyMicroseconds(0.99)))
        }
        topLabel = Figure.duration(microseconds: Int64(scale.top))
        from = Moment(stats.from)
        to = Moment(stats.to)
        let figures = lines.map { "\($0.name) \($0.current)" }.joined(separator: ", ")
        summary = "Response times of the last \(span): \(figures)."
    }

    private static func runs(_ values: [Int64?], scale: ChartScale, step: Double) -> [Run] {
        var runs: [Run] = []
        var points: [String] = []
        func end() {
            guard let first = points.first else { return }
            // A single slice would be a line without length.
            if points.count == 1 {
                let sides = first.split(separator: ",")
                let x = Double(sides[0]) ?? 0
                points.append("\(ChartScale.text(x + max(step * 0.5, 2))),\(sides[1])")
            }
            runs.append(Run(points: points.joined(separator: " ")))
            points = []
        }
        for (index, value) in values.enumerated() {
            guard let value else {
                end()
                continue
            }
            points.append(
                "\(ChartScale.text((Double(index) + 0.5) * step)),\(ChartScale.text(scale.y(Double(value))))")
        }
        end()
        return runs
    }
}
