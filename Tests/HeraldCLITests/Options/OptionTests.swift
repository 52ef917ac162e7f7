import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldCLI

@Suite struct OptionTests {
    @Test(arguments: [
        ("x-a: b", "x-a", "b"), ("X-A:b", "X-A", "b"), ("x: a: b ", "x", "a: b"), ("x:", "x", ""),
    ])
    func readsHeaders(text: String, name: String, value: String) throws {
        let header = try HeaderText.parse(text)
        #expect(header.name == name)
        #expect(header.value == value)
    }

    @Test(arguments: ["no colon", ": value", "a b: c", "x: a\r\ny: b", "ü: x"])
    func refusesBrokenHeaders(text: String) {
        #expect(throws: CommandFailure.self) { try HeaderText.parse(text) }
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"), ("localhost:9090", "http://localhost:9090"),
        ("https://herald.example.com/", "https://herald.example.com"),
        ("https://x.example/base/", "https://x.example/base"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ])
    func readsServerAddresses(text: String, base: String) throws { #expect(try ServerAddressText.parse(text) == base) }

    @Test func refusesServerAddressesWithCredentialsWithoutShowingThem() throws {
        let failure = #expect(throws: CommandFailure.self) { try ServerAddressText.parse("http://me:hunter2@host") }
        #expect(failure?.status == .usage)
        #expect(failure?.description.contains("hunter2") == false)
    }

    private static let now = Timestamp(milliseconds: 1_767_322_645_678)

    @Test(arguments: [
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z"), ("2026-01-02", "2026-01-02T00:00:00.000Z"),
        ("now", "2026-01-02T02:57:25.678Z"), ("90s", "2026-01-02T02:55:55.678Z"), ("2h", "2026-01-02T00:57:25.678Z"),
        ("7d", "2025-12-26T02:57:25.678Z"),
    ])
    func readsMoments(text: String, expected: String) throws {
        #expect(try Moment.read(text, option: "--since", now: Self.now) == expected)
    }

    @Test(arguments: ["", "yesterday", "5", "-5m", "5w", "2026-13-01"])
    func refusesOtherMoments(text: String) {
        #expect(throws: CommandFailure.self) { try Moment.read(text, option: "--since", now: Self.now) }
    }

    @Test(arguments: [
        ("durable", #"{"policy":"durable"}"#), ("vendor", #"{"policy":"vendor"}"#),
        ("1000, 5000", #"{"policy":"schedule","delaysMs":[1000,5000]}"#),
    ])
    func readsRetryPolicies(text: String, json: String) throws {
        #expect(try WebhookFields.retryPolicy(text).encodedString == json)
    }

    @Test(arguments: ["sometimes", "", "5,-1", "5,x"])
    func refusesOtherPolicies(text: String) {
        #expect(throws: CommandFailure.self) { try WebhookFields.retryPolicy(text) }
    }

    @Test func networkIsPickedByNameOrWhenThereIsOnlyOne() throws {
        let one: JSONValue = ["id": "net_1", "name": "A"]
        let two: JSONValue = ["id": "net_2", "name": "B"]
        #expect(try NetworkOptions.pick(nil, from: [one]) == "net_1")
        #expect(try NetworkOptions.pick("B", from: [one, two]) == "net_2")
    }

    @Test func anUnclearNetworkIsExplained() {
        let one: JSONValue = ["id": "net_1", "name": "A"]
        let twin: JSONValue = ["id": "net_2", "name": "A"]
        for (wanted, networks) in [(nil, []), (nil, [one, twin]), ("A", [one, twin]), ("C", [one])]
            as [(String?, [JSONValue])]
        {
            let failure = #expect(throws: CommandFailure.self) { try NetworkOptions.pick(wanted, from: networks) }
            #expect(failure?.hint != nil)
        }
    }

    @Test func payloadChanges() throws {
        let document: JSONValue = ["messages": [["text": "a"]], "users": []]
        #expect(
            try PayloadChange("/messages/0/text=hello").applied(to: document).encodedString
                == #"{"messages":[{"text":"hello"}],"users":[]}"#)
        #expect(
            try PayloadChange("/data/users=[1]").applied(to: document).encodedString
                == #"{"messages":[{"text":"a"}],"users":[1]}"#)
        #expect(
            try PayloadChange("/messages/0/new=true").applied(to: document).encodedString
                == #"{"messages":[{"text":"a","new":true}],"users":[]}"#)
    }

    @Test(arguments: ["/messages/1/text=x", "/nobody/x=1", "no pointer", "messages=1"])
    func refusesChangesThatLeadNowhere(text: String) {
        #expect(throws: CommandFailure.self) {
            try PayloadChange(text).applied(to: ["messages": [["text": "a"]]])
        }
    }
}
