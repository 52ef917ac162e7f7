import HeraldDelivery
import Synchronization
import Testing

@testable import HeraldTransport

@Suite struct ResultSinkTests {
    /// A closure kept directly in a mutex grows by a thunk with every access, until calling it overflows the stack.
    @Test func manyDeliveriesCostNoMoreThanTheFirst() {
        let sink = ResultSink()
        let counter = DeliveryCounter()
        let batch = [TransportResult(token: 1, durationMicroseconds: 0, outcome: .failure(.timeout))]
        sink.setHandler { counter.add($0.count) }
        for _ in 0..<200_000 { sink.deliver(batch) }
        #expect(counter.total == 200_000)
    }
}

private final class DeliveryCounter: Sendable {
    private let count = Atomic<Int>(0)

    var total: Int { count.load(ordering: .relaxed) }

    func add(_ number: Int) {
        count.add(number, ordering: .relaxed)
    }
}
