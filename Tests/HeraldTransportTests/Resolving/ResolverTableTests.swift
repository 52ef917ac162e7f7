import HeraldModel
@testable import HeraldTransport
import Testing

@Suite struct ResolverTableTests {
    private static let second: UInt64 = 1_000_000_000
    private let address = IPAddress.v4(0x0808_0808)

    private func table(maxPending: Int = 10, maxEntries: Int = 10) -> ResolverTable<Int> {
        ResolverTable(configuration: .init(maxPendingLookups: maxPending, maxEntries: maxEntries))
    }

    private func name(_ answer: ResolverTable<Int>.Answer) -> String {
        switch answer {
        case .known(.success(let addresses)): addresses.map(\.description).joined(separator: ",")
        case .known(.failure(let failure)): failure.rawValue
        case .joined: "joined"
        case .lookUp(let isSlow): isSlow ? "look up slowly" : "look up"
        case .refused: "refused"
        }
    }

    @Test func asksOnceForSeveralWaiters() {
        var table = table()
        #expect(name(table.ask("a", waiter: 1, at: 0)) == "look up")
        #expect(name(table.ask("a", waiter: 2, at: 0)) == "joined")
        #expect(name(table.ask("b", waiter: 3, at: 0)) == "look up")
        #expect(table.settle("a", with: .success([address]), at: 0) == [1, 2])
        #expect(table.settle("a", with: .success([address]), at: 0) == [])
        #expect(table.pendingCount == 1)
    }

    @Test func keepsSuccessesAndFailuresForTheirTime() {
        var table = table()
        _ = table.ask("good", waiter: 1, at: 0)
        _ = table.ask("bad", waiter: 2, at: 0)
        _ = table.settle("good", with: .success([address]), at: 0)
        _ = table.settle("bad", with: .failure(.notFound), at: 0)
        #expect(name(table.ask("good", waiter: 3, at: 30 * Self.second - 1)) == "8.8.8.8")
        #expect(name(table.ask("bad", waiter: 3, at: 5 * Self.second - 1)) == "not_found")
        #expect(name(table.ask("good", waiter: 3, at: 30 * Self.second)) == "look up")
        #expect(name(table.ask("bad", waiter: 3, at: 5 * Self.second)) == "look up")
    }

    @Test func refusesTooManyLookUps() {
        var table = table(maxPending: 2)
        _ = table.ask("a", waiter: 1, at: 0)
        _ = table.ask("b", waiter: 1, at: 0)
        #expect(name(table.ask("c", waiter: 1, at: 0)) == "refused")
        #expect(name(table.ask("a", waiter: 1, at: 0)) == "joined")
        _ = table.settle("a", with: .failure(.temporary), at: 0)
        #expect(name(table.ask("c", waiter: 1, at: 0)) == "look up")
    }

    @Test func forgetsTheOldestWhenFull() {
        var table = table(maxPending: 100, maxEntries: 10)
        for index in 0..<50 {
            _ = table.ask("n\(index)", waiter: 0, at: UInt64(index))
            _ = table.settle("n\(index)", with: .success([address]), at: UInt64(index))
            #expect(table.settledCount <= 10)
        }
        #expect(name(table.ask("n49", waiter: 0, at: 50)) == "8.8.8.8")
        #expect(name(table.ask("n39", waiter: 0, at: 50)) == "look up")
    }

    @Test func anAnswerRenewedInTimeOutlivesItsFirstPlaceInTheQueue() {
        var table = table(maxEntries: 2)
        for (host, time) in [("a", UInt64(0)), ("b", 1), ("a", 40 * Self.second)] {
            _ = table.ask(host, waiter: 0, at: time)
            _ = table.settle(host, with: .success([address]), at: time)
        }
        _ = table.ask("c", waiter: 0, at: 41 * Self.second)
        _ = table.settle("c", with: .success([address]), at: 41 * Self.second)
        #expect(name(table.ask("a", waiter: 0, at: 42 * Self.second)) == "8.8.8.8")
    }

    @Test func aNameThatWasSlowIsLookedUpApart() {
        var table = table()
        #expect(name(table.ask("a", waiter: 0, at: 0)) == "look up")
        // Waiting for a thread is not the name's fault.
        table.begin("a", at: 10 * Self.second)
        _ = table.settle("a", with: .failure(.temporary), at: 11 * Self.second - 1)
        #expect(name(table.ask("a", waiter: 0, at: 20 * Self.second)) == "look up")
        table.begin("a", at: 20 * Self.second)
        _ = table.settle("a", with: .failure(.temporary), at: 21 * Self.second)
        #expect(name(table.ask("a", waiter: 0, at: 30 * Self.second)) == "look up slowly")
        table.begin("a", at: 30 * Self.second)
        _ = table.settle("a", with: .success([address]), at: 30 * Self.second)
        #expect(name(table.ask("a", waiter: 0, at: 70 * Self.second)) == "look up")
        _ = table.settle("a", with: .success([address]), at: 72 * Self.second)
        #expect(name(table.ask("a", waiter: 0, at: 672 * Self.second)) == "look up")
    }

    @Test func slowNamesFillOnlyTheirPartOfTheQueue() {
        var table = table(maxPending: 8)
        for host in ["a", "b", "c"] {
            _ = table.ask(host, waiter: 0, at: 0)
            _ = table.settle(host, with: .failure(.temporary), at: Self.second)
        }
        let later = 10 * Self.second
        #expect(name(table.ask("a", waiter: 0, at: later)) == "look up slowly")
        #expect(name(table.ask("b", waiter: 0, at: later)) == "look up slowly")
        #expect(name(table.ask("c", waiter: 0, at: later)) == "refused")
        #expect(name(table.ask("d", waiter: 0, at: later)) == "look up")
        _ = table.settle("a", with: .failure(.temporary), at: later)
        #expect(name(table.ask("c", waiter: 0, at: later)) == "look up slowly")
    }
}
