import HeraldJSON
import Testing

@testable import HeraldCatalogue

@Suite("Ordering keys")
struct OrderingTests {
    static let pointerTable: [(names: [String], expected: [String])] = [
        (
            ["channel.didCreate", "channel.didClose", "channel.didBan", "moderation.didBan"],
            ["/channel/channelId", "/channel/0/channelId"]
        ),
        (
            ["message.didCreate", "message.didClearflag", "message.didAddReaction", "message.created"],
            ["/messages/0/channelId"]
        ),
        (["v5.message.didUpdate"], ["/messages/0/channelId", "/messageFeeds/0/channelId"]),
        (["user.didCreate", "user.didFlag", "user.profileReset"], ["/users/0/userId"]),
        (["user.didBlock", "follow.didCreate", "follow.didUnfollow", "user.didFollow"], ["/from"]),
        (["v3.community.didCreate", "v3.community.didRoleChange"], ["/communities/0/communityId"]),
        (["v3.communityJoinRequest.didAccept"], ["/joinRequests/0/targetId"]),
        (
            ["v3.communityMemberInvitation.didCreate"],
            ["/invitations/0/communityId", "/invitations/0/targetId"]
        ),
        (
            ["v3.post.didCreate", "v3.post.didAddReaction", "post.didReact"],
            [
                "/posts/0/postId", "/comments/0/referenceId", "/comments/0/targetId",
                "/communities/0/communityId",
            ]
        ),
        (
            ["v3.comment.didCreate", "v3.comment.didFlag", "comment.didReply"],
            ["/comments/0/referenceId", "/comments/0/targetId"]
        ),
        (["poll.didVote"], ["/polls/0/pollId"]),
        (["video-streaming.didStart", "v3.video-streaming.didStop"], ["/videoStreamings/0/streamId"]),
        (["file.didDelete"], ["/fileId"]),
        (["tag.updated"], ["/tagId"]),
        (["push-notification/channel.joined"], ["/channels/0/channelId"]),
        (["push-notification/message.created"], ["/messages/0/channelId"]),
        (["push-notification/follow.accepted"], ["/follows/0/from"]),
        (["push-notification/video-streaming.started"], ["/videoStreamings/0/streamId"]),
        (["push-notification/post.created"], ["/posts/0/postId", "/communities/0/communityId"]),
        (["user.didBan"], ["/communities/0/communityId"]),
    ]

    @Test("stand at known places", arguments: pointerTable)
    func pointers(names: [String], expected: [String]) throws {
        for name in names { #expect(try SocialPlus.type(name).orderingPointers == expected) }
    }

    static let payloadTable: [(type: String, data: String, key: String?)] = [
        ("channel.didCreate", #"{"channel":{"channelId":"c1"}}"#, "channel:c1"),
        ("channel.didCreate", #"{"userIds":["a"],"channel":[{"type":"live","channelId":"c2"}]}"#, "channel:c2"),
        ("channel.didCreate", #"{"channel":{}}"#, nil),
        ("channel.didCreate", #"{"channel":{"channelId":null}}"#, nil),
        ("channel.didCreate", #"{"channel":{"channelId":""}}"#, nil),
        ("channel.didCreate", #"{"channel":{"channelId":["c1"]}}"#, nil),
        ("channel.didCreate", #"{"channel":{"channelId":17}}"#, "channel:17"),
        ("channel.didCreate", #"{"channel":{"channelId":"caf\u00e9 \"x\""}}"#, #"channel:café "x""#),
        ("message.didUpdate", #"{"messages":[{"channelId":"c1"},{"channelId":"c2"}]}"#, "channel:c1"),
        ("message.didUpdate", #"{"messages":[]}"#, nil),
        ("v5.message.didCreate", #"{"messages":[],"messageFeeds":[{"channelId":"c9"}]}"#, "channel:c9"),
        ("v3.post.didUpdate", #"{"posts":[{"postId":"p1","targetId":"t"}]}"#, "post:p1"),
        ("v3.post.didUpdate", #"{"posts":[],"communities":[{"communityId":"m1"}]}"#, "community:m1"),
        (
            "v3.comment.didCreate",
            #"{"comments":[{"referenceType":"post","referenceId":"p1","targetType":"community","targetId":"m1"}]}"#,
            "post:p1"
        ),
        (
            "v3.comment.didCreate",
            #"{"comments":[{"referenceType":"story","referenceId":"s1","targetType":"user","targetId":"u1"}]}"#,
            "user:u1"
        ),
        ("v3.comment.didCreate", #"{"comments":[{"referenceId":"s1","targetId":"m1"}]}"#, "target:m1"),
        ("comment.didReply", #"{"comments":[{"referenceType":"post","referenceId":"p1"}]}"#, "post:p1"),
        (
            "v3.communityMemberInvitation.didReject",
            #"{"invitations":[{"communityId":null,"targetId":"m1"}]}"#,
            "community:m1"
        ),
        ("follow.didRequest", #"{"from":"ann","to":"bob"}"#, "user:ann"),
        ("user.didUpdate", #"{"users":[{"userId":"ann"}]}"#, "user:ann"),
        ("order.shipped", #"{"channel":{"channelId":"c1"}}"#, nil),
        ("channel.didCreate", "[]", nil),
    ]

    @Test("come out of a payload", arguments: payloadTable)
    func payloads(type: String, data: String, key: String?) {
        #expect(SocialPlus.catalogue.orderingKey(type: type, data: Array(data.utf8)) == key)
    }

    @Test("are never longer than an id can be")
    func longId() {
        let id = String(repeating: "c", count: 600)
        let data = Array(#"{"channel":{"channelId":"\#(id)"}}"#.utf8)
        #expect(SocialPlus.catalogue.orderingKey(type: "channel.didCreate", data: data) == nil)
    }

    @Test("are found in every sample", arguments: SocialPlus.catalogue.types.filter { !$0.shape.fields.isEmpty })
    func samples(type: EventType) throws {
        let scene = SampleScene(seed: 4)
        let key = SocialPlus.catalogue.orderingKey(type: type.name, data: type.sample(seed: 4).encoded())
        let isOneOfTheScene = [
            "channel:\(scene.channelId)", "post:\(scene.postId)", "community:\(scene.communityId)",
            "user:\(scene.people[0].userId)", "poll:\(scene.pollId)", "stream:\(scene.streamId)",
            "file:\(scene.fileId)", "tag:\(scene.tagId)",
        ].contains(try #require(key))
        #expect(isOneOfTheScene)
    }
}
