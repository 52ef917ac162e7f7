import HeraldReceiver
import Testing

@Suite struct ExplainTests {
    @Test func saysWhatIsRight() {
        let text = Request(closed, signature: closedSignature).explained()
        #expect(text.contains("The signature is right.") && text.contains("channel.didClose"))
    }

    @Test func recognisesHex() {
        let text = Request(closed, signature: hexSignature(closed)).explained()
        #expect(text.hasPrefix("The signature is hexadecimal where base64 is expected."))
        #expect(text.contains("It matches the secret when it is read as hexadecimal"))
    }

    @Test(arguments: ["\n", "\r\n"])
    func recognisesALineBreakAtTheEnd(end: String) {
        let text = Request(closed + end, signature: closedSignature).explained()
        #expect(text.hasSuffix("It matches the secret when the line break at the end of the body is removed."))
    }

    @Test func recognisesARewrittenBody() {
        let pretty = #"{ "event": "channel.didClose", "data": { "channel": { "channelId": "c1" } } }"#
        let text = Request(pretty + "\n", signature: closedSignature).explained()
        #expect(text.contains("It matches the secret when the body is minified the way JSON.stringify does"))
    }

    @Test(arguments: [" whsec-test-1", "whsec-test-1\n", "\twhsec-test-1 \r\n"])
    func recognisesWhitespaceAroundTheSecret(secret: String) {
        let receiver = Receiver(provider: .socialplus, secrets: ["other", secret])
        let text = Request(closed, signature: closedSignature).explained(by: receiver)
        #expect(text.hasSuffix("It matches secret 2 of 2 when the whitespace around secret 2 of 2 is removed."))
    }

    @Test func recognisesSeveralSlipsAtOnce() {
        let receiver = Receiver(provider: .socialplus, secrets: [secret + "\n"])
        let text = Request(closed + "\n", signature: hexSignature(closed)).explained(by: receiver)
        #expect(text.contains("hexadecimal (") && text.contains("whitespace") && text.contains("line break"))
    }

    @Test func admitsWhatItCannotExplain() {
        let text = Request(signing: closed, secret: "another").explained()
        #expect(text.contains("Either the secret is of another webhook"))
        #expect(!text.contains(secret) && !text.contains("c1"))
        #expect(Request(closed, signature: "garbage").explained().hasPrefix("The signature has the wrong length"))
    }

    @Test func namesOtherRequests() {
        #expect(Request(signing: closed, legacy: true).explained().contains("separate legacy request"))
        #expect(Request(signing: closed, secret: "other", legacy: true).explained().contains("does not match"))
        #expect(Request(closed, signature: "x", header: "X-Signature").explained().contains("looks like a pre-hook"))
        #expect(Request(closed, signature: "x", header: "x-other").explained().contains("no x-amity-signature header"))
        #expect(Request(signing: "{}").explained().contains("a push event has `eventType`"))
        #expect(Request(signing: "{").explained().contains("The body is not JSON: byte 1"))
        let bare = Receiver(provider: .socialplus, secrets: [])
        #expect(Request(signing: closed).explained(by: bare).hasPrefix("The receiver has no secret"))
    }
}
