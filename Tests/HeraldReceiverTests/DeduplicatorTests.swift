import HeraldReceiver
import Testing

@Suite struct DeduplicatorTests {
    private struct Failure: Error {}

    private func event(_ id: String, body: String = #"{"type":"x"}"#) throws -> WebhookEvent {
        var request = Request(hexSigned: body, secret: secret, header: "x-signature")
        request.headers.append(("x-webhook-id", id))
        return try #require(request.verified(by: Receiver(provider: .stream, secrets: [secret])).event)
    }

    @Test func handlesAnEventOnce() async throws {
        let deduplicator = Deduplicator(storage: MemoryDeduplication())
        let event = try event("a")
        var runs = 0
        let first = try await deduplicator.handle(event) {
            runs += 1
            let during = try await deduplicator.begin(event)
            #expect(during == .inProgress)
        }
        let second = try await deduplicator.handle(event) { runs += 1 }
        #expect(first == .handled && second == .repeated && runs == 1)
        #expect(Handling.allCases.map(\.statusCode) == [200, 200, 503])
    }

    @Test func forgetsAnEventWhoseWorkFailed() async throws {
        let deduplicator = Deduplicator(storage: MemoryDeduplication())
        let event = try event("a")
        await #expect(throws: Failure.self) { _ = try await deduplicator.handle(event) { throw Failure() } }
        let again = try await deduplicator.handle(event) {}
        #expect(again == .handled)
    }

    @Test(arguments: Deduplicator.Identity.allCases)
    func recognisesWhatItIsToldTo(identity: Deduplicator.Identity) async throws {
        let deduplicator = Deduplicator(storage: MemoryDeduplication(), identity: identity)
        _ = try await deduplicator.handle(try event("a")) {}
        let otherID = try await deduplicator.handle(try event("b")) {}
        let otherBody = try await deduplicator.handle(try event("a", body: #"{"type":"y"}"#)) {}
        #expect(otherID == (identity == .id ? .handled : .repeated))
        #expect(otherBody == (identity == .id ? .repeated : .handled))
    }

    @Test func keepsScopesApart() async throws {
        let storage = MemoryDeduplication()
        let one = Deduplicator(storage: storage, scope: "one")
        let other = Deduplicator(storage: storage, scope: "other")
        let event = try event("a")
        let handlings = [
            try await one.handle(event) {}, try await other.handle(event) {}, try await one.handle(event) {},
        ]
        #expect(handlings == [.handled, .handled, .repeated])
    }

    @Test func longIDsAreToldApart() async throws {
        let deduplicator = Deduplicator(storage: MemoryDeduplication())
        let long = String(repeating: "a", count: 5000)
        let handlings = [
            try await deduplicator.handle(try event(long)) {}, try await deduplicator.handle(try event(long + "b")) {},
            try await deduplicator.handle(try event(long)) {},
        ]
        #expect(handlings == [.handled, .handled, .repeated])
    }

    @Test func takesTheTimeFromItsClock() async throws {
        let storage = MemoryDeduplication(limits: DeduplicationLimits(windowSeconds: 10))
        let event = try event("a")
        let handlings = [
            try await Deduplicator(storage: storage, clock: { 0 }).handle(event) {},
            try await Deduplicator(storage: storage, clock: { 9 }).handle(event) {},
            try await Deduplicator(storage: storage, clock: { 10 }).handle(event) {},
        ]
        #expect(handlings == [.handled, .repeated, .handled])
    }

    @Test func memoryStaysBounded() async throws {
        let storage = MemoryDeduplication(limits: DeduplicationLimits(capacity: 100))
        for number in 0..<5000 {
            guard case .fresh(let claim) = try await storage.begin("\(number)", at: 0) else { continue }
            await storage.finish(claim, at: 0)
        }
        #expect(await storage.count == 100)
    }

    @Test func theAnswersShowWhatToDo() {
        #expect(WebhookAnswer(.legacyDuplicate(isVerified: false)) == .accepted)
        #expect(String(decoding: WebhookAnswer.accepted.body, as: UTF8.self) == "{}")
        let refused = WebhookAnswer(.rejected(.mismatch))
        #expect(refused.statusCode == 401)
        #expect(String(decoding: refused.body, as: UTF8.self).contains(#""error":"signature_mismatch""#))
        #expect(WebhookAnswer.inProgress.statusCode == 503 && WebhookAnswer.inProgress.retryAfterSeconds == 1)
    }
}
