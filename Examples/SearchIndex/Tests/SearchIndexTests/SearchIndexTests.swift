import Foundation
import HeraldReceiver
import Hummingbird
import HummingbirdTesting
import Testing

@testable import SearchIndex

@Suite struct SearchIndexTests {
    private func routes() throws -> Routes {
        Routes(
            receiver: Receiver(provider: .socialplus, secrets: [Sender().secret]), store: try ItemStore(path: nil))
    }

    private func message(_ event: String, _ id: String, at second: Int, _ text: String) -> String {
        """
        {"event":"message.\(event)","data":{"messages":[{"messageId":"\(id)","channelId":"lobby","userId":"ann",\
        "data":{"text":"\(text)"},"createdAt":"2026-01-31T12:00:00.000Z",\
        "updatedAt":"2026-01-31T12:00:\(10 + second).000Z"}],"users":[]}}
        """
    }

    private func post(_ event: String, _ id: String, at second: Int, _ text: String) -> String {
        """
        {"event":"v3.post.\(event)","data":{"posts":[{"postId":"\(id)","targetId":"hikers","postedUserId":"bob",\
        "data":{"text":"\(text)"},"updatedAt":"2026-01-31T12:00:\(10 + second).000Z"}]}}
        """
    }

    /// What people and programs see, by question.
    private struct Sight: Hashable {
        var question: String
        var answer: Answer
        var page: String
    }

    /// What some questions find after these requests.
    private func sights(after bodies: [String]) async throws -> [Sight] {
        try await Application(router: try routes().router).test(.router) { client in
            for body in bodies {
                let status = try await Sender().post(body, to: client)
                #expect(status == 200)
            }
            var sights: [Sight] = []
            for question in ["lake", "mountain", "secret", "boots", "la"] {
                let json = try await client.execute(uri: "/search?q=\(question)", method: .get).body
                let page = try await client.execute(uri: "/?q=\(question)", method: .get).body
                let answer = try JSONDecoder().decode(Answer.self, from: Data(json.readableBytesView))
                sights.append(Sight(question: question, answer: answer, page: String(buffer: page)))
            }
            return sights
        }
    }

    private func found(_ question: String, in routes: Routes) async throws -> [String] {
        try await routes.store.search(question).items.map(\.id)
    }

    /// Texts that are edited, edited twice, deleted, and deleted after an edit.
    private var history: [String] {
        [
            message("didCreate", "m1", at: 0, "The lake is cold"),
            message("didCreate", "m2", at: 1, "A mountain of work"),
            message("didUpdate", "m2", at: 2, "A mountain lake"),
            message("didUpdate", "m2", at: 3, "A mountain hut"),
            message("didCreate", "m3", at: 4, "My secret is 1234"),
            message("didDelete", "m3", at: 5, "My secret is 1234"),
            post("didCreate", "p1", at: 6, "New boots for the lake"),
            post("didUpdate", "p1", at: 7, "Old boots for the lake"),
            post("didCreate", "p2", at: 8, "A secret mountain"),
            post("didUpdate", "p2", at: 9, "A very secret mountain"),
            post("didDelete", "p2", at: 10, "A very secret mountain"),
        ]
    }

    @Test func findsWhatWasWrittenLast() async throws {
        let routes = try routes()
        try await Application(router: routes.router).test(.router) { client in
            for body in history { _ = try await Sender().post(body, to: client) }
        }
        #expect(try await found("lake", in: routes).sorted() == ["message/m1", "post/p1"])
        #expect(try await found("mountain", in: routes) == ["message/m2"])
        #expect(try await found("mountain hu", in: routes) == ["message/m2"])
        #expect(try await found("secret", in: routes) == [])
        #expect(try await found("new", in: routes) == [])
    }

    @Test(arguments: 1...25 as ClosedRange<UInt64>)
    func anyOrderEndsInTheSameIndex(seed: UInt64) async throws {
        let expected = try await sights(after: history)
        let found = try await sights(after: history.repeatedAndShuffled(seed: seed))
        for (found, expected) in zip(found, expected) where found != expected {
            Issue.record(
                "\(found.question) finds \(found.answer.items.map(\.id)), not \(expected.answer.items.map(\.id))")
        }
        #expect(found.count == 5)
        #expect(found.first?.answer.items.map(\.id).sorted() == ["message/m1", "post/p1"])
    }

    @Test func aDeleteBeforeItsCreateWins() async throws {
        let routes = try routes()
        try await Application(router: routes.router).test(.router) { client in
            for body in [
                message("didDelete", "m1", at: 9, "The lake"), message("didCreate", "m1", at: 0, "The lake"),
                message("didUpdate", "m1", at: 20, "The lake"),
            ] {
                _ = try await Sender().post(body, to: client)
            }
        }
        #expect(try await found("lake", in: routes) == [])
    }

    @Test(arguments: ["", "  ", "\"", "lake AND", "NEAR(", "text:lake", "*", "-lake", "'; DROP TABLE item;"])
    func nothingTypedIsAMistake(question: String) async throws {
        let routes = try routes()
        _ = try await routes.store.search(question)
        let page = Page(question: question, answer: Answer(items: []))
        #expect(!page.html.contains("value=\"\"\""))
    }

    @Test func showsTextAsText() async throws {
        let item = Answer.Item(id: "message/1", text: "<script>", author: "<b>", place: "&")
        let html = Page(question: "\"><script>", answer: Answer(items: [item])).html
        #expect(!html.contains("<script>") && !html.contains("<b>"))
    }

    @Test func refusesWhatIsNotSigned() async throws {
        let routes = try routes()
        let status = try await Application(router: routes.router).test(.router) { client in
            try await Sender(secret: "another").post(message("didCreate", "m1", at: 0, "The lake"), to: client)
        }
        #expect(status == 401)
        #expect(try await found("lake", in: routes) == [])
    }

    @Test(arguments: [
        (
            Provider.stream, "message/m",
            [
                #"{"type":"message.deleted","cid":"messaging:lobby","message":{"id":"gone","text":"lake"}}"#,
                #"{"type":"message.new","cid":"messaging:lobby","message":{"id":"gone","text":"lake","#
                    + #""updated_at":"2026-01-31T12:00:00Z"}}"#,
                #"{"type":"message.updated","cid":"messaging:lobby","message":{"id":"m","text":"lake","#
                    + #""updated_at":"2026-01-31T12:00:00.000002Z"}}"#,
                #"{"type":"message.new","cid":"messaging:lobby","message":{"id":"m","text":"sea","#
                    + #""updated_at":"2026-01-31T12:00:00.000001Z"}}"#,
            ]
        ),
        (
            .sendbird, "message/7",
            [
                #"{"category":"group_channel:message_update","payload":{"message_id":7,"message":"lake","created_at":5}}"#,
                #"{"category":"group_channel:message_send","payload":{"message_id":7,"message":"sea","created_at":5}}"#,
                #"{"category":"open_channel:message_delete","payload":{"message_id":8}}"#,
                #"{"category":"open_channel:message_send","payload":{"message_id":8,"message":"lake","created_at":5}}"#,
            ]
        ),
    ])
    func readsOtherProviders(provider: Provider, item: String, bodies: [String]) async throws {
        let store = try ItemStore(path: nil)
        for body in bodies {
            let event = try #require(Sender.verified(body, provider: provider))
            if let change = Change(event, from: provider) { try await store.apply(change) }
        }
        let lake = try await store.search("lake").items.map(\.id)
        let sea = try await store.search("sea").items
        #expect(lake == [item])
        #expect(sea.isEmpty)
    }
}
