import Hummingbird
import HummingbirdTesting
import Testing

@testable import ModerationBot

@Suite struct MessageTests {
    @Test(arguments: [
        ("Good morning", "{}"),
        ("Oh HECK, darn it", #"{"message":{"text":"Oh ****, **** it"}}"#),
        ("Check the darning needle", "{}"),
        ("FREE, crypto!", #"{"message":{"type":"error","text":"Please leave out “free crypto”."}}"#),
        ("gluten-free cryptography", "{}"),
        ("", "{}"),
    ])
    func answersTheHook(text: String, expected: String) async throws {
        let routes = makeRoutes(store: try CaseStore(path: nil))
        let answer = try await Application(router: routes.router).test(.router) { client in
            try await Sender().post(
                #"{"message":{"text":"\#(text)"},"user":{"id":"ann"},"channel":{}}"#,
                at: "/hooks/before-message-send", to: client)
        }
        #expect(answer.status == 200)
        #expect(answer.body == expected)
    }

    @Test func tellsABannedUserWhy() async throws {
        let routes = makeRoutes(store: try CaseStore(path: nil))
        let answer = try await Application(router: routes.router).test(.router) { client in
            for reporter in ["ann", "bob", "cy"] {
                _ = try await Sender().post(flag("m1", of: "eve", by: reporter, minute: 0), to: client)
            }
            return try await Sender().post(
                #"{"message":{"text":"Hello"},"user":{"userId":"eve"}}"#, at: "/hooks/before-message-send", to: client)
        }
        #expect(answer.body.contains(#""type":"error""#))
        #expect(answer.body.contains("3 people flagged you within 10 minutes"))
    }

    @Test func aSignedQuestionThatIsNoJSONIsRefused() async throws {
        let routes = makeRoutes(store: try CaseStore(path: nil))
        let answer = try await Application(router: routes.router).test(.router) { client in
            try await Sender().post("{", at: "/hooks/before-message-send", to: client)
        }
        #expect(answer.status == 400)
    }

    @Test func readsWordLists() {
        let words = WordList("# a comment\nmask Foo bar\nrefuse one   two\nnonsense\n")
        #expect(words.verdict(on: "foo BAR baz") == .masked("*** *** baz"))
        #expect(words.verdict(on: "one, two") == .refused(phrase: "one two"))
        #expect(words.verdict(on: "two one nonsense comment") == .fine)
    }
}
