/// Wakes the ``ReplayRunner`` when a replay was ordered or changed.
final class ReplaySignal: Sendable {
    let wakeUps: AsyncStream<Void>
    private let source: AsyncStream<Void>.Continuation

    init() { (wakeUps, source) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1)) }

    func send() { source.yield() }
}
