import HeraldModel

/// What an attempt's time went to: a bar with its legend.
struct PhaseBar {
    let summary: String
    let phases: [Phase]
    let isReused: Bool

    /// One part of the time.
    struct Phase {
        let name: String
        let took: String
        let tone: String
        let x: String
        let width: String
    }

    private static let width = 720.0

    /// Nil for attempts whose phases are not known.
    init?(_ attempt: Attempt) {
        guard let timing = attempt.timing else { return nil }
        let known: [(name: String, tone: String, time: Int64?)] = [
            ("name resolved", "resolve", timing.resolveMicroseconds),
            ("connected", "connect", timing.connectMicroseconds),
            ("TLS", "tls", timing.tlsMicroseconds), ("first byte", "wait", timing.firstByteMicroseconds),
        ]
        var parts = known.compactMap { part in part.time.map { (part.name, part.tone, $0) } }
        // A connection may have been opened before the request came; then its parts are longer than the whole.
        let measured = parts.reduce(0) { $0 + $1.2 }
        let rest = attempt.durationMicroseconds - measured
        if rest > 0 { parts.append((timing.firstByteMicroseconds == nil ? "no answer" : "the rest", "rest", rest)) }
        let scale = Self.width / Double(max(measured + max(rest, 0), 1))
        var start = 0.0
        phases = parts.map { name, tone, time in
            defer { start += Double(time) * scale }
            return Phase(
                name: name, took: Figure.duration(microseconds: time), tone: tone, x: ChartScale.text(start),
                width: ChartScale.text(max(Double(time) * scale, 1)))
        }
        isReused = timing.isReused
        summary =
            (isReused ? "On a connection that was open already: " : "On a new connection: ")
            + phases.map { "\($0.name) \($0.took)" }.joined(separator: ", ") + "."
    }
}
