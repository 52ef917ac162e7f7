import Foundation
import HeraldReceiver
import Hummingbird
import HummingbirdTesting
import Testing

@testable import AnalyticsStore

@Suite struct AnalyticsStoreTests {
    private func store(for sender: Sender = Sender()) throws -> Routes {
        Routes(
            receiver: Receiver(provider: sender.provider, secrets: sender.settings),
            store: try EventStore(path: nil, provider: sender.provider))
    }

    private func message(_ number: Int, by user: String, called name: String, in channel: String) -> String {
        let day = 10 + number / 8
        let time = "2026-01-\(day)T12:00:\(10 + number % 8).000Z"
        return """
            {"event":"message.didCreate","data":{"messages":[{"messageId":"m\(number)","channelId":"\(channel)",\
            "userId":"\(user)","createdAt":"\(time)","updatedAt":"\(time)"}],\
            "users":[{"userId":"\(user)","displayName":"\(name)","updatedAt":"\(time)"}]}}
            """
    }

    /// Five days in three channels, with people who change their names on the way.
    private var messages: [String] {
        (0..<40).map { number in
            message(
                number, by: "user\(number % 7)", called: "Name \(number % 7) of day \(number / 8)",
                in: "channel\(number % 3)")
        }
    }

    /// What people see after these requests.
    private func page(after bodies: [String]) async throws -> (html: String, statistics: Statistics) {
        try await Application(router: try store().router).test(.router) { client in
            for body in bodies {
                let status = try await Sender().post(body, to: client)
                #expect(status == 200)
            }
            let html = try await client.execute(uri: "/", method: .get)
            let json = try await client.execute(uri: "/stats", method: .get)
            return (
                String(buffer: html.body),
                try JSONDecoder().decode(Statistics.self, from: Data(json.body.readableBytesView))
            )
        }
    }

    @Test func countsDaysChannelsAndUsers() async throws {
        let statistics = try await page(after: messages).statistics
        #expect(statistics.events == 40)
        #expect(statistics.days == (10...14).map { .init(day: "2026-01-\($0)", events: 8, users: 7) })
        #expect(statistics.channels.map(\.id) == ["channel0", "channel1", "channel2"])
        #expect(statistics.channels.map(\.events) == [14, 13, 13])
        #expect(statistics.users.first == .init(id: "user0", name: "Name 0 of day 4", events: 6))
    }

    @Test func duplicatesChangeNothing() async throws {
        let once = try await page(after: messages)
        let twice = try await page(after: messages + messages)
        #expect(once.html == twice.html)
        #expect(once.statistics == twice.statistics)
    }

    @Test(arguments: 1...12 as ClosedRange<UInt64>)
    func anyOrderGivesTheSamePage(seed: UInt64) async throws {
        let expected = try await page(after: messages)
        let found = try await page(after: messages.repeatedAndShuffled(seed: seed))
        #expect(found.html == expected.html)
        #expect(found.statistics == expected.statistics)
    }

    @Test func refusesWhatIsNotSigned() async throws {
        let routes = try store()
        let statuses = try await Application(router: routes.router).test(.router) { client in
            let forged = try await Sender(secret: "another").post(messages[0], to: client)
            let bare = try await client.execute(uri: "/hooks", method: .post, body: ByteBuffer(string: messages[0]))
            return [forged, bare.status.code]
        }
        #expect(statuses == [401, 401])
        let events = try await routes.store.statistics().events
        #expect(events == 0)
    }

    @Test(arguments: [
        (
            Provider.socialplus,
            #"{"event":"v3.post.didAddReaction","data":{"reactor":{"userId":"ann","createdAt":"2026-01-31T09:00:00.000Z"},"#
                + #""posts":[{"postId":"p","postedUserId":"bob"}]}}"#,
            nil
        ),
        (
            .sendbird,
            #"{"category":"group_channel:message_send","sender":{"user_id":"ann","nickname":"Ann"},"#
                + #""payload":{"message_id":1,"created_at":1769850000000},"channel":{"channel_url":"lobby"}}"#,
            "lobby"
        ),
        (
            .stream,
            #"{"type":"message.new","created_at":"2026-01-31T09:00:00.123456Z","cid":"messaging:lobby","#
                + #""user":{"id":"ann","name":"Ann"},"message":{"id":"m"}}"#,
            "messaging:lobby"
        ),
        (
            .standard,
            #"{"type":"message.sent","timestamp":"2026-01-31T09:00:00Z","data":{"user_id":"ann","channel_id":"lobby"}}"#,
            "lobby"
        ),
    ])
    func readsEveryProvider(provider: Provider, body: String, channel: String?) async throws {
        let sender = Sender(provider: provider)
        let routes = try store(for: sender)
        let status = try await Application(router: routes.router).test(.router) { client in
            try await sender.post(body, to: client)
        }
        #expect(status == 200)
        let statistics = try await routes.store.statistics()
        #expect(statistics.days == [.init(day: "2026-01-31", events: 1, users: 1)])
        #expect(statistics.users.map(\.id) == ["ann"])
        #expect(statistics.channels.map(\.id) == [channel].compactMap(\.self))
    }

    @Test func showsNamesAsText() async throws {
        let body = message(1, by: "eve", called: "<script>alert(1)</script>", in: "<b>")
        let html = try await page(after: [body]).html
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(!html.contains("<script") && !html.contains("<b>"))
    }
}
