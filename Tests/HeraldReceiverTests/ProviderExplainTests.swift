import HeraldGzip
import HeraldJSON
import HeraldReceiver
import Testing

/// Usual mistakes with Sendbird, Stream and Standard Webhooks.
@Suite struct ProviderExplainTests {
    private let body = #"{"category":"x","url":"https:\/\/a.example\/b","name":"\u00e9"}"#

    private func explained(_ provider: Provider, _ request: Request, secrets: [String]) -> String {
        Receiver(provider: provider, secrets: secrets).explain(headers: request.headers, body: request.body, now: 1)
            .joined(separator: " ")
    }

    @Test func sendbirdSlashesLostTheirBackslash() {
        var request = Request(hexSigned: body, secret: "t", header: "x-signature")
        request.body = Array(#"{"category":"x","url":"https://a.example/b","name":"é"}"#.utf8)
        let text = explained(.sendbird, request, secrets: ["t"])
        #expect(text.contains(#"It matches the secret when every / of the body is written \/ and all but ASCII"#))
        #expect(!text.contains("master API token"))
        request.body = Array(#"{"category":"x","url":"https:\/\/a.example\/b", "name":"\u00e9"}"#.utf8)
        #expect(explained(.sendbird, request, secrets: ["t"]).contains(#"is written \/"#))
    }

    @Test func sendbirdNeedsTheMasterToken() {
        let request = Request(hexSigned: body, secret: "t", header: "x-signature")
        #expect(explained(.sendbird, request, secrets: ["secondary"]).contains("signs with the master API token"))
        #expect(explained(.sendbird, request, secrets: [" t"]).contains("the whitespace around the secret is removed"))
    }

    @Test func aCompressedBodyIsRecognised() throws {
        var request = Request(hexSigned: body, secret: "t", header: "x-signature")
        request.body = try Gzip.compress(Array(body.utf8))
        #expect(explained(.sendbird, request, secrets: ["t"]).contains("the body is inflated first"))

        var wrong = Request(bytes: request.body, secret: "s", header: "x-signature")
        #expect(explained(.stream, wrong, secrets: ["s"]).contains("when the compressed bytes are signed"))
        wrong.headers.append(("Content-Encoding", "br"))
        #expect(explained(.stream, wrong, secrets: ["other"]).contains("it is encoded as br"))
    }

    @Test func base64IsRecognisedWhereHexIsExpected() {
        let request = Request(closed, signature: closedSignature, header: "x-signature")
        let text = explained(.stream, request, secrets: [secret])
        #expect(text.hasPrefix("The signature is base64 where hexadecimal is expected."))
        #expect(text.contains("It matches the secret when it is read as base64"))
    }

    @Test func aPrefixIsRecognised() {
        var request = Request(hexSigned: body, secret: "t", header: "x-signature")
        request.headers[0].value = "sha256=" + request.headers[0].value
        #expect(explained(.sendbird, request, secrets: ["t"]).contains("without what stands in front of it"))
    }

    @Test func theSecretOfAnotherAPIKeyIsRecognised() throws {
        let vector = try #require(Vector.named("the secret of another API key than named", of: .stream))
        let text = vector.receiver.explain(headers: vector.headers, body: vector.body).joined(separator: " ")
        #expect(text.contains("It matches secret 2 of 2, which belongs to another API key."))
    }

    @Test(arguments: [
        ("the secret used as text", "the secret is used as text, whsec_ and all"),
        ("the body signed alone", "the body alone is signed"), ("too old", "compare this machine's clock"),
        ("too new", "sent more than 300 s in the future"), ("no version", "as if v1, stood in front"),
        ("hexadecimal", "it is read as hexadecimal (the provider sends base64)"),
        ("a secret that is no base64", "The secret is not in the provider's form"),
        ("the private key given as the public one", "whsk_ is the sender's private key"),
        ("no known version", "Signatures are v1,BASE64"), ("no id", "no webhook-id header"),
        ("the example of the specification", "An event has a string `type`"),
        ("another secret", "Either the secret is of another webhook"),
    ])
    func standardMistakes(name: String, sentence: String) throws {
        let vector = try #require(Vector.named(name, of: .standard))
        let text = vector.receiver.explain(headers: vector.headers, body: vector.body, now: vector.now)
            .joined(separator: " ")
        #expect(text.contains(sentence), "\(text)")
        #expect(!text.contains("AAECAw"))
    }

    @Test func everyVectorIsExplainedWithoutItsSecrets() {
        for vector in Vector.all {
            let text = vector.receiver.explain(headers: vector.headers, body: vector.body, now: vector.now)
            #expect(!text.isEmpty && text.allSatisfy { !$0.isEmpty })
            let isRight = text.first == "The signature is right."
            #expect(isRight == (vector.expected["verdict"] == "verified"))
        }
    }
}
