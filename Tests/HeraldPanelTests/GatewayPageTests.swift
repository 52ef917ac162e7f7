import HeraldJSON
import HeraldModel
import HeraldOperations
import HeraldStore
import Testing

@testable import HeraldPanel

/// The pages of sources, consumers, keys, the catalogue and egress.
@Suite struct GatewayPageTests {
    @Test func aSourceIsOpenedLookedAtChangedAndClosed() async throws {
        try await Stage().runSignedIn { browser, network in
            let list = "/panel/networks/\(network.id)/sources"
            #expect(try await browser.get(list).contains("No source yet"))
            #expect(try await browser.get(list + "/new").contains("Open source"))
            let refused = try await browser.post(
                list, [("provider", "stream"), ("name", "x"), ("secrets", " "), ("ranges", "nowhere")])
            #expect(refused.status == 422 && refused.contains("Must be an address range"), "\(refused.text)")
            let secret = "a secret nobody may see"
            let made = try await browser.post(
                list,
                [("provider", "stream"), ("name", "<prod>"), ("secrets", "key1:\(secret)\n"), ("ranges", "provider")])
            let page = try #require(made.location?.split(separator: "?").first.map(String.init), "\(made.text)")
            let shown = try await browser.get(page)
            #expect(shown.status == 200 && shown.contains("&lt;prod&gt;") && shown.contains("/in/src_"))
            #expect(
                shown.contains("key1") && !shown.contains(secret) && shown.contains("those Stream publishes"),
                "\(shown.text)")
            #expect(try await browser.get(page + "/edit").contains("provider</textarea>"))
            let changed = try await browser.post(page + "/edit", [("name", "other"), ("ranges", "")])
            #expect(changed.status == 303)
            let off = try await browser.get(page)
            #expect(off.contains("switched off") && off.contains("everywhere") && off.contains("<h1>other</h1>"))
            #expect(try await browser.post(page + "/rotate", [("secret", "new"), ("overlap", "0")]).status == 303)
            #expect(try await browser.get(list).contains(">other</a>"))
            #expect(try await browser.get(page + "/delete").contains("Close other?"))
            #expect(try await browser.post(page + "/delete").status == 303)
            #expect(try await browser.get(page).status == 404)
        }
    }

    @Test func refusedRequestsAreShownWithWhatToDo() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            let door = try await stage.operations.sources.create(
                ["provider": "stream", "secrets": ["a secret of the provider"]], in: network.id)
            let page = "/panel/networks/\(network.id)/sources/\(door.source.id)"
            #expect(try await browser.get(page).contains("None since the server's start"))
            let headers = [("X-Signature", String(repeating: "a", count: 64)), ("x-<b>", "hidden")]
            let body = Array("secret text".utf8)
            for _ in 0..<22 {
                await #expect(throws: OperationError.self) {
                    try await stage.operations.ingest.receive(
                        headers.map { (name: $0.0, value: $0.1) }, body, from: IPAddress("192.0.2.9"), at: door)
                }
            }
            let shown = try await browser.get(page)
            #expect(shown.contains("signature_mismatch") && shown.contains("something between changed the body"))
            #expect(shown.contains("192.0.2.9") && shown.contains("came along") && shown.contains("11 B"))
            #expect(shown.contains("X-Signature, x-&lt;b&gt;") && shown.contains(">22</dd>"))
            #expect(shown.text.split(separator: "192.0.2.9").count == 21)
            #expect(!shown.contains("hidden<") && !shown.contains("secret text"))
        }
    }

    @Test(arguments: [
        "no_secret", "malformed_secret", "missing_signature", "missing_header", "malformed_signature",
        "malformed_timestamp", "signature_mismatch", "too_old", "too_new", "body_too_large", "invalid_gzip",
        "invalid_body", "unknown_envelope", "secrets_expired", "headers_too_large", "read_timeout", "source_disabled",
        "address_not_allowed", "unreadable_event", "store_full", "backlog_full",
    ])
    func everyReasonHasWords(code: String) {
        let isOwn = RefusalReason(code).words != RefusalReason("other").words
        // A source without a valid secret says so by another code.
        #expect(isOwn || code == "no_secret")
    }

    @Test func aConsumerIsMadeMovedAndDeleted() async throws {
        try await Stage().runSignedIn { browser, network in
            let list = "/panel/networks/\(network.id)/consumers"
            #expect(try await browser.get(list).contains("No consumer yet"))
            #expect(try await browser.post(list, [("name", " ")]).contains("Give it a name"))
            let bad = try await browser.post(list, [("name", "no slash/"), ("events", "channel.*")])
            #expect(bad.status == 422, "\(bad.text)")
            let made = try await browser.post(
                list,
                [("name", "indexer"), ("events", "channel.*, message.*"), ("start", "beginning"), ("ordering", "key")])
            #expect(made.status == 303, "\(made.text)")
            #expect(try await browser.post(list, [("name", "indexer")]).contains("There is one of this name already"))
            let page = list + "/indexer"
            let shown = try await browser.get(page)
            #expect(shown.contains("herald consume indexer") && shown.contains("channel.*, message.*"))
            #expect(
                try await browser.post(page + "/seek", [("to", "time"), ("time", "2026-01-02T03:04")]).status == 303)
            let unread = try await browser.post(page + "/seek", [("to", "time"), ("time", "soon")])
            #expect(unread.status == 422 && unread.contains("Choose a place"))
            #expect(try await browser.post(page + "/dead/requeue").status == 303)
            #expect(try await browser.get(page + "/dead/drop").contains("Forget all dead letters of indexer?"))
            #expect(try await browser.get(page + "/delete").contains("Delete the consumer indexer?"))
            #expect(try await browser.post(page + "/delete").status == 303)
            #expect(try await browser.get(page).status == 404)
        }
    }

    @Test func theCatalogueIsSearchedAndShown() async throws {
        try await Stage().runSignedIn { browser, network in
            let list = "/panel/networks/\(network.id)/catalogue"
            let all = try await browser.get(list)
            #expect(all.contains("channel.didCreate") && all.contains("herald.webhook.failing"))
            let found = try await browser.get(list + "?q=channel+created")
            #expect(found.contains("channel.didCreate") && !found.contains("herald.webhook.failing"))
            #expect(try await browser.get(list + "?q=zzzz").contains("No such type"))
            for type in ["channel.didCreate", "herald.webhook.failing"] {
                let page = try await browser.get(list + "/" + type)
                #expect(page.status == 200 && page.contains("<h1 class=\"url\">\(type)</h1>"))
                #expect(page.contains("&quot;") && page.contains("JSON Schema"))
            }
            #expect(try await browser.get(list + "/no.such").status == 404)
            #expect(
                try await browser.get("/panel/networks/\(network.id)/egress").contains("No addresses are published"))
        }
    }

    @Test func aKeyIsMadeShownOnceAndRevoked() async throws {
        let stage = try await Stage()
        try await stage.runSignedIn { browser, network in
            #expect(try await browser.get("/panel/keys").contains("Make a key"))
            let refused = try await browser.post("/panel/keys", [("role", "read"), ("name", "x")])
            #expect(refused.status == 422 && refused.contains("Is required for the role"), "\(refused.text)")
            let made = try await browser.post(
                "/panel/keys", [("role", "read"), ("name", "reports"), ("network", network.id.description)])
            let key = try #require(stage.operations.keys.all.first { $0.name == "reports" })
            #expect(made.status == 200 && made.contains("The new key") && made.contains(key.hint))
            #expect(try await browser.get("/panel/keys").contains("The new key") == false)
            #expect(try await browser.get("/panel/keys/\(key.id)/delete").contains("Revoke the key"))
            #expect(try await browser.post("/panel/keys/\(key.id)/delete").status == 303)
            #expect(stage.operations.keys.all.contains { $0.id == key.id } == false)
        }
    }

    @Test func readersSeeAndCannotChange() async throws {
        let stage = try await Stage()
        let network = try await stage.network("Blue")
        let key = try await stage.key("read", network.id)
        try await stage.run { browser in
            let reader = try await browser.signedIn(key: key.token)
            let home = "/panel/networks/\(network.id)"
            for page in ["/sources", "/consumers", "/catalogue", "/egress"] {
                #expect(try await reader.get(home + page).status == 200)
            }
            #expect(try await reader.get(home + "/sources/new").status == 403)
            #expect(try await reader.post(home + "/sources", [("provider", "stream"), ("secrets", "a")]).status == 403)
            #expect(try await reader.post(home + "/consumers", [("name", "a")]).status == 403)
            #expect(try await reader.get("/panel/keys").status == 403)
            #expect(try await reader.post("/panel/keys", [("role", "admin")]).status == 403)
        }
    }
}
