import HeraldModel
import Testing

@testable import HeraldCatalogue

@Suite("Names")
struct LookupTests {
    private let catalogue = SocialPlus.catalogue

    @Test("looks a current name up")
    func current() throws {
        #expect(catalogue.lookup("tag.deleted") == .current(try SocialPlus.type("tag.deleted")))
        #expect(catalogue.lookup("push-notification/post.approved") != .unknown(nearest: []))
    }

    @Test(
        "names date and replacement of a withdrawn name",
        arguments: [
            ("message.created", "message.didCreate"),
            ("channel.created", "channel.didCreate"),
            ("channel.joined", "channel.didJoin"),
            ("channel.membersAdded", "channel.didAddUsers"),
            ("v3.video-streaming.didRecord", "video-streaming.didRecord"),
            ("v3.video-streaming.didStart", "video-streaming.didStart"),
            ("v3.video-streaming.didStop", "video-streaming.didStop"),
        ]
    )
    func deprecated(name: String, instead: String) throws {
        let notice = "\(name) was withdrawn by social.plus on 2022-06-20; publish \(instead) instead."
        #expect(catalogue.lookup(name) == .deprecated(try SocialPlus.type(name), notice: notice))
    }

    @Test(
        "maps an alias to its event",
        arguments: [
            ("post.didCreate", "v3.post.didCreate"),
            ("post.didUpdate", "v3.post.didUpdate"),
            ("post.didDelete", "v3.post.didDelete"),
            ("post.didReact", "v3.post.didAddReaction"),
            ("comment.didCreate", "v3.comment.didCreate"),
            ("comment.didUpdate", "v3.comment.didUpdate"),
            ("comment.didDelete", "v3.comment.didDelete"),
            ("comment.didReply", "v3.comment.didReply"),
            ("comment.didFlag", "v3.comment.didFlag"),
            ("comment.didUnflag", "v3.comment.didUnflag"),
            ("comment.didAddReaction", "v3.comment.didAddReaction"),
            ("comment.didRemoveReaction", "v3.comment.didRemoveReaction"),
            ("user.didFollow", "follow.didCreate"),
            ("user.didJoinCommunity", "v3.community.didJoin"),
            ("follow.didDecineRequest", "follow.didDeclineRequest"),
            ("user.didBan", nil),
            ("user.didUnban", nil),
            ("channel.didDelete", nil),
        ] as [(String, String?)]
    )
    func alias(name: String, event: String?) throws {
        guard case .alias(let type, let canonical, let notice) = catalogue.lookup(name) else {
            Issue.record("\(name) is no alias")
            return
        }
        #expect(canonical == event)
        #expect(type.wireName == event ?? name)
        #expect(notice.hasPrefix(name))
        if let event {
            #expect(notice.hasSuffix("; publish \(event) instead."))
        } else {
            #expect(notice.contains("no webhook event; nearest: \(type.nearest[0])"))
        }
    }

    @Test(
        "suggests what may have been meant",
        arguments: [
            ("mesage.didCreate", "message.didCreate"),
            ("message.didCraete", "message.didCreate"),
            ("message.didCreated", "message.didCreate"),
            ("Message.DidCreate", "message.didCreate"),
            ("message.didClearFlag", "message.didClearflag"),
            ("user.didClearflag", "user.didClearFlag"),
            ("message.updated", "message.didUpdate"),
            ("message.flagged", "message.didFlag"),
            ("message.new", "message.didCreate"),
            ("v3.message.didCreate", "message.didCreate"),
            ("community.didJoin", "v3.community.didJoin"),
            ("community.member.banned", "v3.community.didBan"),
            ("post.flagged", "v3.post.didFlag"),
            ("post.created", "v3.post.didCreate"),
            ("v3.post.reaction_added", "v3.post.didAddReaction"),
            ("user.didProfileReset", "user.profileReset"),
            ("tag.didCreate", "tag.created"),
            ("video-streaming.started", "video-streaming.didStart"),
            ("stream.started", "video-streaming.didStart"),
            ("push-notification/message.didCreate", "push-notification/message.created"),
            ("poll.voted", "poll.didVote"),
        ]
    )
    func suggestions(name: String, expected: String) {
        guard case .unknown(let nearest) = catalogue.lookup(name) else {
            Issue.record("\(name) is known")
            return
        }
        #expect(nearest.first == expected)
        #expect(nearest.count <= 3)
    }

    @Test("suggests nothing for a name of another world", arguments: ["order.shipped", "x", "", "…", "invoice/paid_2"])
    func noSuggestions(name: String) {
        #expect(catalogue.lookup(name) == .unknown(nearest: []))
    }

    @Test("gives up on a name that is too long to be one")
    func longName() {
        let name = String(repeating: "message.didCreate", count: 600)
        #expect(name.utf8.count > 10_000)
        #expect(catalogue.lookup(name) == .unknown(nearest: []))
        #expect(!catalogue.suggestions.remembers(name))
    }

    @Test("remembers a bounded number of unknown names")
    func boundedCache() {
        let cache = SuggestionCache(candidates: ["message.didCreate"])
        for number in 0..<1500 { _ = cache.nearest(to: "message.didCreate\(number)") }
        #expect(cache.remembered <= 512)
        #expect(cache.nearest(to: "message.didCreat") == ["message.didCreate"])
        #expect(cache.remembers("message.didCreat"))
    }

    @Test(
        "counts edits",
        arguments: [
            ("", "", 0), ("abc", "", 3), ("", "ab", 2), ("abc", "abc", 0), ("abc", "acb", 1), ("ca", "abc", 3),
            ("kitten", "sitting", 3), ("didCreate", "didCraete", 1),
        ]
    )
    func edits(left: String, right: String, expected: Int) {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        #expect(EditDistance.between(left, right, limit: expected) == expected)
        #expect(EditDistance.between(right, left, limit: 99) == expected)
        #expect(expected == 0 || EditDistance.between(left, right, limit: expected - 1) == nil)
    }

    @Test(
        "knows a type name by its bytes",
        arguments: [
            ("a", true), ("order.shipped", true), ("A-1_b/c.d", true), (String(repeating: "a", count: 128), true),
            ("", false), (String(repeating: "a", count: 129), false), ("a b", false), ("a:b", false), ("ä", false),
            ("a\n", false), ("channel.*", false), ("a\u{0}", false), ("\u{212A}", false),
        ]
    )
    func typeNames(name: String, isValid: Bool) {
        #expect(EventCatalogue.isValidTypeName(name, dialect: .socialplus) == isValid)
    }

    @Test("lets Sendbird's colons through, but only there")
    func colons() {
        #expect(EventCatalogue.isValidTypeName("group_channel:message_send", dialect: .sendbird))
        #expect(!EventCatalogue.isValidTypeName("group_channel:message_send", dialect: .standard))
    }
}
