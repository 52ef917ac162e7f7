import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldCatalogue

@Suite("Catalogue")
struct EventCatalogueTests {
    private let catalogue = SocialPlus.catalogue

    @Test("has every name of the reference, in order, once")
    func counts() {
        let types = catalogue.types
        #expect(types.prefix(81).allSatisfy { $0.status == .current && !$0.isPush })
        #expect(types.dropFirst(81).prefix(20).allSatisfy { $0.status == .current && $0.isPush })
        #expect(types.dropFirst(101).prefix(7).allSatisfy { $0.status == .deprecated })
        #expect(types.dropFirst(108).allSatisfy { $0.status == .alias })
        #expect(types.count == 81 + 20 + 7 + 12 + 6)
        #expect(Set(types.map(\.name)).count == types.count)
        #expect(types.first?.name == "channel.didCreate")
        #expect(catalogue.vendor == "social.plus")
        #expect(catalogue.dialect == .socialplus)
    }

    @Test("is loaded once, and absent for dialects without a file")
    func identity() {
        #expect(EventCatalogue.catalogue(for: .socialplus) === catalogue)
        #expect(EventCatalogue.catalogue(for: .standard) == nil)
    }

    @Test("says of twelve aliases that they come from the guide and of six that they are historical")
    func aliasKinds() {
        let notices = catalogue.types.filter { $0.status == .alias }.compactMap(\.notice)
        #expect(notices.count { $0.contains("guide") } == 12)
        #expect(notices.count { $0.contains("API reference from") || $0.contains("former spelling") } == 6)
    }

    @Test(
        "keeps push names apart from withdrawn ones",
        arguments: ["message.created", "channel.created", "channel.joined"]
    )
    func namespaces(name: String) throws {
        #expect(try SocialPlus.type(name).status == .deprecated)
        let push = try SocialPlus.type("push-notification/" + name)
        #expect(push.status == .current)
        #expect(push.isPush)
        #expect(push.group == "push-notification")
    }

    @Test("accepts each of its names", arguments: SocialPlus.names)
    func grammar(name: String) {
        #expect(catalogue.isValidTypeName(name))
        #expect(catalogue.type(named: name)?.name == name)
    }

    @Test("groups the current types, push notifications last")
    func groups() {
        #expect(catalogue.groups.flatMap(\.types).count == 101)
        #expect(
            catalogue.groups.map(\.name) == [
                "channel", "moderation", "message", "v5.message", "user", "follow", "community",
                "communityJoinRequest", "communityMemberInvitation", "post", "comment", "poll", "video-streaming",
                "file", "tag", "push-notification",
            ]
        )
        #expect(catalogue.groups.first?.types.count == 9)
        #expect(catalogue.groups.last?.types.count == 20)
    }

    @Test("points only to current types")
    func references() throws {
        for type in catalogue.types {
            for name in type.nearest + (type.aliasOf.map { [$0] } ?? []) {
                #expect(try SocialPlus.type(name).status == .current)
            }
            #expect((type.notice == nil) == (type.status == .current))
        }
    }

    @Test("lists a type for the API with what is known")
    func summary() throws {
        let summary = try SocialPlus.type("message.created").summaryJSON
        #expect(
            summary.encodedString == """
                {"type":"message.created","group":"message","summary":"\(summary["summary"]?.string ?? "")",\
                "status":"deprecated","until":"2022-06-20","nearest":["message.didCreate"],\
                "notice":"message.created was withdrawn by social.plus on 2022-06-20; \
                publish message.didCreate instead.","evidence":"documented","push":false}
                """
        )
        let alias = try SocialPlus.type("post.didReact").summaryJSON
        #expect(alias["aliasOf"]?.string == "v3.post.didAddReaction")
        #expect(try SocialPlus.type("v3.post.didModerate").summaryJSON["since"]?.string == "2025-04-25")
    }

    @Test("details a type with schema, sample, wire body and pointers")
    func detail() throws {
        let type = try SocialPlus.type("message.didFlag")
        let detail = type.detailJSON
        #expect(detail["type"]?.string == "message.didFlag")
        #expect(detail["schema"] == type.schema)
        #expect(detail["sample"] == type.sample())
        #expect(detail["wireBody"]?["event"]?.string == "message.didFlag")
        #expect(detail["wireBody"]?["data"] == type.sample())
        #expect(detail["orderingPointers"]?.array == ["/messages/0/channelId"])
    }
}
