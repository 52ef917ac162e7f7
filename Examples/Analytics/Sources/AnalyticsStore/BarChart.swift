/// A bar for each day, drawn as SVG.
struct BarChart {
    let label: String
    let bars: [(day: String, value: Int)]

    private let height = 140
    private let step = 48

    var svg: String {
        let highest = max(1, bars.map(\.value).max() ?? 1)
        let drawn = bars.enumerated().map { index, bar in
            let tall = bar.value * height / highest
            let middle = index * step + step / 2
            return """
                <rect x="\(index * step + 6)" y="\(16 + height - tall)" width="\(step - 12)" height="\(tall)"/>
                <text x="\(middle)" y="\(12 + height - tall)" text-anchor="middle">\(bar.value)</text>
                <text x="\(middle)" y="\(height + 32)" text-anchor="middle">\(bar.day.suffix(5))</text>
                """
        }
        return """
            <svg viewBox="0 0 \(max(1, bars.count) * step) \(height + 40)" role="img" aria-label="\(label)">
            \(drawn.joined(separator: "\n"))
            </svg>
            """
    }
}
