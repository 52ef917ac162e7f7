import HeraldModel
import Testing

@Suite struct EventPatternTests {
    @Test(arguments: [
        ("*", "channel.didCreate", true), ("*", "push-notification/x", false), ("*", "herald.webhook.paused", false),
        ("*", "heraldry", true), ("channel.*", "channel.didCreate", true), ("channel.*", "channels.didCreate", false),
        ("channel.*", "channel", false), ("herald.*", "herald.webhook.paused", true),
        ("push-notification/*", "push-notification/x", true), ("message.didCreate", "message.didCreate", true),
        ("message.didCreate", "message.didCreated", false), ("message.didCreate", "Message.didCreate", false),
    ])
    func matches(_ pattern: String, _ type: String, _ expected: Bool) throws {
        #expect(try #require(EventPattern(pattern)).matches(type) == expected)
    }

    @Test(arguments: ["", "a*b", "*a", "**", "channel*", "a.*.b", String(repeating: "a", count: 129)])
    func refuses(_ text: String) {
        #expect(EventPattern(text) == nil)
    }

    @Test func knowsItsKind() {
        #expect(EventPattern.everything.description == "*")
        #expect(EventPattern.everything == EventPattern("*"))
        #expect(EventPattern("a.*")?.isWildcard == true)
        #expect(EventPattern("a.b")?.isWildcard == false)
        #expect(EventPattern(String(repeating: "a", count: 128)) != nil)
    }
}
