import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Testing

@testable import HeraldPanel

/// The pages of replays.
@Suite struct ReplayPageTests {
    private static let since = "2026-01-02T03:04"

    /// A webhook with failed deliveries of a minute ago.
    private func failures(_ count: Int, _ stage: Stage, _ network: Network) async throws -> Webhook {
        let webhook = try await stage.webhook(network.id, url: "https://receiver.example/hook?key=hidden")
        for _ in 0..<count { try await stage.failedDelivery(network.id) }
        stage.clock.advance(seconds: 60)
        return webhook
    }

    @Test func aReplayIsLookedAtOrderedHeldAndCancelled() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let list = "/panel/networks/\(network.id)/replays"
            #expect(try await browser.get(list).contains("No replay yet"))
            let webhook = try await failures(3, stage, network)
            let order = [
                ("webhook", webhook.id.description), ("status", "failed"), ("since", Self.since), ("until", ""),
                ("types", "channel.*"), ("rate", "50"),
            ]
            let preview = try await browser.post(list + "/preview", order)
            #expect(preview.status == 200 && preview.contains("3 events would be sent"), "\(preview.text)")
            #expect(preview.contains("channel.didCreate") && preview.contains("Send 3 events again"))
            #expect(preview.contains("name=\"until\" value=\"\(stage.clock.now)\""))
            let before = try await stage.operations.replays.all(of: network.id)
            #expect(before.isEmpty)
            let ordered = try await browser.post(list, order)
            let page = try #require(ordered.location?.split(separator: "?").first.map(String.init), "\(ordered.text)")
            let shown = try await browser.get(page + "?done=started")
            #expect(shown.contains("Started.") && shown.contains("data-poll") && shown.contains(">running<"))
            #expect(shown.contains("0 of 3") && shown.contains("50 a second") && shown.contains("about 1 s to go"))
            #expect(shown.contains("https://receiver.example/hook?…") && !shown.contains("key=hidden"))
            #expect(try await browser.post(page + "/pause").location == page + "?done=held")
            let held = try await browser.get(page)
            #expect(held.contains(">paused<") && held.contains(">Resume<") && !held.contains("data-poll"))
            #expect(try await browser.post(page + "/resume").location == page + "?done=continued")
            #expect(try await browser.get(page + "/cancel").contains("Cancel this replay?"))
            #expect(try await browser.post(page + "/cancel").location == page + "?done=cancelled")
            let over = try await browser.get(page)
            #expect(over.contains(">cancelled<") && !over.contains(">Pause<") && !over.contains("/cancel\""))
            #expect(try await browser.post(page + "/resume").status == 409)
            #expect(try await browser.get(list).contains(">cancelled<"))
        }
    }

    @Test func figuresFollowTheDeliveries() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let webhook = try await failures(4, stage, network)
            let ordered = try await stage.operations.replays.create(
                ["webhook": .string(webhook.id.description), "since": "2026-01-01T00:00:00Z"], in: network.id)
            let replay = try #require(ordered.replay)
            let page = "/panel/networks/\(network.id)/replays/\(replay.id)"
            _ = try await stage.store.advance(replay.id, limit: 3)
            stage.clock.advance(seconds: 3)
            let half = try await browser.get(page)
            #expect(half.contains("3 of 4") && half.contains("about 1 s to go"), "\(half.text)")
            _ = try await stage.store.advance(replay.id, limit: 3)
            let queued = try await browser.get(page)
            #expect(queued.contains(">all queued<") && queued.contains("data-poll"))
            let owed = try await stage.store.owed(to: webhook.id, after: nil, limit: 10)
            let attempt = Attempt(
                number: 2, startedAt: stage.clock.now, durationMicroseconds: 1, status: 200, error: nil)
            try await stage.store.settle(
                owed.enumerated().map { index, owed in
                    Settlement(
                        deliveryID: owed.id, webhookID: owed.webhookID, payloadBytes: owed.event.payloadBytes,
                        attempt: attempt, decision: index == 0 ? .failed(reason: "No.") : .delivered)
                })
            let over = try await browser.get(page)
            #expect(over.contains(">completed<") && !over.contains("data-poll"))
            #expect(over.contains("<dd class=\"figure\">3</dd>") && over.contains("tile-bad"))
        }
    }

    @Test func whatIsWrongStandsBesideItsField() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let list = "/panel/networks/\(network.id)/replays"
            let webhook = try await failures(1, stage, network)
            for path in [list, list + "/preview"] {
                let refused = try await browser.post(
                    path,
                    [
                        ("webhook", "whk_none"), ("since", "<soon>"), ("until", "2025-01-01"), ("types", "a.*.b"),
                        ("rate", "fast"),
                    ])
                #expect(refused.status == 422 && refused.contains("Names no webhook of this network"))
                #expect(refused.contains("Must be an RFC 3339 time") && refused.contains("value=\"&lt;soon&gt;\""))
                #expect(refused.contains("id=\"types-problem\"") && refused.contains("id=\"rate-problem\""))
            }
            let empty = try await browser.post(list + "/preview")
            #expect(empty.status == 422 && empty.contains("Is required."))
            let reversed = try await browser.post(
                list + "/preview",
                [("webhook", webhook.id.description), ("since", Self.since), ("until", "2025-01-01T00:00")])
            #expect(reversed.status == 422 && reversed.contains("id=\"until-problem\""))
            let nothing = try await browser.post(
                list + "/preview",
                [
                    ("webhook", webhook.id.description), ("since", Self.since), ("status", "neverDelivered"),
                    ("types", "message.*"),
                ])
            #expect(nothing.status == 200 && nothing.contains("Nothing matches") && !nothing.contains("again</button>"))
        }
    }

    @Test func otherPagesLeadHereWithTheFormFilledIn() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let home = "/panel/networks/\(network.id)"
            let webhook = try await failures(1, stage, network)
            #expect(
                try await browser.get("\(home)/webhooks/\(webhook.id)").contains(
                    "href=\"\(home)/replays/new?webhook=\(webhook.id)\""))
            #expect(try await browser.get(home + "/deliveries").contains("Replay these") == false)
            #expect(try await browser.get(home + "/deliveries?status=failed").contains("since=2026-01-02T03%3A04"))
            let filtered = try await browser.get(
                "\(home)/deliveries?status=failed&webhook=\(webhook.id)&type=channel.*&since=2026-01-01T00:00")
            let link = "/replays/new?webhook=\(webhook.id)&amp;types=channel.%2A&amp;since=2026-01-01T00%3A00"
            #expect(filtered.contains(link), "\(filtered.text)")
            let form = try await browser.get(home + link.replacing("&amp;", with: "&"))
            #expect(form.contains("value=\"\(webhook.id)\" selected") && form.contains("value=\"channel.*\""))
            #expect(form.contains("value=\"2026-01-01T00:00\"") && form.contains("value=\"failed\" checked"))
            let fresh = try await browser.get(home + "/replays/new")
            #expect(fresh.contains("value=\"2026-01-01T03:05\"") && fresh.contains("value=\"\(webhook.id)\" selected"))
            _ = try await stage.webhook(network.id, url: "https://receiver.example/other")
            #expect(try await browser.get(home + "/replays/new").contains("\" selected") == false)
        }
    }

    @Test func theListGoesOn() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let webhook = try await failures(1, stage, network)
            for _ in 0..<26 {
                _ = try await stage.operations.replays.create(
                    ["webhook": .string(webhook.id.description), "since": "2026-01-01T00:00:00Z"], in: network.id)
            }
            let list = "/panel/networks/\(network.id)/replays"
            let ids = try await stage.operations.replays.all(of: network.id).map(\.id)
            let first = try await browser.get(list)
            #expect(first.contains("cursor=\(ids[24])") && !first.contains("/\(ids[25])\""))
            let second = try await browser.get("\(list)?cursor=\(ids[24])")
            #expect(second.contains("/\(ids[25])\"") && !second.contains("Older"))
        }
    }

    @Test func readersAndOtherNetworksAreKeptOut() async throws {
        let stage = try await Stage()
        let (blue, red) = (try await stage.network("Blue"), try await stage.network("Red"))
        let webhook = try await failures(1, stage, blue)
        _ = try await stage.webhook(red.id)
        let order = try await stage.operations.replays.create(
            ["webhook": .string(webhook.id.description), "since": "2026-01-01T00:00:00Z"], in: blue.id)
        let replay = try #require(order.replay)
        let (reader, stranger) = (try await stage.key("read", blue.id), try await stage.key("manage", red.id))
        try await stage.run { browser in
            let list = "/panel/networks/\(blue.id)/replays"
            let reader = try await browser.signedIn(key: reader.token)
            #expect(try await reader.get(list).contains("New replay") == false)
            let page = try await reader.get("\(list)/\(replay.id)")
            #expect(page.status == 200 && !page.contains(">Pause<") && !page.contains("/cancel"))
            for path in ["\(list)/new", "\(list)/\(replay.id)/cancel"] {
                #expect(try await reader.get(path).status == 403)
            }
            for path in [list, list + "/preview", "\(list)/\(replay.id)/pause", "\(list)/\(replay.id)/cancel"] {
                #expect(try await reader.post(path).status == 403)
            }
            let stranger = try await browser.signedIn(key: stranger.token)
            #expect(try await stranger.get("\(list)/\(replay.id)").status == 404)
            #expect(try await stranger.get("/panel/networks/\(red.id)/replays/\(replay.id)").status == 404)
            #expect(try await stranger.post("/panel/networks/\(red.id)/replays/\(replay.id)/pause").status == 404)
            let foreign = try await stranger.post(
                "/panel/networks/\(red.id)/replays/preview",
                [("webhook", webhook.id.description), ("since", Self.since)])
            #expect(foreign.status == 422 && foreign.contains("Names no webhook of this network"))
        }
    }

    @Test(arguments: [
        (0, "0 s"), (59, "59 s"), (60, "1 min"), (3_725, "1 h 2 min"), (90_061, "1 d 1 h"), (86_400, "1 d"),
        (86_460, "1 d"), (-5, "0 s"),
    ])
    func spansUseTheirTwoLargestUnits(seconds: Int, text: String) { #expect(Figure.span(seconds: seconds) == text) }
}
