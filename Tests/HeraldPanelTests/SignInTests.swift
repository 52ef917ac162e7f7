import HeraldJSON
import HeraldModel
import HeraldOperations
import HTTPTypes
import Testing

@testable import HeraldPanel

@Suite struct SignInTests {
    @Test func pagesLeadToTheSignInPageAndBack() async throws {
        let stage = try await Stage()
        try await stage.run { browser in
            let answer = try await browser.get("/panel/networks?x=1")
            #expect(answer.status == 303 && answer.location == "/panel/sign-in?next=%2Fpanel%2Fnetworks%3Fx%3D1")
            let page = try await browser.get("/panel/sign-in?next=%2Fpanel%2Fnetworks")
            #expect(page.status == 200 && page.contains(#"name="next" value="/panel/networks""#))
            let done = try await browser.send(
                "/panel/sign-in", [("key", " \(Stage.adminKey) "), ("next", "/panel/networks")])
            #expect(done.status == 303 && done.location == "/panel/networks")
            let cookie = try #require(done.headers[.setCookie])
            #expect(cookie.contains("; Path=/panel; HttpOnly; SameSite=Lax") && !cookie.contains("Secure"))
            let inside = Browser(test: browser.test, token: done.sessionToken)
            #expect(try await inside.get("/panel/networks").status == 200)
            #expect(try await inside.get("/panel/sign-in").location == "/panel/")
        }
    }

    @Test func browsersComeInAtTheRootAndProgramsAreTold() async throws {
        try await Stage().run { browser in
            let page = try await browser.get("/", headers: [.accept: "text/html,*/*"])
            #expect(page.status == 303 && page.location == "/panel/")
            let text = try await browser.get("/", headers: [.accept: "*/*"])
            #expect(text.status == 200 && text.contains("/openapi.json"))
            #expect(try await browser.get("/panel").location == "/panel/sign-in")
            #expect(try await browser.get("/panel/").location == "/panel/sign-in")
        }
    }

    @Test func cookiesAreSecureBehindTLS() async throws {
        let stage = try await Stage()
        let name = try #require(HTTPField.Name("x-forwarded-proto"))
        try await stage.run { browser in
            let answer = try await browser.send("/panel/sign-in", [("key", Stage.adminKey)], headers: [name: "https"])
            #expect(answer.headers[.setCookie]?.hasSuffix("; Secure") == true)
        }
        var settings = PanelSettings()
        settings.requiresHTTPS = true
        try await stage.run(settings) { browser in
            let answer = try await browser.send("/panel/sign-in", [("key", Stage.adminKey)])
            #expect(answer.headers[.setCookie]?.hasSuffix("; Secure") == true)
        }
    }

    @Test func anUnknownNameAndAWrongPasswordLookTheSame() async throws {
        let stage = try await Stage()
        _ = try await stage.user("Ada", password: "correct horse battery")
        try await stage.run { browser in
            let wrong = try await browser.send("/panel/sign-in", [("name", "ada"), ("password", "correct horse")])
            let unknown = try await browser.send("/panel/sign-in", [("name", "eve"), ("password", "correct horse")])
            #expect(wrong.status == 401 && unknown.status == 401 && wrong.sessionToken == nil)
            #expect(wrong.text.replacing("ada", with: "eve") == unknown.text)
            #expect(!wrong.contains("correct horse"))
            let key = try await browser.send("/panel/sign-in", [("key", "nonsense")])
            #expect(key.status == 401)
            let right = try await browser.send(
                "/panel/sign-in", [("name", "ADA"), ("password", "correct horse battery")])
            #expect(right.status == 303 && right.sessionToken != nil)
        }
    }

    @Test func attemptsAreLimitedPerAddress() async throws {
        let stage = try await Stage()
        try await stage.run { browser in
            for _ in 0..<20 {
                #expect(try await browser.send("/panel/sign-in", [("key", "wrong")]).status == 401)
            }
            let answer = try await browser.send("/panel/sign-in", [("key", Stage.adminKey)])
            #expect(answer.status == 429 && answer.headers[.retryAfter] == "30")
            #expect(answer.contains("Try again in 30 s"))
            stage.clock.advance(seconds: 30)
            #expect(try await browser.send("/panel/sign-in", [("key", Stage.adminKey)]).status == 303)
        }
    }

