import HeraldJSON
import Testing

@testable import HeraldCLI

@Suite struct WebhookViewTests {
    private static let failing: JSONValue = [
        "state": "failing", "since": "2026-01-02T03:03:20.000Z", "consecutiveFailures": 12,
        "nextProbeAt": "2026-01-02T03:04:10.000Z", "lastStatus": .null, "lastError": "timeout", "heldUntil": .null,
        "concurrency": 4,
    ]

    private static let words: [(JSONValue, String)] = [
        (["paused": true, "health": failing], "paused"), (["health": failing], "failing"),
        (["health": ["state": "probing"], "unresolved": true], "probing"), (["unresolved": true], "unresolved"),
        (["health": ["state": "healthy"]], "active"), (["health": .null], "active"), ([:], "active"),
    ]

    @Test(arguments: words)
    func theListHasOneWordForIt(webhook: JSONValue, word: String) {
        #expect(WebhooksListCommand.state(of: webhook) == word)
    }

    private static let lines: [(JSONValue, String)] = [
        (
            failing,
            "failing, 12 failures in a row, since 2026-01-02T03:03:20.000Z, next probe 2026-01-02T03:04:10.000Z, "
                + "last failure: timeout"
        ),
        (["state": "healthy", "consecutiveFailures": 0], "healthy"),
        (
            ["state": "healthy", "consecutiveFailures": 1, "lastStatus": 503, "heldUntil": "x"],
            "healthy, 1 failure in a row, asked to wait until x, last failure: status 503"
        ),
        (.null, ""),
    ]

    @Test(arguments: lines)
    func healthIsALine(health: JSONValue, line: String) { #expect(WebhookView.health(health) == line) }
}
