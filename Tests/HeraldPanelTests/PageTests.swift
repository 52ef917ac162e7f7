import HeraldModel
import HeraldOperations
import HeraldStore
import HTTPTypes
import Testing

@testable import HeraldPanel

@Suite struct PageTests {
    @Test func everyPageStandsWithItsLandmarksAndHeaders() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let webhook = try await stage.webhook(network.id)
        let (event, delivery) = try await stage.failedDelivery(network.id)
        let user = try await stage.user("ada", password: "correct horse battery")
        var bucket = StatsBucket(webhookID: webhook.id, minute: stage.clock.now.milliseconds / 60_000)
        bucket.delivered = 7
        bucket.attempts = 8
        bucket.failedAttempts = 1
        stage.live.add(bucket)
        let home = "/panel/networks/\(network.id)"
        let paths = [
            "/panel/networks", "/panel/users", "/panel/users/\(user.id)/delete", "/panel/account", home,
            home + "?window=24h", home + "?window=7d", home + "/webhooks", home + "/webhooks/new",
            home + "/webhooks/\(webhook.id)", home + "/webhooks/\(webhook.id)/edit",
            home + "/webhooks/\(webhook.id)/rotate", home + "/webhooks/\(webhook.id)/delete", home + "/events",
            home + "/events?type=channel.*&since=2026-01-02T03:04", home + "/events/\(event)", home + "/deliveries",
            home + "/deliveries?status=failed&webhook=\(webhook.id)", home + "/deliveries/\(delivery)",
        ]
        try await stage.run { browser in
            let admin = try await browser.signedIn(key: Stage.adminKey)
            for path in paths {
                let page = try await admin.get(path)
                #expect(page.status == 200, "\(path): \(page.text)")
                Self.check(page, path)
                for part in ["<header ", "<nav ", "href=\"#main\"", "<h1", "</html>"] {
                    #expect(page.contains(part), "\(path) has no \(part)")
                }
            }
            Self.check(try await browser.get("/panel/sign-in"), "sign-in")
            let missing = try await admin.get("/panel/nothing/here")
            #expect(missing.status == 404)
            Self.check(missing, "404")
        }
    }

    private static func check(_ page: Answer, _ path: String) {
        #expect(
            page.headers[.contentSecurityPolicy]
                == "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
            "\(path)")
        #expect(page.headers[.xContentTypeOptions] == "nosniff" && page.headers[.cacheControl] == "no-store", "\(path)")
        #expect(HTTPField.Name("referrer-policy").flatMap { page.headers[$0] } == "same-origin", "\(path)")
        #expect(page.contains("<main id=\"main\"") && page.contains("<html lang=\"en\">"), "\(path)")
        // Nothing inline, and no template left unfilled.
        for part in [" style=", "<style", "<script>", " onclick", "{{", "}}", "Optional(", "http://"] {
            #expect(!page.contains(part), "\(path) has \(part)")
        }
        // Every field that is shown has its label.
        for field in page.text.matches(of: /<(?:input|select|textarea) id="([^"]+)"/) {
            #expect(page.contains("<label for=\"\(field.1)\""), "\(path): \(field.1) has no label")
        }
    }

    @Test func assetsAreKeptForGood() async throws {
        try await Stage().run { browser in
            for asset in Asset.all {
                let answer = try await browser.get(asset.path)
                #expect(answer.status == 200 && answer.text.utf8.count > 100, "\(asset.path)")
                #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
                #expect(answer.headers[.contentType] == asset.type)
            }
            let page = try await browser.get("/panel/sign-in")
            #expect(page.contains(Asset.stylesheet.path) && page.contains(Asset.script.path))
            #expect(try await browser.get("/panel/assets/panel-0000000000000000.css").status == 303)
        }
    }

    @Test func theOverviewShowsTheFiguresOfTheStatistics() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let path = "/panel/networks/\(network.id)"
            #expect(try await browser.get(path).contains("No webhook yet"))
            let webhook = try await stage.webhook(network.id)
            #expect(try await browser.get(path).contains("Nothing sent in this span"))
            var bucket = StatsBucket(webhookID: webhook.id, minute: stage.clock.now.milliseconds / 60_000)
            bucket.delivered = 1234
            bucket.failed = 6
            bucket.attempts = 1250
            bucket.failedAttempts = 16
            stage.live.add(bucket)
            let page = try await browser.get(path)
            #expect(page.contains(">1,234<") && page.contains(">99.5 %<") && page.contains("requests made; 16 failed"))
            #expect(page.contains("12 failures in a row; the last was timeout. Deliveries wait."))
        }
    }

    /// The tiles and the figures under the chart, against the statistics that the API answers.
    @Test func theOverviewEqualsTheStatistics() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let webhook = try await stage.webhook(network.id)
            for number in 0..<1203 {
                let event = NewEvent(
                    type: "channel.didCreate", data: Array("{}".utf8), externalID: "e-\(number)", contentHash: 1,
                    orderingKey: nil, occurredAt: stage.clock.now, targets: number < 3 ? [webhook.id] : [])
                _ = try await stage.store.append([event, event], to: network.id)
                if number % 400 == 0 { stage.clock.advance(seconds: 300) }
            }
            var bucket = StatsBucket(webhookID: webhook.id, minute: stage.clock.now.milliseconds / 60_000)
            bucket.delivered = 40
            bucket.failed = 2
            bucket.attempts = 50
            bucket.failedAttempts = 10
            for time in [1000, 20_000, 300_000] { bucket.latency.record(microseconds: Int64(time)) }
            try await stage.store.add([bucket])
            stage.live.add(bucket)
            for span in ["1h", "24h", "7d"] {
                let window = try #require(StatsWindow(span))
                let stats = try await stage.operations.statistics.stats(of: network.id, window: window)
                #expect(stats.accepted == 1203 && stats.waiting == 3 && stats.total.delivered == 80)
                let page = try await browser.get("/panel/networks/\(network.id)?window=\(span)")
                let tiles = page.text.matches(of: /<dd class="figure">([^<]*)<\/dd><dd class="remark">([^<]*)</)
                let attention = Figure.count(page.text.contains("failures in a row") ? 1 : 0)
                #expect(
                    tiles.map { String($0.1) } == [
                        Figure.count(stats.accepted), Figure.count(stats.total.delivered),
                        Figure.count(stats.total.failed), Figure.count(stats.waiting),
                        Figure.percent(stats.total.successRate), Figure.count(stats.total.attempts),
                        Figure.duration(microseconds: stats.total.latencyMicroseconds(0.95)), attention,
                    ])
                #expect(tiles.map { String($0.2) }[3] == "oldest 20 min ago")
                let rows = page.text.matches(
                    of: /"Events in" class="number">([^<]*)<\/td><td data-label="Delivered" class="number">([^<]*)</)
                let shown = rows.map { "\($0.1) \($0.2)" }
                let expected = stats.buckets.map {
                    "\(Figure.count($0.accepted ?? -1)) \(Figure.count($0.figures.delivered))"
                }
                #expect(shown == expected)
            }
        }
    }

    /// Text that tries to break out, in every place that shows foreign text.
    @Test func foreignTextIsHarmless() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            _ = try await stage.webhook(network.id)
            let evil = #"<script>alert(1)</script>"\#u{301} onload=x \#u{202E}drow"#
            let text = String(repeating: "ä", count: 100_000)
            let (event, delivery) = try await stage.failedDelivery(
                network.id, data: #"{"a":"<b>\u0022","long":"\#(text)"}"#, body: Array(evil.utf8) + [0xFF, 0xC0, 0x00])
            let home = "/panel/networks/\(network.id)"
            let page = try await browser.get("\(home)/deliveries/\(delivery)")
            #expect(page.status == 200 && !page.contains("<script>alert"))
            #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;\u{301} onload=x ⟨U+202E⟩drow"))
            #expect(page.contains("\u{FFFD}\u{FFFD}⟨U+0000⟩"))
            let shown = try await browser.get("\(home)/events/\(event)")
            #expect(shown.contains("&lt;b&gt;") && shown.contains(text))
            let query = FormText.encode(#"""# + "\u{301} autofocus onfocus=alert(1) x=")
            let filter = try await browser.get("\(home)/events?type=\(query)")
            #expect(filter.contains("&quot;\u{301} autofocus"))
            #expect(!filter.contains("value=\"\"\u{301}"))
        }
    }

    @Test func anAttemptShowsWhatItsTimeWentTo() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            _ = try await stage.webhook(network.id)
            let home = "/panel/networks/\(network.id)/deliveries/"
            let (_, old) = try await stage.failedDelivery(network.id)
            #expect(!(try await browser.get(home + "\(old)")).contains("<svg class=\"phases\""))
            var timing = AttemptTiming(isReused: false)
            timing.resolveMicroseconds = 1200
            timing.connectMicroseconds = 2400
            timing.tlsMicroseconds = 3600
            timing.firstByteMicroseconds = 4800
            let (_, fresh) = try await stage.failedDelivery(network.id, timing: timing)
            let page = try await browser.get(home + "\(fresh)")
            #expect(
                page.contains(
                    "On a new connection: name resolved 1.2 ms, connected 2.4 ms, TLS 3.6 ms, first byte 4.8 ms."))
            #expect(page.contains("<rect class=\"phase-tls\" x=\"216\" y=\"0\" width=\"216\""))
            #expect(page.contains("<span class=\"key key-connect\">connected 2.4 ms</span>"))
            timing = AttemptTiming(isReused: true)
            timing.firstByteMicroseconds = 9000
            let (_, reused) = try await stage.failedDelivery(network.id, timing: timing)
            let second = try await browser.get(home + "\(reused)")
            #expect(second.contains("On a connection that was open already: first byte 9.0 ms, the rest 3.0 ms."))
        }
    }

    @Test func aSearchThatTakesLongTellsHowFarItGot() async throws {
        let stage = try await Stage(limits: OperationLimits(search: SearchBound(rows: 4)))
        try await stage.runSignedIn { browser, network in
            _ = try await stage.webhook(network.id)
            for number in 0..<6 {
                stage.clock.advance(seconds: 1)
                _ = try await stage.failedDelivery(network.id, data: number == 1 ? #"{"a":"rare"}"# : "{}")
            }
            let home = "/panel/networks/\(network.id)"
            for path in [home + "/events?text=rare", home + "/deliveries?type=no.such"] {
                let first = try await browser.get(path)
                #expect(first.contains("Nothing found so far") && !first.contains("Nothing matches"))
                #expect(first.contains("Searched back to <time") && first.contains(">Search further</a>"))
                #expect(!first.contains(">Older</a>"))
                let next = try #require(first.text.firstMatch(of: /href="([^"]*cursor=[^"]*)"/)).1
                let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
                #expect(
                    second.contains("text=rare")
                        ? second.contains("<th scope=\"row\">") : second.contains("Nothing matches"))
                #expect(!second.contains("Search further") && second.contains(">Newest</a>"))
            }
        }
    }

    @Test func listsPage() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            for number in 0..<60 {
                stage.clock.advance(seconds: 1)
                let event = NewEvent(
                    type: "channel.didCreate", data: Array("{}".utf8), externalID: "e-\(number)", contentHash: 1,
                    orderingKey: nil, occurredAt: stage.clock.now, targets: [])
                _ = try await stage.store.append([event], to: network.id)
            }
            let path = "/panel/networks/\(network.id)/events?type=channel.*"
            let first = try await browser.get(path)
            #expect(first.contains("e-59") && first.contains("e-10") && !first.contains("e-9<"))
            let next = try #require(first.text.firstMatch(of: /href="([^"]*cursor=[^"]*)"/)).1
            #expect(next.contains("type=channel.%2A&amp;"))
            let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
            #expect(second.contains("e-9<") && !second.contains("e-10<") && second.contains(">Newest</a>"))
            let bad = try await browser.get("/panel/networks/\(network.id)/events?since=yesterday")
            #expect(bad.status == 200 && bad.contains("write a time"))
        }
    }
}
