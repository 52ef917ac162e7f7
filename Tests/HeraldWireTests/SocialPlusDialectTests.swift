import HeraldJSON
import HeraldModel
import HeraldWire
import Testing

@Suite struct SocialPlusDialectTests {
    private let dialect = SocialPlusDialect()

    /// The sample bodies of the reference.
    static let samples: [(type: String, data: String)] = [
        (
            "channel.didCreate",
            #"{"userIds":["ann"],"channel":{"isDistinct":false,"type":"standard","metadata":{},"tags":[],"isMuted":false,"#
                + #""lastActivity":"2026-01-02T03:04:05.678Z","updatedAt":"2026-01-02T03:04:05.678Z","#
                + #""createdAt":"2026-01-02T03:04:05.678Z","isRateLimited":false,"rateLimitWindow":1000,"#
                + #""channelId":"c1","memberCount":0,"messageCount":0},"users":[{"displayName":"Ann","#
                + #""updatedAt":"2026-01-02T03:04:05.678Z","createdAt":"2026-01-01T00:00:00.000Z","userId":"ann","#
                + #""roles":[],"flagCount":0,"hashflag":{"bits":0,"hashes":0,"hash":[]}}]}"#
        ),
        (
            "v3.post.didAddReaction",
            #"{"posts":[{"postId":"65f0…01","dataType":"text","data":{"text":"hi"},"reactions":{"like":1},"#
                + #""reactionsCount":1}],"postChildren":[],"comments":[],"users":[{"userId":"ann","#
                + #""createdAt":"2026-01-02T03:04:05.678Z","updatedAt":"2026-01-02T03:04:05.678Z"}],"files":[],"#
                + #""communities":[],"communityUsers":[],"categories":[],"feeds":[],"reactor":{"reactionId":"65f0…02","#
                + #""reactionName":"like","userId":"ann","createdAt":"2026-01-02T03:04:05.678Z"},"videoStreamings":[]}"#
        ),
        (
            "follow.didRequest",
            #"{"from":"ann","to":"bob","status":"pending","createdAt":"2026-01-02T03:04:05.678Z","#
                + #""updatedAt":"2026-01-02T03:04:05.678Z"}"#
        ),
    ]

    @Test(arguments: samples)
    func writesTheReferenceSamples(type: String, data: String) throws {
        let body = dialect.body(for: event(type, data))
        #expect(String(decoding: body, as: UTF8.self) == "{\"event\":\"\(type)\",\"data\":\(data)}")
        #expect(try JSONCanonicalizer.canonicalize(body) == body)
    }

    @Test(arguments: [
        (#"{"eventName":"post.created","notify":true}"#, #"{"eventName":"post.created","notify":true}"#),
        (#"{"eventName":"other"}"#, #"{"eventName":"other"}"#),
        (#"{"1":0,"notify":true}"#, #"{"1":0,"notify":true,"eventName":"post.created"}"#),
        ("{}", #"{"eventName":"post.created"}"#),
        ("[1]", "[1]"),
    ])
    func writesThePushEnvelope(data: String, expected: String) throws {
        let body = dialect.body(for: event("push-notification/post.created", data))
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"eventType":"push-notification.created","id":"e\"1","networkId":"net_1","#
                + #""sentTime":"2026-01-02T03:04:05.678Z","data":"# + expected + "}")
        #expect(try JSONCanonicalizer.canonicalize(body) == body)
    }

    @Test(arguments: ["a\"b", "новый/тип 🌍", "back\\slash", "line\nbreak\u{1}", "push-notification", ""])
    func escapesTypes(type: String) throws {
        let body = dialect.body(for: event(type, "{}"))
        #expect(try JSONCanonicalizer.canonicalize(body) == body)
        #expect(try JSONValue(parsing: body) == ["event": .string(type), "data": [:]])
    }

    @Test func sendsTheRoundTripVectorUnchanged() throws {
        let data = try JSONCanonicalizer.canonicalize(Array(#"{"b":1.0,"10":2,"2":3,"u":"a/b é"}"#.utf8))
        let body = dialect.body(for: event("x", String(decoding: data, as: UTF8.self)))
        #expect(
            String(decoding: body, as: UTF8.self) == #"{"event":"x","data":{"2":3,"10":2,"b":1,"u":"a/b é"}}"#)
    }

    @Test func describesItself() {
        #expect(dialect.defaultTimeout == .milliseconds(1500))
        #expect(
            dialect.staticHeaders.map { "\($0.name): \($0.value)" } == [
                "content-type: application/json", "user-agent: Social-Plus-Webhooks/1.0",
            ])
        #expect(SocialPlusDialect(agent: .classic).staticHeaders.last?.value == "node-superagent/4.0.0")
    }

    @Test(arguments: [
        (200, true, true), (201, true, false), (204, true, false), (299, true, false), (199, false, false),
        (300, false, false), (404, false, false), (422, false, false), (500, false, false),
    ])
    func judgesAnswers(status: Int, lenient: Bool, strict: Bool) {
        #expect(dialect.isSuccess(status: status) == lenient)
        #expect(SocialPlusDialect(isStrict: true).isSuccess(status: status) == strict)
    }

    @Test func offersOnlyWhatItSpeaks() throws {
        for dialect in Dialect.allCases {
            if WireDialects.available.contains(dialect) {
                #expect(try WireDialects.wire(for: dialect).dialect == dialect)
            } else {
                let error = #expect(throws: WireError.self) { try WireDialects.wire(for: dialect) }
                #expect(error?.code == .dialectUnavailable)
                #expect(
                    error?.description.hasPrefix("dialect '\(dialect.rawValue)' is not available in this version")
                        == true)
            }
        }
    }

    private func event(_ type: String, _ data: String) -> EventEnvelope {
        EventEnvelope(
            id: "e\"1", networkID: "net_1", type: type, data: Array(data.utf8),
            occurredAt: Timestamp(milliseconds: 1_767_323_045_678))
    }
}
