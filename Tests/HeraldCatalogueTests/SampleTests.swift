import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldCatalogue

@Suite("Samples")
struct SampleTests {
    @Test("fit their schema", arguments: SocialPlus.catalogue.types, [0, 1, 7] as [UInt64])
    func validity(type: EventType, seed: UInt64) {
        #expect(StructuralValidator.faults(of: type.sampleBody(seed: seed), against: type.schema).isEmpty)
    }

    @Test("survive JavaScript byte for byte", arguments: SocialPlus.catalogue.types)
    func roundTrip(type: EventType) throws {
        for seed in 0..<8 as Range<UInt64> {
            let body = type.sampleBody(seed: seed).encoded()
            #expect(try JSONCanonicalizer.canonicalize(body) == body)
        }
    }

    @Test("repeat themselves for a seed and differ between seeds", arguments: SocialPlus.names)
    func determinism(name: String) throws {
        let type = try SocialPlus.type(name)
        #expect(type.sample(seed: 11) == type.sample(seed: 11))
        #expect(type.sample(seed: 11) != type.sample(seed: 12) || type.shape.fields.isEmpty)
    }

    @Test("hold nothing but what the shape of the named object allows", arguments: SocialPlus.catalogue.types)
    func knownKeys(type: EventType) {
        for (key, value) in (type.sample().object?.members ?? []).map({ ($0.key, $0.value) }) {
            let field = type.shape.fields.first { $0.name == key }
            #expect(field != nil, "\(key) is not in the shape")
            guard let name = field?.type.referencedObject, let object = type.objects[name] else { continue }
            for entity in value.array ?? [value] {
                let keys = entity.object?.keys ?? []
                #expect(!keys.isEmpty)
                #expect(keys.allSatisfy { object.field($0) != nil || $0 == "hashflag" })
            }
        }
    }

