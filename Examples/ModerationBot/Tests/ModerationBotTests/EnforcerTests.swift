import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import ModerationBot

@Suite struct EnforcerTests {
    private func storeWithABan() async throws -> CaseStore {
        let store = try CaseStore(path: nil)
        let flags = ["ann", "bob", "cy"].map { Flag(user: "eve", reporter: $0, item: "message/m1", time: .now) }
        try await store.add(flags, rule: FlagRule())
        return store
    }

    private func enforcer(_ store: CaseStore, banURL: String?) -> Enforcer {
        Enforcer(store: store, banURL: banURL, logger: Logger(label: "test"))
    }

    @Test func withoutAURLItIsWrittenDown() async throws {
        let store = try await storeWithABan()
        try await enforcer(store, banURL: nil).carryOut()
        let ban = try await store.ban(of: "eve")
        #expect(ban?.state == .wouldBan)
    }

    @Test func aBanIsPostedUntilItIsTaken() async throws {
        let store = try await storeWithABan()
        let bodies = Mutex<[String]>([])
        let router = Router()
        router.post("/bans") { request, _ in
            let body = String(buffer: try await request.body.collect(upTo: 10_000))
            let count = bodies.withLock {
                $0.append(body)
                return $0.count
            }
            return count == 1 ? HTTPResponse.Status.serviceUnavailable : .ok
        }
        try await Application(router: router).test(.live) { client in
            let port = try #require(client.port)
            let enforcer = enforcer(store, banURL: "http://127.0.0.1:\(port)/bans")
            await #expect(throws: Enforcer.Refused.self) { try await enforcer.carryOut() }
            let before = try await store.ban(of: "eve")
            #expect(before?.state == .decided)
            try await enforcer.carryOut()
            // Nothing is left to do, also when the flags come again.
            let flags = ["ann", "bob", "cy"].map { Flag(user: "eve", reporter: $0, item: "message/m1", time: .now) }
            try await store.add(flags, rule: FlagRule())
            try await enforcer.carryOut()
        }
        let ban = try await store.ban(of: "eve")
        #expect(ban?.state == .banned)
        let posts = bodies.withLock { $0 }
        #expect(posts.count == 2)
        #expect(posts.allSatisfy { $0.contains("eve") && $0.contains("3 people flagged you") })
    }
}