    @Test func signingOutEndsTheSession() async throws {
        try await Stage().runSignedIn { browser, _ in
            #expect(try await browser.get("/panel/account").status == 200)
            let answer = try await browser.post("/panel/sign-out")
            #expect(answer.location == "/panel/sign-in")
            #expect(answer.headers[.setCookie]?.contains("Max-Age=0") == true)
            #expect(try await browser.get("/panel/account").status == 303)
        }
    }

    @Test func sessionsEndWhenIdleOrOld() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, _ in
            let other = try await browser.signedIn(key: Stage.adminKey)
            stage.clock.advance(seconds: Sessions.idleSeconds - 1)
            #expect(try await browser.get("/panel/account").status == 200)
            stage.clock.advance(seconds: 1)
            #expect(try await other.get("/panel/account").status == 303)
            for _ in 0..<13 {
                stage.clock.advance(seconds: Sessions.idleSeconds - 60)
                _ = try await browser.get("/panel/account")
            }
            stage.clock.advance(seconds: 14 * 60)
            #expect(try await browser.get("/panel/account").status == 303)
        }
    }

    @Test func sessionsSurviveARestart() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, _ in
            try await Stage(store: stage.store).run { again in
                let same = Browser(test: again.test, token: browser.token)
                let page = try await same.get("/panel/account")
                #expect(page.status == 200)
            }
        }
    }

    @Test func aRevokedKeyEndsItsSessions() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let key = try await stage.key("read", network.id)
        try await stage.run { browser in
            let reader = try await browser.signedIn(key: key.token)
            #expect(try await reader.get("/panel/networks").status == 200)
            try await stage.operations.keys.delete(key.key.id)
            #expect(try await reader.get("/panel/networks").status == 303)
        }
    }

    @Test func aKeyThatOnlyPublishesSeesNothing() async throws {
        let stage = try await Stage()
        let key = try await stage.key("publish", try await stage.network("Blue").id)
        try await stage.run { browser in
            let answer = try await browser.send("/panel/sign-in", [("key", key.token)])
            #expect(answer.status == 403 && answer.sessionToken == nil)
        }
    }

    @Test(arguments: ["//evil.example", "https://evil.example", "/v1/keys", "/panel/\\evil", "/panel/ x", ""])
    func nobodyIsSentElsewhereAfterSigningIn(next: String) async throws {
        try await Stage().run { browser in
            let answer = try await browser.send("/panel/sign-in", [("key", Stage.adminKey), ("next", next)])
            #expect(answer.location == "/panel/")
        }
    }

    @Test func ownSessionsAreListedAndEnded() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, _ in
            let other = try await browser.signedIn(key: Stage.adminKey)
            #expect(try await browser.get("/panel/account").contains("Sign out everywhere else"))
            #expect(try await browser.post("/panel/account/sessions/end-others").status == 303)
            #expect(try await other.get("/panel/account").status == 303)
            #expect(try await browser.get("/panel/account").status == 200)
        }
    }

    @Test func usersChangeTheirPassword() async throws {
        let stage = try await Stage()
        _ = try await stage.user("ada", password: "correct horse battery")
        try await stage.run { browser in
            let done = try await browser.send(
                "/panel/sign-in", [("name", "ada"), ("password", "correct horse battery")])
            let ada = Browser(test: browser.test, token: done.sessionToken)
            let wrong = try await ada.post("/panel/account/password", [("current", "no"), ("password", "short")])
            #expect(wrong.status == 422 && wrong.contains("Must have 12 to 256 bytes."))
            let foreign = try await ada.post(
                "/panel/account/password", [("current", "no"), ("password", "another long one")])
            #expect(foreign.status == 422 && foreign.contains("Is not your password."))
            let changed = try await ada.post(
                "/panel/account/password", [("current", "correct horse battery"), ("password", "another long one")])
            #expect(changed.status == 303)
            let old = try await browser.send(
                "/panel/sign-in", [("name", "ada"), ("password", "correct horse battery")])
            #expect(old.status == 401)
        }
    }
}
