/// Works out rates over the last few seconds.
struct DemoMeter: Sendable {
    private var samples: [(at: Duration, published: Int, delivered: Int)] = []
    private let window: Duration = .seconds(5)

    /// Adds a reading and returns the rates since the oldest one in the window.
    mutating func add(at time: Duration, published: Int, delivered: Int) -> (published: Double, delivered: Double) {
        samples.append((time, published, delivered))
        samples.removeAll { $0.at < time - window }
        guard let first = samples.first, time > first.at else { return (0, 0) }
        let seconds = (time - first.at) / .seconds(1)
        return (Double(published - first.published) / seconds, Double(delivered - first.delivered) / seconds)
    }
}
