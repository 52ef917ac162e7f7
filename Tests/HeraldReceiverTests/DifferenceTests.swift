import HeraldGzip
import HeraldReceiver
import Testing

/// What is quoted of a request whose signature is wrong.
@Suite struct DifferenceTests {
    private func differences(
        _ request: Request, secrets: [String] = [secret], provider: Provider = .socialplus
    ) -> [SignatureDifference] {
        Receiver(provider: provider, secrets: secrets).differences(headers: request.headers, body: request.body)
    }

    @Test func aRightSignatureHasNone() {
        #expect(differences(Request(closed, signature: closedSignature)).isEmpty)
        #expect(differences(Request(signing: closed, secret: "other", legacy: true)).isEmpty)
        #expect(differences(Request(closed, signature: "x", header: "x-other")).isEmpty)
    }

    @Test func anotherSecretGivesAnotherSignature() throws {
        let request = Request(signing: closed, secret: "other")
        let found = differences(request, secrets: [secret, "third"])
        #expect(found.count == 2)
        let first = try #require(found.first)
        #expect(first.name == "x-amity-signature" && first.expected == closedSignature)
        #expect(first.received == request.headers.last?.value)
    }

    @Test func hexIsShownBesideBase64() throws {
        let found = differences(Request(closed, signature: hexSignature(closed)))
        #expect(found.map(\.expected) == [closedSignature])
        #expect(found.map(\.received) == [hexSignature(closed)])
    }

    @Test func theLineBreakIsQuoted() throws {
        let found = differences(Request(closed + "\n", signature: closedSignature))
        #expect(found.map(\.name) == ["body"])
        #expect(found.first?.expected.hasSuffix("}}}(end)") == true)
        #expect(found.first?.received.hasSuffix(#"}}}\n(end)"#) == true)
    }

    @Test func theRewrittenPlaceIsQuoted() throws {
        let pretty = #"{"event":"channel.didClose","data": {"channel":{"channelId":"c1"}}}"#
        let found = differences(Request(pretty, signature: closedSignature))
        #expect(found.map(\.name) == ["body"])
        #expect(found.first?.expected.contains(#""data":{"channel""#) == true)
        #expect(found.first?.received.contains(#""data": {"channel""#) == true)
    }

    @Test func bothAreShownWhenBothAreWrong() {
        let found = differences(Request(closed + "\n", signature: hexSignature(closed)))
        #expect(found.map(\.name) == ["x-amity-signature", "body"])
        #expect(found.first?.expected == closedSignature)
    }

    @Test func aCompressedBodyIsNamed() throws {
        var request = Request(closed, signature: closedSignature)
        request.body = try Gzip.compress(request.body)
        let found = differences(request)
        #expect(found.map(\.received) == ["(gzip, \(request.body.count) bytes)"])
    }

    @Test func theOthersAreWrittenAsTheyAreSent() throws {
        let request = Request(hexSigned: #"{"type":"x"}"#, secret: "other", header: "x-signature")
        for provider in [Provider.stream, .sendbird] {
            let found = try #require(differences(request, provider: provider).first)
            #expect(found.name == "x-signature")
            #expect(found.expected == hexSignature(#"{"type":"x"}"#))
        }
        let vector = try #require(Vector.named("a contact is created", of: .standard))
        let receiver = Receiver(provider: .standard, secrets: ["whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"])
        var headers = vector.headers
        let right = try #require(headers.last)
        headers.removeLast()
        headers.append((right.name, "v1," + closedSignature))
        let found = receiver.differences(headers: headers, body: vector.body, now: vector.now)
        #expect(found.map(\.expected) == [right.value])
    }

    @Test func noSecretIsQuoted() {
        for vector in Vector.all {
            for difference in vector.receiver.differences(
                headers: vector.headers, body: vector.body, now: vector.now)
            {
                #expect(!difference.expected.isEmpty || !difference.received.isEmpty)
                #expect(difference.expected != difference.received)
            }
        }
        #expect(differences(Request(closed, signature: "x")).allSatisfy { !$0.expected.contains(secret) })
    }
}
