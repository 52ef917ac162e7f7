import HeraldGzip
import HeraldJSON
import HeraldModel
import HeraldReceiver
import HeraldWire
import Testing

@Suite struct ReceiverTests {
    @Test func acceptsTheReferenceVectors() throws {
        let event = try #require(Request(closed, signature: closedSignature).verified().event)
        #expect(event.type == "channel.didClose")
        #expect(event.data == ["channel": ["channelId": "c1"]])
        #expect(event.body == Array(closed.utf8))

        let message =
            #"{"event":"message.didCreate","data":{"messages":[{"messageId":"m1","data":{"text":"héllo 🌍 a/b"}}],"users":[]}}"#
        let other = Request(message, signature: "5IoadVPJzgqNp85Dp3267+FkjxQFaAw61WhOft5SC0k=").verified().event
        #expect(other?.data["messages"]?.array?.first?["data"]?["text"] == "héllo 🌍 a/b")
    }

    @Test func fingerprintsTheBody() {
        // printf '{"event":"x"}' | sha256sum
        let first = Request(signing: #"{"event":"x"}"#).verified().event
        #expect(first?.fingerprint == "ebc2c4ea03938ee05e18c1a712d9fa02de923d6f2db34b68fe1f8dcf651e479d")
        #expect(first?.data == .null)
        #expect(first == Request(signing: #"{"event":"x"}"#).verified().event)
        #expect(first?.fingerprint != Request(signing: #"{"event":"y"}"#).verified().event?.fingerprint)
    }

    @Test func rejectsAnEmptyBodyAfterTheSignature() {
        let verification = Request("", signature: "Znx/2RzzH8i0gvcPOEpNu9ocU+Miyk+eKRvkn9UBkSk=").verified()
        #expect(verification == .rejected(.invalidBody(JSONError(.unexpectedEnd, at: 0))))
        #expect(verification.statusCode == 400)
    }

    @Test func rejectsEveryAlteredByte() {
        let request = Request(closed, signature: closedSignature)
        for index in request.body.indices {
            var altered = request
            altered.body[index] ^= 1
            #expect(altered.verified() == .rejected(.mismatch))
        }
        for altered in [closed + "\n", closed + " ", String(closed.dropLast())] {
            #expect(Request(altered, signature: closedSignature).verified() == .rejected(.mismatch))
        }
    }

    @Test(arguments: ["whsec-test-2", "whsec-test-1 ", "Whsec-test-1", "x"])
    func rejectsOtherSecrets(secret: String) {
        let receiver = Receiver(provider: .socialplus, secrets: [secret])
        let verification = Request(closed, signature: closedSignature).verified(by: receiver)
        #expect(verification == .rejected(.mismatch))
        #expect(verification.statusCode == 401)
    }

    @Test func acceptsAnyOfSeveralSecrets() {
        for secrets in [[secret, "other"], ["other", secret], ["a", "b", secret]] {
            let receiver = Receiver(provider: .socialplus, secrets: secrets)
            #expect(Request(closed, signature: closedSignature).verified(by: receiver).event != nil)
        }
    }

    @Test(arguments: [[], [""], ["", ""]] as [[String]])
    func neverAcceptsAnEmptySecret(secrets: [String]) {
        let receiver = Receiver(provider: .socialplus, secrets: secrets)
        #expect(Request(signing: closed, secret: "").verified(by: receiver) == .rejected(.noSecret))
        let mixed = Receiver(provider: .socialplus, secrets: secrets + [secret])
        #expect(Request(signing: closed, secret: "").verified(by: mixed) == .rejected(.mismatch))
    }

    @Test(arguments: ["X-Amity-Signature", "x-amity-signature", "X-AMITY-SIGNATURE"])
    func readsHeaderNamesInAnyCase(header: String) {
        #expect(Request(closed, signature: closedSignature, header: header).verified().event != nil)
    }

    @Test(arguments: [
        "x-amity-signaturE2", "x-amity-signatur", "x_amity_signature", "X\u{0D}amity-signature", "x-signature",
    ])
    func missesOtherHeaders(header: String) {
        let verification = Request(closed, signature: closedSignature, header: header).verified()
        #expect(verification == .rejected(.missingSignature(header: "x-amity-signature")))
    }

    @Test func acceptsHexOnlyWhenAsked() {
        let receiver = Receiver(provider: .socialplus, secrets: [secret], options: .init(acceptsHex: true))
        for signature in [hexSignature(closed), hexSignature(closed).uppercased()] {
            #expect(Request(closed, signature: signature).verified() == .rejected(.malformedSignature(.hexadecimal)))
            #expect(Request(closed, signature: signature).verified(by: receiver).event != nil)
        }
        #expect(Request(closed, signature: closedSignature).verified(by: receiver).event != nil)
        #expect(
            Request(closed, signature: String(repeating: "0", count: 64)).verified(by: receiver)
                == .rejected(.mismatch))
    }

