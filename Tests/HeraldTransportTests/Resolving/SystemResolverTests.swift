@testable import HeraldTransport
import Dispatch
import HeraldModel
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct SystemResolverTests {
    @Test func findsLocalhost() async throws {
        let resolver = SystemResolver()
        defer { resolver.shutdown() }
        let addresses = try await resolver.resolve("localhost").get()
        #expect(addresses.contains(.v4(0x7F00_0001)) || addresses.contains(.v6(high: 0, low: 1)))
        #expect(AddressPolicy().firstForbidden(among: addresses)?.reason == "loopback")
    }

    @Test func reportsNamesThatCannotExist() async {
        let resolver = SystemResolver()
        defer { resolver.shutdown() }
        let result = await resolver.resolve("no such name")
        #expect(throws: ResolveFailure.self) { try result.get() }
    }

    @Test func asksTheSystemOnceForManyCallers() async {
        let counter = LookUpCounter()
        let resolver = SystemResolver(configuration: .init()) { _ in
            counter.increment()
            return .success([.v4(1)])
        }
        defer { resolver.shutdown() }
        await withTaskGroup { group in
            for _ in 0..<100 {
                group.addTask {
                    let result = await resolver.resolve("name")
                    #expect(result == .success([.v4(1)]))
                }
            }
        }
        #expect(counter.count == 1)
    }

    @Test func aSlowNameDoesNotDelayOthers() async {
        let gate = DispatchSemaphore(value: 0)
        let resolver = SystemResolver(configuration: .init(threads: 2)) { host in
            if host == "slow" { gate.wait() }
            return .success([.v4(1)])
        }
        defer { resolver.shutdown() }
        async let slow = resolver.resolve("slow")
        for index in 0..<20 {
            let result = await resolver.resolve("fast\(index)")
            #expect(result == .success([.v4(1)]))
        }
        gate.signal()
        #expect(await slow == .success([.v4(1)]))
    }

    @Test func refusesWhenTooManyWait() async {
        let gate = DispatchSemaphore(value: 0)
        let resolver = SystemResolver(configuration: .init(threads: 1, maxPendingLookups: 2)) { _ in
            gate.wait()
            return .success([.v4(1)])
        }
        defer { resolver.shutdown() }
        let count = LookUpCounter()
        for host in ["a", "b"] { resolver.resolve(host) { _ in count.increment() } }
        #expect(await resolver.resolve("c") == .failure(.overloaded))
        #expect(count.count == 0)
        gate.signal()
        gate.signal()
    }

    @Test func failsAfterShutdown() async {
        let resolver = SystemResolver(configuration: .init()) { _ in .success([.v4(1)]) }
        resolver.shutdown()
        #expect(await resolver.resolve("late") == .failure(.closed))
    }
}

/// Counts from several threads.
private final class LookUpCounter: Sendable {
    private let value = Atomic<Int>(0)

    var count: Int { value.load(ordering: .relaxed) }

    func increment() {
        value.add(1, ordering: .relaxed)
    }
}
