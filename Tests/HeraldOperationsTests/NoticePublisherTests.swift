import HeraldDelivery
import HeraldJSON
import HeraldModel
import HeraldStore
import Logging
import Testing

@testable import HeraldOperations

@Suite struct NoticePublisherTests {
    /// A world with two webhooks: one that is told of, and one that wants Herald's own events.
    private struct Stage {
        let world: World
        let queue: NoticeQueue
        let publisher: NoticePublisher
        let listener: Webhook

        init(limit: Int = 100, listenerEvents: JSONValue = ["herald.*"], maxBacklog: Int = 1000) async throws {
            world = try await World(events: ["*"], maxBacklog: maxBacklog)
            listener = try await world.operations.webhooks.create(
                ["url": "https://listener.example/", "events": listenerEvents], in: world.network.id
            ).webhook
            queue = NoticeQueue(limit: limit)
            publisher = NoticePublisher(
                queue: queue, publishing: world.operations.publishing, directory: world.operations.directory,
                webhooks: world.operations.webhooks, clock: WallClock { World.now },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        }

        func notice(_ subject: EngineNotice.Subject, about webhook: Webhook? = nil, at now: Timestamp = World.now)
            -> EngineNotice
        {
            EngineNotice(
                network: world.network.id, webhook: webhook?.id ?? world.webhook.id, at: now, subject: subject)
        }

        func exhausted(_ number: Int) -> EngineNotice {
            notice(
                .exhausted(
                    ExhaustedDelivery(
                        delivery: DeliveryID(rawValue: Int64(number)), event: "e\(number)", type: "channel.didCreate",
                        attempts: 3, status: nil, error: "timeout")))
        }

        var failing: LaneState {
            LaneState(
                ready: 4, inFlight: 0, waiting: 2, isOverflowing: true,
                health: LaneHealth(
                    state: .failing, since: World.now, consecutiveFailures: 10,
                    nextProbeAt: World.now.advanced(byMilliseconds: 800), lastStatus: 500))
        }

        /// The log, oldest first.
        func log() async throws -> [EventRecord] {
            try await world.store.events(of: world.network.id, matching: EventQuery(limit: 500)).reversed()
        }

        func targets(of event: EventRecord) async throws -> [WebhookID] {
            var query = DeliveryQuery(limit: 10)
            query.event = event.id
            return try await world.store.deliveries(of: world.network.id, matching: query).map(\.webhookID)
        }
    }

    private func json(_ event: EventRecord) throws -> JSONValue { try JSONValue(parsing: event.data) }

    @Test func `failing and recovered stand in the log and go to whoever subscribed`() async throws {
        let stage = try await Stage()
        stage.queue.receive([stage.notice(.failing(stage.failing))])
        stage.queue.receive([stage.notice(.recovered(stage.failing, since: World.now))])
        #expect(await stage.publisher.publishAll() == false)
        let log = try await stage.log()
        #expect(log.map(\.type) == ["herald.webhook.failing", "herald.webhook.recovered"])
        #expect(try await stage.targets(of: log[0]) == [stage.listener.id])
        let failing = try json(log[0])
        #expect(failing["webhook"]?["id"]?.string == stage.world.webhook.id.description)
        #expect(failing["consecutiveFailures"]?.integer == 10)
        #expect(failing["lastStatus"]?.integer == 500)
        #expect(failing["lastError"] == .null)
        #expect(failing["since"]?.string == World.now.description)
        #expect(failing["backlog"]?["deliveries"]?.integer == 6)
        #expect(failing["backlog"]?["isMore"]?.bool == true)
        #expect(try json(log[1])["since"]?.string == World.now.description)
        // They are written as all payloads are.
        #expect(try JSONCanonicalizer.canonicalize(log[0].data) == log[0].data)
    }

    @Test func `a webhook is not told how it does itself`() async throws {
        let stage = try await Stage()
        stage.queue.receive([stage.notice(.failing(stage.failing), about: stage.listener)])
        await stage.publisher.publishAll()
        let event = try #require(try await stage.log().first)
        #expect(try await stage.targets(of: event) == [])
        let detail = try await stage.world.operations.inspection.event(
            event.id.description, of: stage.world.network.id)
        let reasons = Dictionary(uniqueKeysWithValues: detail.missed.map { ($0.webhookID, $0.reason) })
        #expect(reasons == [stage.listener.id: .ownNotice, stage.world.webhook.id: .patternMismatch])
    }

