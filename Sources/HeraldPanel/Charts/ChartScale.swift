/// Where values stand in a chart.
struct ChartScale {
    static let width = 720
    static let height = 160

    /// The value at the top: round, and above every value.
    let top: Double

    init(largest: Double) {
        guard largest > 0 else {
            top = 1
            return
        }
        var step = 1.0
        while step * 10 <= largest { step *= 10 }
        while step > largest { step /= 10 }
        top = [1, 2, 5, 10].map { $0 * step }.first { $0 >= largest } ?? largest
    }

    /// Pixels from the top.
    func y(_ value: Double) -> Double { Double(Self.height) * (1 - min(value, top) / top) }

    /// A coordinate with one digit after the point.
    static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
    }
}
