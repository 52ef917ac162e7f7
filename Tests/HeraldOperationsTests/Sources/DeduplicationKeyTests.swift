import Foundation
import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldOperations

/// What repeats are recognised by, for each provider.
@Suite struct DeduplicationKeyTests {
    private static let channel = #""channel":{"channel_url":"u/1"}"#

    /// Sendbird's natural keys (`reference/sendbird.md` §2.5); nil where only the hash of the body tells.
    static let sendbird: [(body: String, key: String?)] = [
        (
            #"{"category":"group_channel:message_send",\#(channel),"payload":{"message_id":5,"created_at":1}}"#,
            "group_channel:message_send/5"
        ),
        (
            #"{"category":"open_channel:message_send",\#(channel),"payload":{"message_id":5}}"#,
            "open_channel:message_send/5"
        ),
        (#"{"category":"group_channel:message_delete","payload":{"message_id":5}}"#, "group_channel:message_delete/5"),
        (
            #"{"category":"group_channel:message_update","payload":{"message_id":5,"updated_at":17}}"#,
            "group_channel:message_update/5/17"
        ),
        (
            #"{"category":"open_channel:message_update","payload":{"message_id":5,"updated_at":18}}"#,
            "open_channel:message_update/5/18"
        ),
        (#"{"category":"group_channel:message_update","payload":{"message_id":5}}"#, nil),
        (#"{"category":"group_channel:message_send","payload":{}}"#, nil),
        (
            #"{"category":"group_channel:reaction_add","reaction":"+1","ts":9,"user":{"user_id":"ann"},"#
                + #""message":{"message_id":5}}"#, "group_channel:reaction_add/5/%2B1/ann/9"
        ),
        (
            #"{"category":"group_channel:reaction_delete","reaction":"+1","ts":9,"user":{"user_id":"ann"},"#
                + #""message":{"message_id":5}}"#, "group_channel:reaction_delete/5/%2B1/ann/9"
        ),
        (#"{"category":"group_channel:reaction_add","reaction":"+1","ts":9,"message":{"message_id":5}}"#, nil),
        (
            #"{"category":"group_channel:message_read",\#(channel),"read_updates":[{"user_id":"ann","read_ts":3},"#
                + #"{"user_id":"bob","read_ts":4}]}"#, "group_channel:message_read/u%2F1/ann/3/bob/4"
        ),
        (#"{"category":"group_channel:message_read",\#(channel),"read_updates":[]}"#, nil),
        (
            #"{"category":"group_channel:invite",\#(channel),"invited_at":7,"invitees":[{"user_id":"bob"}],"#
                + #""inviter":{"user_id":"ann"}}"#, "group_channel:invite/u%2F1/7/bob"
        ),
        (
            #"{"category":"group_channel:decline_invite",\#(channel),"declined_invite_at":7,"#
                + #""users":[{"user_id":"bob"}]}"#, "group_channel:decline_invite/u%2F1/7/bob"
        ),
        (
            #"{"category":"group_channel:join",\#(channel),"joined_at":7,"users":[{"user_id":"a b"},{"user_id":"c"}]}"#,
            "group_channel:join/u%2F1/7/a%20b/c"
        ),
        (
            #"{"category":"group_channel:leave",\#(channel),"left_at":7,"users":[{"user_id":"bob"}]}"#,
            "group_channel:leave/u%2F1/7/bob"
        ),
        (
            #"{"category":"open_channel:enter",\#(channel),"entered_at":7,"user":{"user_id":"bob"}}"#,
            "open_channel:enter/u%2F1/7/bob"
        ),
        (
            #"{"category":"open_channel:exit",\#(channel),"exited_at":7,"user":{"user_id":"bob"}}"#,
            "open_channel:exit/u%2F1/7/bob"
        ),
        (#"{"category":"open_channel:exit",\#(channel),"user":{"user_id":"bob"}}"#, nil),
        (#"{"category":"group_channel:join",\#(channel),"joined_at":7,"users":[]}"#, nil),
        (#"{"category":"group_channel:create",\#(channel),"created_at":7}"#, nil),
        (#"{"category":"user:block","blocker":{"user_id":"ann"},"blockee":{"user_id":"bob"}}"#, nil),
        (#"{"category":"feed:later_invention","payload":{"message_id":5}}"#, nil),
    ]

    @Test(arguments: sendbird)
    func sendbirdsEventsAreNamedByTheirParts(body: String, key: String?) throws {
        let found = try #require(try GenuineRequest(.sendbird, body).key())
        #expect(found == key ?? Self.hash(of: body))
        // Another body with the same parts is the same event; one without them is another.
        let other = body.dropLast() + #","later":"addition"}"#
        let again = try #require(try GenuineRequest(.sendbird, String(other)).key())
        #expect((again == found) == (key != nil))
    }

    @Test func twoEventsHaveTwoKeys() throws {
        let keys = try Self.sendbird.map { try GenuineRequest(.sendbird, $0.body).key() }
        #expect(Set(keys).count == Self.sendbird.count)
    }

    @Test(arguments: [Dialect.stream, .standard])
    func anIdInTheHeadersNamesTheEvent(provider: Dialect) throws {
        let body = #"{"type":"message.new","data":{}}"#
        #expect(try GenuineRequest(provider, body, id: "a").key() == "a")
        #expect(try GenuineRequest(provider, body, id: "b").key() == "b")
        #expect(try GenuineRequest(provider, #"{"type":"other"}"#, id: "a").key() == "a")
    }

    @Test func otherwiseTheHashOfTheBodyDoes() throws {
        let body = #"{"type":"message.new"}"#
        #expect(try GenuineRequest(.stream, body, id: nil).key() == Self.hash(of: body))
        let event = #"{"event":"channel.didCreate","data":{}}"#
        #expect(try GenuineRequest(.socialplus, event).key() == Self.hash(of: event))
        let push = #"{"id":"p1","eventType":"push-notification.created","data":{"eventName":"a.b"}}"#
        #expect(try GenuineRequest(.socialplus, push).key() == "p1")
    }

    @Test func keysBelongToTheirSource() throws {
        let request = GenuineRequest(.standard, #"{"type":"a"}"#, id: "x")
        #expect(try request.event()?.deduplicationKey == "\(request.source.id)/x")
        #expect(try request.event()?.externalID == nil)
    }

    private static func hash(of body: String) -> String { SHA256Text.hex(of: body) }
}
