import HTTPTypes
import HeraldJSON
import HeraldModel
import Testing

@Suite struct StreamAccessTests {
    @Test(arguments: [
        StreamCaller.goToken, StreamCaller.phpToken, "Bearer \(StreamCaller.goToken)",
        StreamCaller.token(#"{"server":true,"iat":1767323000,"exp":1767323046,"nbf":1767323000.5}"#),
    ])
    func serverTokensAreTaken(token: String) async throws {
        try await Harness.stream { _, caller in
            let reply = try await caller.call(.get, "/app", token: token)
            #expect(reply.status == 200, "\(reply.text)")
        }
    }

    @Test(
        arguments: [
            ("", 5, 401), ("no token", 5, 401), ("a.b.c", 5, 401),
            (StreamCaller.token(#"{"server":true}"#, secret: "other"), 43, 401),
            (StreamCaller.token(#"{"server":true}"#, secret: "other", header: #"{"alg":"none"}"#), 43, 401),
            (String(StreamCaller.goToken.dropLast(2)) + "AA", 43, 401),
            (StreamCaller.token(#"{"server":true,"exp":1767323045}"#), 40, 401),
            (StreamCaller.token(#"{"server":true,"nbf":1767326045}"#), 41, 401),
            (StreamCaller.token(#"{"server":true,"iat":1767326045}"#), 42, 401),
            (StreamCaller.token(#"{"user_id":"jim"}"#), 17, 403), (StreamCaller.token(#"{"server":"yes"}"#), 17, 403),
        ] as [(String, Int64, Int)])
    func otherTokensAreRefused(token: String, code: Int64, status: Int) async throws {
        try await Harness.stream { _, caller in
            let reply = try await caller.call(.get, "/app", token: token)
            #expect(reply.status == status && reply["code"].integer == code, "\(reply.text)")
            #expect(reply["StatusCode"].integer == Int64(status) && reply["message"].string?.isEmpty == false)
            #expect(reply.json.object?.keys == ["code", "message", "StatusCode", "duration", "more_info"])
        }
    }

    @Test func anUnknownKeyNamesNoApp() async throws {
        try await Harness.stream { _, caller in
            for key in ["other", "", "k3yk3yk3yk3"] {
                let reply = try await caller.call(.get, "/app", key: key)
                #expect(reply.status == 401 && reply["code"] == 2)
            }
        }
    }

    @Test func everyKeyOfAnAppOpensItWithItsOwnSecret() async throws {
        try await Harness.stream { _, caller in
            let changed = try await caller.client.patch(
                caller.network,
                #"""
                {"credentials":{"apiKeys":[{"apiKey":"\#(StreamCaller.key)","apiSecret":"secret"},
                {"apiKey":"second","apiSecret":"another secret"}]}}
                """#)
            #expect(changed.status == 200, "\(changed.text)")
            let second = StreamCaller.token(#"{"server":true}"#, secret: "another secret")
            #expect(try await caller.call(.get, "/app", token: second, key: "second").status == 200)
            #expect(try await caller.call(.get, "/app").status == 200)
            #expect(try await caller.call(.get, "/app", key: "second")["code"] == 43)
        }
    }

    @Test func otherCallsOfStreamAreUnknownInItsShape() async throws {
        try await Harness.stream { _, caller in
            for (method, path) in [
                (HTTPRequest.Method.post, "/users"), (.patch, "/users"), (.post, "/channels/messaging/x/message"),
                (.delete, "/app"), (.get, "/stream/nothing"),
            ] {
                let reply = try await caller.call(method, path, method == .delete ? nil : "{}")
                #expect(reply.status == 404 && reply["code"] == 16 && reply["StatusCode"] == 404, "\(path)")
                #expect(reply["duration"].string?.hasSuffix("ms") == true)
            }
            let native = try await caller.client.get("/nothing")
            #expect(native.isProblem)
        }
    }

    @Test func answersCarryDurationAndRateLimits() async throws {
        try await Harness.stream { harness, caller in
            let limit = try #require(HTTPField.Name("x-ratelimit-limit"))
            let remaining = try #require(HTTPField.Name("x-ratelimit-remaining"))
            let reset = try #require(HTTPField.Name("x-ratelimit-reset"))
            let read = try await caller.call(.get, "/app")
            #expect(read.headers[limit] == "10000" && read.headers[remaining] == "9999")
            #expect(read["duration"].string?.wholeMatch(of: /\d+\.\d\dms/) != nil)
            for _ in 0..<60 { #expect(try await caller.call(.patch, "/app", "{}").status == 200) }
            let refused = try await caller.call(.patch, "/app", "{}")
            #expect(refused.status == 429 && refused["code"] == 9 && refused.headers[remaining] == "0")
            let seconds = try #require(refused.headers[reset].flatMap { Int64($0) })
            let now = harness.clock.now.milliseconds / 1000
            #expect(seconds > now && seconds <= now + 60)
            harness.clock.advance(seconds: seconds - now)
            #expect(try await caller.call(.patch, "/app", "{}").status == 200)
            let bad = try await caller.call(.patch, "/app", "[]")
            #expect(bad.status == 400 && bad["code"] == 4 && bad.headers[limit] == "60")
        }
    }
}
