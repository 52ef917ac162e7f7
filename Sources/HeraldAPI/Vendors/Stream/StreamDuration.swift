/// Writes how long an answer took, such as `5.21ms`.
enum StreamDuration {
    static func text(_ elapsed: Duration) -> String {
        let (seconds, attoseconds) = elapsed.components
        let hundredths = max(0, seconds * 100_000 + attoseconds / 10_000_000_000_000)
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)ms"
    }
}