    @Test("pin the first numbers of the generator")
    func generator() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }

    @Test("of a created channel have the keys and the order of the guide")
    func channelKeys() throws {
        let body = try SocialPlus.type("channel.didCreate").sampleBody()
        #expect(body.object?.keys == ["event", "data"])
        #expect(body["data"]?.object?.keys == ["userIds", "channel", "users"])
        #expect(
            body["data"]?["channel"]?.object?.keys == [
                "isDistinct", "type", "metadata", "tags", "isMuted", "lastActivity", "updatedAt", "createdAt",
                "isRateLimited", "rateLimitWindow", "channelId", "memberCount", "messageCount",
            ]
        )
        #expect(
            body["data"]?["users"]?.array?.first?.object?.keys == [
                "displayName", "updatedAt", "createdAt", "userId", "roles", "flagCount", "hashflag",
            ]
        )
    }

    static let factTable: [(type: String, pointer: String, value: JSONValue)] = [
        ("message.didCreate", "/messages/0/flagCount", 0),
        ("message.didFlag", "/messages/0/flagCount", 1),
        ("message.didUnflag", "/messages/0/flagCount", 0),
        ("message.didDelete", "/messages/0/isDeleted", true),
        ("message.didUpdate", "/messages/0/isDeleted", false),
        ("v5.message.didDelete", "/messages/0/isDeleted", true),
        ("v3.post.didFlag", "/posts/0/flagCount", 1),
        ("v3.post.didDelete", "/posts/0/isDeleted", true),
        ("v3.post.didDecline", "/feeds/0/feedType", "declined"),
        ("v3.post.didApprove", "/feeds/0/feedType", "published"),
        ("v3.comment.didFlag", "/comments/0/flagCount", 1),
        ("v3.comment.didDelete", "/comments/0/isDeleted", true),
        ("user.didFlag", "/users/0/flagCount", 1),
        ("user.didClearFlag", "/users/0/flags", []),
        ("user.didBlock", "/status", "blocked"),
        ("user.didUnblock", "/status", "none"),
        ("follow.didCreate", "/status", "accepted"),
        ("follow.didAcceptRequest", "/status", "accepted"),
        ("follow.didRequest", "/status", "pending"),
        ("follow.didDeclineRequest", "/status", "none"),
        ("follow.didCancelRequest", "/status", "none"),
        ("follow.didUnfollow", "/status", "none"),
        ("follow.didDeleteFollower", "/status", "none"),
        ("push-notification/follow.requested", "/follows/0/status", "pending"),
        ("push-notification/message.created", "/eventName", "message.created"),
        ("push-notification/message.created", "/isBroadcast", false),
        ("push-notification/video-streaming.started", "/isBroadcast", true),
        ("v3.community.didDelete", "/communities/0/isDeleted", true),
        ("v3.community.didBan", "/communityUsers/0/communityMembership", "banned"),
        ("v3.community.didBan", "/communityUsers/0/isBanned", true),
        ("v3.community.didUnban", "/communityUsers/0/isBanned", false),
        ("v3.community.didLeave", "/communityUsers/0/communityMembership", "none"),
        ("v3.community.didJoin", "/communityUsers/0/communityMembership", "member"),
        ("v3.communityJoinRequest.didCreate", "/joinRequests/0/status", "pending"),
        ("v3.communityJoinRequest.didCreate", "/joinRequests/0/responderId", .null),
        ("v3.communityJoinRequest.didAccept", "/joinRequests/0/status", "approved"),
        ("v3.communityMemberInvitation.didReject", "/invitations/0/status", "rejected"),
        ("video-streaming.didStart", "/videoStreamings/0/status", "live"),
        ("video-streaming.didStop", "/videoStreamings/0/status", "ended"),
        ("video-streaming.didRecord", "/videoStreamings/0/status", "recorded"),
        ("file.didDelete", "/isDeleted", true),
        ("tag.deleted", "/isDeleted", true),
        ("tag.created", "/isDeleted", false),
        ("poll.didVote", "/polls/0/isVoted", true),
    ]

    @Test("tell what the event says", arguments: factTable)
    func facts(type: String, pointer: String, value: JSONValue) throws {
        #expect(try SocialPlus.sample(type, pointer) == value)
    }

    static let joinTable: [(type: String, left: String, right: String)] = [
        ("message.didCreate", "/messages/0/userId", "/users/0/userId"),
        ("message.didAddReaction", "/messages/0/userId", "/users/0/userId"),
        ("message.didAddReaction", "/reactor/userId", "/users/1/userId"),
        ("v5.message.didCreate", "/messages/0/creatorId", "/users/0/userId"),
        ("v5.message.didCreate", "/messages/0/messageFeedId", "/messageFeeds/0/messageFeedId"),
        ("v5.message.didCreate", "/messages/0/channelId", "/messageFeeds/0/channelId"),
        ("channel.didCreate", "/userIds/0", "/users/0/userId"),
        ("channel.didAddUsers", "/adderId", "/users/2/userId"),
        ("channel.didBan", "/actorId", "/users/2/userId"),
        ("moderation.didBan", "/userId", "/users/0/userId"),
        ("user.didBlock", "/from", "/users/0/userId"),
        ("user.didBlock", "/to", "/users/1/userId"),
        ("v3.post.didCreate", "/posts/0/postedUserId", "/users/0/userId"),
        ("v3.post.didCreate", "/posts/0/targetId", "/communities/0/communityId"),
        ("v3.post.didCreate", "/posts/0/feedId", "/feeds/0/feedId"),
        ("v3.post.didCreate", "/communities/0/categoryIds/0", "/categories/0/categoryId"),
        ("v3.post.didFlag", "/flaggedUserId", "/users/1/userId"),
        ("v3.post.didAddReaction", "/reactor/userId", "/users/1/userId"),
        ("v3.comment.didAddReaction", "/reactor/userId", "/users/1/userId"),
        ("v3.comment.didCreate", "/comments/0/userId", "/users/0/userId"),
        ("v3.community.didCreate", "/communities/0/communityId", "/communityUsers/0/communityId"),
        ("v3.community.didJoin", "/communityUsers/0/userId", "/users/0/userId"),
        ("v3.communityJoinRequest.didAccept", "/joinRequests/0/responderId", "/users/1/userId"),
        ("poll.didCreate", "/polls/0/userId", "/users/0/userId"),
        ("video-streaming.didStart", "/videoStreamings/0/userId", "/users/0/userId"),
        ("push-notification/comment.created", "/comments/0/referenceId", "/posts/0/postId"),
        ("push-notification/comment.created", "/posts/0/comments/0", "/comments/0/commentId"),
    ]

    @Test("join by id", arguments: joinTable)
    func joins(type: String, left: String, right: String) throws {
        let value = try SocialPlus.sample(type, left, seed: 3)
        #expect(value?.string?.isEmpty == false)
        #expect(try SocialPlus.sample(type, right, seed: 3) == value)
    }

    @Test("carry every user they mention", arguments: SocialPlus.catalogue.types)
    func users(type: EventType) {
        let sample = type.sample(seed: 6)
        guard let users = sample["users"]?.array else { return }
        let known = Set(users.compactMap { $0["userId"]?.string })
        #expect(known.count == users.count)
        let keys: Set = [
            "userId", "userIds", "postedUserId", "creatorId", "requestorId", "responderId", "invitedUserId",
            "inviterUserId", "adderId", "removerId", "actorId", "flaggedUserId", "from", "to",
        ]
        for (key, value) in Self.members(of: sample, except: "flags") where keys.contains(key) {
            let ids = (value.array ?? [value]).compactMap(\.string)
            #expect(known.isSuperset(of: ids), "\(key) is \(ids)")
        }
    }

    @Test("never change before they exist", arguments: SocialPlus.catalogue.types)
    func times(type: EventType) {
        var stack = [type.sample(seed: 2)]
        while let value = stack.popLast() {
            stack += value.array ?? value.object?.members.map(\.value) ?? []
            guard let created = value["createdAt"]?.string, let updated = value["updatedAt"]?.string else { continue }
            #expect(created <= updated)
        }
    }

    /// All members at any depth.
    private static func members(of value: JSONValue, except skipped: String) -> [(String, JSONValue)] {
        if let elements = value.array { return elements.flatMap { members(of: $0, except: skipped) } }
        return (value.object?.members ?? []).filter { $0.key != skipped }.flatMap { member in
            [(member.key, member.value)] + members(of: member.value, except: skipped)
        }
    }

    @Test(
        "count at least one reaction, and as many in all as by name",
        arguments: [
            ("message.didAddReaction", "/messages/0"), ("message.didRemoveReaction", "/messages/0"),
            ("v3.post.didAddReaction", "/posts/0"), ("v3.post.didRemoveReaction", "/posts/0"),
            ("v3.comment.didAddReaction", "/comments/0"), ("v3.comment.didRemoveReaction", "/comments/0"),
            ("push-notification/post.reacted", "/posts/0"),
        ]
    )
    func reactions(type: String, entity: String) throws {
        for seed in 0..<5 as Range<UInt64> {
            let total = try SocialPlus.sample(type, entity + "/reactionsCount", seed: seed)?.integer
            #expect(try #require(total) > 0)
            #expect(try SocialPlus.sample(type, entity + "/reactions/like", seed: seed)?.integer == total)
        }
    }

    @Test("of one seed share the scene")
    func scene() throws {
        let channel = try SocialPlus.sample("channel.didCreate", "/channel/channelId", seed: 9)
        #expect(try SocialPlus.sample("message.didCreate", "/messages/0/channelId", seed: 9) == channel)
        let post = try SocialPlus.sample("v3.post.didCreate", "/posts/0/postId", seed: 9)
        #expect(try SocialPlus.sample("v3.comment.didCreate", "/comments/0/referenceId", seed: 9) == post)
    }

    @Test("show both a post with a picture and one without")
    func pictures() throws {
        var withPicture = 0
        for seed in 0..<20 as Range<UInt64> {
            let sample = try SocialPlus.type("v3.post.didCreate").sample(seed: seed)
            let file = sample["files"]?.array?.first?["fileId"]
            #expect(sample["postChildren"]?.array?.first?["data"]?["fileId"] == file)
            withPicture += file == nil ? 0 : 1
        }
        #expect((1..<20).contains(withPicture))
    }

    @Test("of aliases travel under the name of their event, others under their own")
    func wireNames() throws {
        #expect(try SocialPlus.type("post.didReact").sampleBody()["event"]?.string == "v3.post.didAddReaction")
        #expect(try SocialPlus.type("user.didBan").sampleBody() == ["event": "user.didBan", "data": [:]])
    }

    @Test("of push notifications have their own envelope")
    func push() throws {
        let body = try SocialPlus.type("push-notification/post.created").sampleBody()
        #expect(
            body.object?.keys == ["eventType", "id", "networkId", "path", "senderId", "version", "sentTime", "data"]
        )
        #expect(body["eventType"]?.string == "push-notification.created")
    }

    @Test("of a deleted file carry the network beside the payload")
    func topLevel() throws {
        let body = try SocialPlus.type("file.didDelete").sampleBody(seed: 5)
        #expect(body.object?.keys == ["event", "data", "networkId"])
        #expect(body["networkId"]?.string == SampleScene(seed: 5).networkId)
    }
}
