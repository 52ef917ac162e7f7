import HeraldGzip
import HeraldJSON
import HeraldReceiver
import Testing

/// What the vectors cannot say.
@Suite struct ProviderTests {
    private let secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"

    @Test func streamTellsWhereTheUserIs() throws {
        let body = #"{"type":"x","request_info":{"type":"client","ip":"86.84.2.2","sdk":"s","ext":"device-id=1"}}"#
        let request = Request(hexSigned: body, secret: "secret", header: "X-Signature")
        let event = try #require(
            Receiver(provider: .stream, secrets: ["secret"]).verify(headers: request.headers, body: request.body).event)
        let info = try #require(event.requestInfo)
        #expect(info.type == "client" && info.ip == "86.84.2.2" && info.sdk == "s" && info.ext == "device-id=1")
        #expect(info.userAgent.isEmpty)
        #expect(event.data["type"] == "x" && event.document == event.data)
    }

    @Test func theEventHasTheInflatedBody() throws {
        let vector = try #require(Vector.named("compressed", of: .stream))
        let event = try #require(vector.verification.event)
        #expect(event.body.first == UInt8(ascii: "{"))
        #expect(event.body.count == 87)
    }

    @Test func authenticatesWhatIsNoEvent() throws {
        let vector = try #require(Vector.named("a call before a message is sent", of: .stream))
        let body = try vector.receiver.authenticate(headers: vector.headers, body: vector.body)
        #expect(body == vector.body)
        #expect(throws: Rejection.mismatch) {
            try vector.receiver.authenticate(headers: vector.headers, body: vector.body + [0x20])
        }
        let legacy = try #require(Vector.named("the separate legacy request", of: .socialplus))
        #expect(throws: Rejection.missingSignature(header: "x-amity-signature")) {
            try legacy.receiver.authenticate(headers: legacy.headers, body: legacy.body)
        }
    }

    @Test func malformedSecretsAreNamedAndNotUsed() throws {
        let receiver = Receiver(provider: .standard, secrets: ["", "not base64!", secret, "whpk_AAAA"])
        #expect(receiver.malformedSecrets == [2, 4])
        let vector = try #require(Vector.named("a contact is created", of: .standard))
        #expect(receiver.verify(headers: vector.headers, body: vector.body, now: vector.now).event != nil)
        #expect(Receiver(provider: .sendbird, secrets: ["not base64!"]).malformedSecrets.isEmpty)
    }

    @Test func theSystemClockIsAskedWhenNoTimeIsGiven() throws {
        let vector = try #require(Vector.named("a contact is created", of: .standard))
        let verification = vector.receiver.verify(headers: vector.headers, body: vector.body)
        #expect(verification == .rejected(.tooOld(toleranceSeconds: 300)))
    }

    @Test(arguments: [Int64.min, -1, 0, 1, Int64.max])
    func noClockIsTooStrangeToAnswer(now: Int64) throws {
        let vector = try #require(Vector.named("a contact is created", of: .standard))
        let receiver = Receiver(provider: .standard, secrets: [secret], options: .init(toleranceSeconds: .max))
        let verification = receiver.verify(headers: vector.headers, body: vector.body, now: now)
        if (0...1).contains(now) || now == -1 { #expect(verification.event != nil) }
        #expect(receiver.options.toleranceSeconds == 3_000_000_000)
        #expect(Receiver.Options(toleranceSeconds: -5).toleranceSeconds == 0)
    }

    @Test func manySignaturesInOneHeaderAreBounded() throws {
        let vector = try #require(Vector.named("a contact is created", of: .standard))
        let right = try #require(vector.headers.last?.value)
        let wrong = "v1," + String(repeating: "A", count: 43) + "="
        for (count, isAccepted) in [(31, true), (32, false)] {
            var headers = vector.headers.dropLast()
            headers.append(
                ("webhook-signature", (Array(repeating: wrong, count: count) + [right]).joined(separator: " ")))
            let verification = vector.receiver.verify(headers: headers, body: vector.body, now: vector.now)
            #expect((verification.event != nil) == isAccepted)
        }
    }

    @Test func aBombCostsNoMoreThanTheLimit() throws {
        let bomb = try Gzip.compress([UInt8](repeating: 0x20, count: 64 << 20))
        let receiver = Receiver(provider: .stream, secrets: ["s"], options: .init(maxBodyBytes: 1 << 20))
        let headers = [(name: "X-Signature", value: String(repeating: "0", count: 64))]
        #expect(receiver.verify(headers: headers, body: bomb) == .rejected(.bodyTooLarge(limit: 1 << 20)))
    }

    @Test func nothingIsInflatedForASignatureThatCannotBeRight() throws {
        let receiver = Receiver(provider: .stream, secrets: ["s"])
        let verification = receiver.verify(headers: [(name: "X-Signature", value: "x")], body: [0x1F, 0x8B])
        #expect(verification == .rejected(.malformedSignature(.wrongLength)))
    }

    @Test func credentialsAndReceiversPrintNoSecret() {
        var dumped = ""
        let credential = Receiver.Credential(secret: "top-secret-value", apiKey: "k1")
        dump(credential, to: &dumped)
        dump(Receiver(provider: .stream, credentials: [credential]), to: &dumped)
        dump(Receiver(provider: .standard, secrets: [secret]), to: &dumped)
        #expect(!dumped.contains("top-secret") && !dumped.contains("AAECAwQF"))
        #expect("\(credential)" == "(secret of k1)")
    }
}