    @Test(arguments: [
        ("", Rejection.MalformedSignature.wrongLength),
        ("JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw", .wrongLength),
        (closedSignature + "=", .wrongLength), ("sha256=" + closedSignature, .wrongLength),
        (String(repeating: "g", count: 64), .wrongLength),
        // The URL-safe alphabet.
        ("JarYRjw1PoEH89bL_w5HR88CqYSIeCnExgop4x9AtAw=", .notBase64),
        // The same bytes with stray bits behind the last one.
        ("JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAx=", .notBase64),
        ("JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtA==", .notBase64),
        ("JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAwA", .notBase64),
        ("JarY=jw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw=", .notBase64),
    ])
    func rejectsMalformedSignatures(signature: String, fault: Rejection.MalformedSignature) {
        #expect(Request(closed, signature: signature).verified() == .rejected(.malformedSignature(fault)))
    }

    @Test func ignoresWhitespaceAroundTheValue() {
        #expect(Request(closed, signature: " \t\(closedSignature) ").verified().event != nil)
    }

    @Test func acceptsARepeatedHeaderWithOneRightValue() {
        var request = Request(closed, signature: closedSignature)
        request.headers.insert(("x-amity-signature", "garbage"), at: 0)
        #expect(request.verified().event != nil)
        request.headers = [("x-amity-signature", "garbage"), ("x-amity-signature", "more")]
        #expect(request.verified() == .rejected(.malformedSignature(.wrongLength)))
    }

    @Test func recognisesTheLegacyDuplicate() {
        #expect(Request(signing: closed, legacy: true).verified() == .legacyDuplicate(isVerified: true))
        let unknown = Request(closed, signature: "whatever", header: "X-Eko-Signature").verified()
        #expect(unknown == .legacyDuplicate(isVerified: false))
        #expect(unknown.statusCode == 200 && unknown.event == nil)
        // With the main header present, only that one counts.
        var both = Request(signing: closed, legacy: true)
        both.headers.append(("x-amity-signature", hexSignature(closed)))
        #expect(both.verified() == .rejected(.malformedSignature(.hexadecimal)))
    }

    @Test(arguments: ["not json", "{\"event\":\"x\",}", "{\"event\":\"x\"}{}"])
    func rejectsWhatIsNotJSON(body: String) {
        guard case .rejected(.invalidBody) = Request(signing: body).verified() else {
            Issue.record("accepted \(body)")
            return
        }
    }

    @Test(arguments: [
        "{}", "[]", "null", #"{"event":1}"#, #"{"eventName":"message.shouldCreate","data":{}}"#,
        #"{"eventType":"push-notification.created","data":{}}"#, #"{"eventType":"other","data":{"eventName":"x"}}"#,
    ])
    func rejectsDocumentsWithoutAnEvent(body: String) {
        #expect(Request(signing: body).verified() == .rejected(.unknownEnvelope))
    }

    @Test(arguments: ["push-notification/post.created", "push-notification/message.created", "message.created", "a\"é"])
    func readsWhatTheDialectWrites(type: String) {
        let envelope = EventEnvelope(
            id: "evt_1", networkID: "net_1", type: type, data: Array(#"{"n":1}"#.utf8),
            occurredAt: Timestamp(milliseconds: 0))
        let body = String(decoding: SocialPlusDialect().body(for: envelope), as: UTF8.self)
        let event = Request(signing: body).verified().event
        #expect(event?.type == type)
        #expect(event?.data["n"] == 1)
    }

    @Test func describesRejectionsWithoutSecrets() {
        let rejections: [Rejection] =
            [
                .noSecret, .malformedSecret, .missingSignature(header: "x-amity-signature"), .mismatch,
                .unknownEnvelope,
                .missingHeader("webhook-id"), .malformedTimestamp, .tooOld(toleranceSeconds: 5),
                .tooNew(toleranceSeconds: 5), .bodyTooLarge(limit: 9), .invalidGzip(.truncated),
                .invalidBody(JSONError(.unexpectedEnd, at: 0)),
            ] + Rejection.MalformedSignature.allCases.map { .malformedSignature($0) }
        #expect(Set(rejections.map(\.description)).count == rejections.count)
        #expect(rejections.allSatisfy { $0.statusCode >= 400 && !$0.code.isEmpty })

        var dumped = ""
        dump(Receiver(provider: .socialplus, secrets: ["top-secret-value"]), to: &dumped)
        #expect(!dumped.contains("top-secret-value"))
    }
}