    @Test func `the url goes without credentials`() async throws {
        let stage = try await Stage()
        let secretive = try await stage.world.operations.webhooks.create(
            ["url": "https://keyed.example:8443/in?key=hush", "events": ["*"]], in: stage.world.network.id
        ).webhook
        stage.queue.receive([stage.notice(.failing(stage.failing), about: secretive)])
        await stage.publisher.publishAll()
        let event = try #require(try await stage.log().first)
        #expect(try json(event)["webhook"]?["url"]?.string == "https://keyed.example:8443/in")
    }

    @Test(arguments: [("herald.*", 2), ("herald.delivery.exhausted", 2), ("herald.webhook.*", 0), ("*", 0)])
    func `deliveries given up are told of only when somebody wants to know`(pattern: String, count: Int) async throws {
        let stage = try await Stage(listenerEvents: [.string(pattern)])
        stage.queue.receive([stage.exhausted(1), stage.exhausted(2)])
        await stage.publisher.publishAll()
        let log = try await stage.log()
        #expect(log.count == count)
        if let first = log.first {
            #expect(try await stage.targets(of: first) == [stage.listener.id])
            let data = try json(first)
            #expect(data["eventId"]?.string == "e1")
            #expect(data["eventType"]?.string == "channel.didCreate")
            #expect(data["attempts"]?.integer == 3)
            #expect(data["lastError"]?.string == "timeout")
            #expect(data["omitted"]?.integer == 0)
        }
    }

    @Test func `thousands given up at once are counted, not all told of`() async throws {
        let stage = try await Stage(limit: 10)
        stage.queue.receive((1...5000).map { stage.exhausted($0) } + [stage.notice(.failing(stage.failing))])
        await stage.publisher.publishAll()
        let log = try await stage.log()
        #expect(log.count == 10)
        #expect(log.last?.type == "herald.webhook.failing")
        let omitted = try log.map { try json($0)["omitted"]?.integer ?? 0 }
        #expect(omitted.reduce(0, +) == 4991)
        #expect(omitted.last == 4991)
        stage.queue.receive([stage.exhausted(1)])
        await stage.publisher.publishAll()
        let last = try #require(try await stage.log().last)
        #expect(try json(last)["omitted"]?.integer == 0)
    }

    @Test func `what the store does not take waits, in order, for a while`() async throws {
        let stage = try await Stage(maxBacklog: 1)
        try await stage.world.publish(1)
        stage.queue.receive([stage.notice(.failing(stage.failing)), stage.exhausted(1)])
        #expect(await stage.publisher.publishAll())
        stage.queue.receive([stage.exhausted(2)])
        #expect(await stage.publisher.publishAll())
        try await stage.world.store.deleteWebhook(stage.world.webhook.id)
        try await stage.world.operations.webhooks.delete(stage.listener.id, of: stage.world.network.id)
        _ = await stage.publisher.publishAll()
        #expect(try await stage.log().map(\.type) == ["channel.didCreate", "herald.webhook.failing"])
    }

    @Test func `what waited too long is left out`() async throws {
        let stage = try await Stage()
        let old = World.now.advanced(byMilliseconds: -NoticePublisher.patience - 1)
        stage.queue.receive([stage.notice(.failing(stage.failing), at: old), stage.exhausted(1)])
        await stage.publisher.publishAll()
        let log = try await stage.log()
        #expect(log.map(\.type) == ["herald.delivery.exhausted"])
        #expect(try json(log[0])["omitted"]?.integer == 1)
    }

    @Test func `notices of webhooks that are gone are forgotten`() async throws {
        let stage = try await Stage()
        stage.queue.receive([stage.notice(.failing(stage.failing)), stage.exhausted(1)])
        try await stage.world.operations.webhooks.delete(stage.world.webhook.id, of: stage.world.network.id)
        #expect(await stage.publisher.publishAll() == false)
        #expect(try await stage.log().isEmpty)
    }

    @Test(arguments: ["herald.webhook.failing", "herald.", "herald.mine"])
    func `nobody else publishes under Herald's name`(type: String) async throws {
        let world = try await World()
        do {
            try await world.publish(1, type: type)
            Issue.record("it was accepted")
        } catch let error as OperationError {
            #expect(error.kind == .invalid)
            #expect(error.errors.map(\.code) == ["reserved_event_type"])
            #expect(error.errors.map(\.pointer) == ["/0/type"])
        }
        try await world.publish(1, type: "heraldry.painted")
    }
}
