/// Wakes one waiting loop; wake-ups while it is busy merge into one.
struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes the loop now, or as soon as it waits again.
    func wake() { continuation.yield() }
    /// Ends the loop once it has taken the last wake-up.
    func finish() { continuation.finish() }
    /// The wake-ups, for one loop.
    var wakeUps: AsyncStream<Void> { stream }
}
