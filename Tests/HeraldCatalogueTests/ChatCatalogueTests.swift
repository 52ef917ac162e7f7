import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldCatalogue

@Suite("The catalogues of Sendbird and Stream")
struct ChatCatalogueTests {
    private static let chats: [Dialect] = [.sendbird, .stream]

    private func catalogue(_ dialect: Dialect) throws -> EventCatalogue {
        try #require(EventCatalogue.catalogue(for: dialect))
    }

    @Test("hold every name of the references", arguments: zip(chats, [45, 44]))
    func names(dialect: Dialect, count: Int) throws {
        let catalogue = try catalogue(dialect)
        #expect(catalogue.types.count == count)
        #expect(Set(catalogue.types.map(\.name)).count == count)
        #expect(catalogue.types.allSatisfy { EventCatalogue.isValidTypeName($0.name, dialect: dialect) })
        #expect(catalogue.vendor == (dialect == .sendbird ? "Sendbird" : "Stream"))
    }

    @Test("have a sample that satisfies the schema of the whole body", arguments: chats)
    func samples(dialect: Dialect) throws {
        for type in try catalogue(dialect).types {
            let faults = StructuralValidator.faults(of: type.sampleBody(), against: type.schema)
            #expect(faults.isEmpty, "\(type.name): \(faults)")
            #expect(type.sampleBody(seed: 3) == type.sampleBody(seed: 3))
        }
    }

    @Test("put the type first and Sendbird's application last", arguments: zip(chats, ["category", "type"]))
    func bodies(dialect: Dialect, key: String) throws {
        for type in try catalogue(dialect).types {
            let body = try #require(type.sampleBody().object)
            #expect(body.members.first?.key == key && body.members.first?.value == .string(type.name))
            #expect(type.sample()[key] == nil)
            if dialect == .sendbird { #expect(body.members.last?.key == "app_id") }
        }
    }

    @Test(
        "find the ordering key",
        arguments: [
            (
                Dialect.sendbird, "group_channel:message_send",
                #"{"sender":{"user_id":"u"},"channel":{"channel_url":"sendbird_1"}}"#, "channel:sendbird_1"
            ),
            (.sendbird, "user:block", #"{"blocker":{"user_id":"u1"},"blockee":{"user_id":"u2"}}"#, "user:u1"),
            (.sendbird, "user:push_preference", #"{"user_id":"u3"}"#, "user:u3"),
            (.sendbird, "user:mute", #"{"channel":{"channel_url":"c"}}"#, "channel:c"),
            (.sendbird, "group_channel:create", "{}", nil),
            (.stream, "message.new", #"{"user":{"id":"u"},"cid":"messaging:fun"}"#, "channel:messaging:fun"),
            (.stream, "channel.muted", #"{"mute":{"channel":{"cid":"a:b"}},"user":{"id":"u"}}"#, "channel:a:b"),
            (.stream, "user.updated", #"{"user":{"id":"u"}}"#, "user:u"),
            (.stream, "export.users.success", #"{"task_id":"t"}"#, "task:t"),
        ] as [(Dialect, String, String, String?)]
    )
    func ordering(dialect: Dialect, type: String, data: String, key: String?) throws {
        #expect(try catalogue(dialect).orderingKey(type: type, data: Array(data.utf8)) == key)
    }

    @Test("know the nearest names of unknown types, which pass unless checks are strict")
    func unknownTypes() throws {
        let catalogue = try catalogue(.sendbird)
        #expect(catalogue.judge(type: "group_channel:new_thing", mode: .off) == .accepted)
        guard case .marked = catalogue.judge(type: "group_channel:message_sent", mode: .warn) else {
            Issue.record("an unknown type was not marked")
            return
        }
        guard case .refused(_, let nearest) = catalogue.judge(type: "group_channel:message_sent", mode: .strict) else {
            Issue.record("an unknown type was accepted")
            return
        }
        #expect(nearest.first == "group_channel:message_send")
    }
}
