import Foundation
import HeraldCatalogue
import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldOperations

/// What providers send, as events of the log.
@Suite struct ReceivedEventTests {
    /// A body and what is read from it.
    struct Case: Sendable {
        var provider: Dialect
        var body: String
        var type: String
        var orderingKey: String?
        var data: String
        var occurredAt: Int64?
    }

    static let cases = [
        Case(
            provider: .socialplus, body: #"{"event":"channel.didCreate", "data":{"channel":{"channelId":"c1"}}}"#,
            type: "channel.didCreate", orderingKey: "channel:c1", data: #"{"channel":{"channelId":"c1"}}"#),
        Case(
            provider: .socialplus,
            body: #"{"event":"v9.thing.didHappen","data":{"channel":{"channelId":"c2"},"a":1.50}}"#,
            type: "v9.thing.didHappen", orderingKey: "channel:c2", data: #"{"channel":{"channelId":"c2"},"a":1.5}"#),
        Case(provider: .socialplus, body: #"{"event":"other"}"#, type: "other", data: "{}"),
        Case(
            provider: .socialplus,
            body: #"{"id":"p1","eventType":"push-notification.created","sentTime":"2026-01-01T00:00:00.500Z","#
                + #""data":{"eventName":"message.created","messages":[{"channelId":"c3"}]}}"#,
            type: "push-notification/message.created", orderingKey: "channel:c3",
            data: #"{"eventName":"message.created","messages":[{"channelId":"c3"}]}"#, occurredAt: 1_767_225_600_500),
        Case(
            provider: .sendbird,
            body: #"{"category":"group_channel:message_send","app_id":"A","channel":{"channel_url":"u1"},"#
                + #""payload":{"message_id":9223372036854775807,"created_at":1700000000123}}"#,
            type: "group_channel:message_send", orderingKey: "channel:u1",
            data: #"{"channel":{"channel_url":"u1"},"#
                + #""payload":{"message_id":9223372036854775807,"created_at":1700000000123}}"#,
            occurredAt: 1_700_000_000_123),
        Case(
            provider: .sendbird,
            body: #"{"category":"feed:later_invention","app_id":"A","channel":{"channel_url":"u2"}}"#,
            type: "feed:later_invention", orderingKey: "channel:u2", data: #"{"channel":{"channel_url":"u2"}}"#),
        Case(
            provider: .sendbird,
            body: #"{"category":"user:block","app_id":"A","blocker":{"user_id":"ann"},"blockee":{"user_id":"bob"}}"#,
            type: "user:block", orderingKey: "user:ann",
            data: #"{"blocker":{"user_id":"ann"},"blockee":{"user_id":"bob"}}"#),
        Case(
            provider: .stream,
            body: #"{"type":"message.new","cid":"messaging:fun","created_at":"2026-01-01T00:00:01Z","#
                + #""request_info":{"type":"client","ip":"1.2.3.4"},"message":{"id":"m1"}}"#,
            type: "message.new", orderingKey: "channel:messaging:fun",
            data: #"{"cid":"messaging:fun","created_at":"2026-01-01T00:00:01Z","message":{"id":"m1"}}"#,
            occurredAt: 1_767_225_601_000),
        Case(
            provider: .stream, body: #"{"type":"later.invention","channel_type":"team","channel_id":"x"}"#,
            type: "later.invention", orderingKey: "channel:team:x", data: #"{"channel_type":"team","channel_id":"x"}"#),
        Case(
            provider: .stream,
            body: #"{"type":"user.updated","user":{"id":"ann"},"created_at":"0001-01-01T00:00:00Z"}"#,
            type: "user.updated", orderingKey: "user:ann",
            data: #"{"user":{"id":"ann"},"created_at":"0001-01-01T00:00:00Z"}"#),
        Case(
            provider: .standard,
            body: #"{"type":"contact.created","timestamp":"2026-01-01T00:00:02Z","data":{"id":12345678901234567890}}"#,
            type: "contact.created", data: #"{"id":12345678901234567890}"#, occurredAt: 1_767_225_602_000),
        Case(provider: .standard, body: #"{"type":"ping"}"#, type: "ping", data: "{}"),
    ]

    @Test(arguments: cases)
    func theEnvelopeIsRead(item: Case) throws {
        let request = GenuineRequest(item.provider, item.body)
        let event = try #require(try request.event())
        #expect(event.type == item.type)
        #expect(event.orderingKey == item.orderingKey)
        #expect(String(decoding: event.data, as: UTF8.self) == item.data)
        #expect(event.occurredAt.milliseconds == item.occurredAt ?? World.now.milliseconds)
        #expect(event.received?.body == request.body)
        let kept = event.received?.headers.map { $0.name.lowercased() } ?? []
        #expect(kept.contains("content-type") && !kept.contains("user-agent"))
        #expect((event.requestInfo != nil) == item.body.contains("request_info"))
    }

    @Test(arguments: [
        #"{"event":"","data":{}}"#, #"{"event":"herald.webhook.paused","data":{}}"#, #"{"event":"a b","data":{}}"#,
        #"{"event":"\#(String(repeating: "a", count: 129))","data":{}}"#,
    ])
    func namesThatCannotBeKeptAreRefused(body: String) {
        let error = #expect(throws: OperationError.self) { _ = try GenuineRequest(.socialplus, body).event() }
        #expect(error?.code == "unreadable_event")
    }

    /// Every type of every catalogue, as its samples say.
    @Test(arguments: [Dialect.socialplus, .sendbird, .stream])
    func samplesOfTheCatalogueAreRead(dialect: Dialect) throws {
        let catalogue = try #require(EventCatalogue.catalogue(for: dialect))
        var keys: Set<String> = []
        var bodies: Set<[UInt8]> = []
        var pushes = 0
        for type in catalogue.types {
            for seed in 0..<2 as Range<UInt64> {
                let body = type.sampleBody(seed: seed).encoded()
                // An alias goes over the wire as what it is an alias of.
                guard bodies.insert(body).inserted else { continue }
                let request = GenuineRequest(dialect, body, id: "\(type.name)-\(seed)")
                let event = try #require(try request.event(), "\(type.name)")
                #expect(event.type == type.wireName)
                let judgement = catalogue.judge(type: event.type, mode: .warn)
                if case .marked(let notice) = judgement { #expect(event.notice == notice) }
                // What Stream says of the user's request is kept apart.
                let members = (type.sample(seed: seed).object?.members ?? []).filter { $0.key != "request_info" }
                let data = try JSONCanonicalizer.canonicalize(
                    JSONValue.object(JSONObject(members)).encoded(), keepsIntegers: dialect != .socialplus)
                #expect(
                    try JSONValue(parsing: event.data) == JSONValue(parsing: data), "\(type.name): the payload differs")
                #expect(event.orderingKey == catalogue.orderingKey(type: event.type, data: data) || event.notice != nil)
                let again = try request.event()?.deduplicationKey
                #expect(again == event.deduplicationKey)
                keys.insert(event.deduplicationKey ?? "")
                if event.type.hasPrefix("push-notification/") { pushes += 1 }
            }
        }
        // The samples of one seed share the id of their push request.
        #expect(keys.count == bodies.count - max(0, pushes - 2), "two events look like one")
        #expect((pushes > 0) == (dialect == .socialplus))
        #expect(keys.allSatisfy { $0.hasPrefix("src_") })
    }
}
