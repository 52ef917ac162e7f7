import Foundation
import HeraldReceiver
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ModerationBot

@Suite struct FlagTests {
    /// The cases after these requests.
    private func cases(after bodies: [String]) async throws -> [Case] {
        let routes = makeRoutes(store: try CaseStore(path: nil))
        return try await Application(router: routes.router).test(.router) { client in
            for body in bodies {
                let status = try await Sender().post(body, to: client).status
                #expect(status == 200)
            }
            let answer = try await client.execute(uri: "/cases", method: .get)
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            return try decoder.decode(Cases.self, from: Data(answer.body.readableBytesView)).cases
        }
    }

    @Test func threePeopleWithinTenMinutesAreABan() async throws {
        let cases = try await cases(after: [
            flag("m1", of: "eve", by: "ann", minute: 0), flag("m2", of: "eve", by: "bob", minute: 4),
            flag("m1", of: "eve", by: "cy", minute: 9),
        ])
        #expect(cases.map(\.user) == ["eve"])
        #expect(cases.first?.reason == "3 people flagged you within 10 minutes")
        #expect(cases.first?.reporters == ["ann", "bob", "cy"])
        #expect(cases.first?.items == ["message/m1", "message/m2"])
        #expect(cases.first?.decided == (try Date("2026-01-31T12:19:00Z", strategy: .iso8601)))
    }

    @Test(arguments: [
        // One and the same person, three times.
        [("m1", "ann", 0), ("m2", "ann", 1), ("m3", "ann", 2), ("m1", "bob", 3)],
        // Three people, but never three within ten minutes.
        [("m1", "ann", 0), ("m1", "bob", 9), ("m1", "cy", 11), ("m2", "bob", 13), ("m1", "dan", 22)],
        // Flagging oneself.
        [("m1", "ann", 0), ("m1", "bob", 1), ("m1", "eve", 2)],
    ])
    func whatIsNoBan(flags: [(message: String, reporter: String, minute: Int)]) async throws {
        let cases = try await cases(
            after: flags.map { flag($0.message, of: "eve", by: $0.reporter, minute: $0.minute) })
        #expect(cases.isEmpty)
    }

    /// Two users that are banned, the second after a while, and one that is not.
    private var history: [String] {
        [
            flag("m1", of: "eve", by: "ann", minute: 0), flag("m1", of: "eve", by: "bob", minute: 1),
            flag("m2", of: "eve", by: "cy", minute: 2), flag("m3", of: "eve", by: "dan", minute: 3),
            flag("m4", of: "mallory", by: "ann", minute: 0), flag("m4", of: "mallory", by: "bob", minute: 20),
            flag("m5", of: "mallory", by: "bob", minute: 25), flag("m5", of: "mallory", by: "cy", minute: 26),
            flag("m6", of: "mallory", by: "dan", minute: 29), flag("m7", of: "ann", by: "eve", minute: 5),
            flag("m7", of: "ann", by: "mallory", minute: 6),
        ]
    }

    @Test(arguments: 1...25 as ClosedRange<UInt64>)
    func anyOrderGivesTheSameCases(seed: UInt64) async throws {
        let expected = try await cases(after: history)
        let found = try await cases(after: history.repeatedAndShuffled(seed: seed))
        #expect(expected.map(\.user) == ["mallory", "eve"])
        #expect(found == expected)
    }

    @Test func refusesWhatIsNotSigned() async throws {
        let store = try CaseStore(path: nil)
        let statuses = try await Application(router: makeRoutes(store: store).router).test(.router) { client in
            let sender = Sender(secret: "another")
            let event = try await sender.post(history[0], to: client).status
            let question = try await sender.post("{}", at: "/hooks/before-message-send", to: client).status
            return [event, question]
        }
        #expect(statuses == [401, 401])
    }

    @Test func showsIdsAsText() async throws {
        let entry = Case(
            user: "<script>", reason: "r", state: .wouldBan, decided: .distantPast, reporters: ["<b>"], items: ["<i>"])
        let html = Page(cases: Cases(cases: [entry]), rule: FlagRule()).html
        #expect(!html.contains("<script>") && !html.contains("<b><b>") && !html.contains("<i>"))
    }

    @Test(arguments: [
        (
            Provider.stream,
            #"{"type":"message.flagged","created_at":"2026-01-31T12:00:00Z","user":{"id":"ann"},"#
                + #""message":{"id":"m1","user":{"id":"eve"}}}"#,
            "message/m1"
        ),
        (
            .stream,
            #"{"type":"user.flagged","created_at":"2026-01-31T12:00:00Z","user":{"id":"ann"},"target_user":{"id":"eve"}}"#,
            "user/eve"
        ),
        (
            .sendbird,
            #"{"category":"message:report","created_at":1769860800,"reporting_user":{"user_id":"ann"},"#
                + #""offending_user":{"user_id":"eve"},"reported_message":{"payload":{"message_id":7}}}"#,
            "message/7"
        ),
    ])
    func readsOtherProviders(provider: Provider, body: String, item: String) throws {
        let event = try #require(Sender.verified(body, provider: provider))
        let time = try Date("2026-01-31T12:00:00Z", strategy: .iso8601)
        #expect(
            Flag.flags(in: event, from: provider) == [Flag(user: "eve", reporter: "ann", item: item, time: time)])
    }

    @Test(arguments: [
        (
            #"{"event":"v3.post.didFlag","data":{"posts":[{"postId":"p1","postedUserId":"eve","#
                + #""updatedAt":"2026-01-31T12:00:00.000Z"}],"flaggedUserId":"ann"}}"#, "post/p1"
        ),
        (
            #"{"event":"user.didFlag","data":{"users":[{"userId":"eve","updatedAt":"2026-01-31T12:00:00.000Z","#
                + #""flags":[{"userId":"ann"}]}]}}"#, "user/eve"
        ),
    ])
    func readsPostsAndUsers(body: String, item: String) throws {
        let event = try #require(Sender.verified(body, provider: .socialplus))
        let time = try Date("2026-01-31T12:00:00Z", strategy: .iso8601)
        #expect(
            Flag.flags(in: event, from: .socialplus) == [Flag(user: "eve", reporter: "ann", item: item, time: time)])
    }
}
