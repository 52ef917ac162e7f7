import HeraldJSON
import Testing

@testable import HeraldCLI

/// The vectors are those of the social.plus reference; the secret is `whsec-test-1`.
@Suite struct SignVerifyTests {
    static let vectors: [(body: String, signature: String)] = [
        (
            #"{"event":"channel.didClose","data":{"channel":{"channelId":"c1"}}}"#,
            "JarYRjw1PoEH89bL/w5HR88CqYSIeCnExgop4x9AtAw="
        ),
        (
            #"{"event":"message.didCreate","data":{"messages":[{"messageId":"m1","data":{"text":"héllo 🌍 a/b"}}],"users":[]}}"#,
            "5IoadVPJzgqNp85Dp3267+FkjxQFaAw61WhOft5SC0k="
        ),
        ("", "Znx/2RzzH8i0gvcPOEpNu9ocU+Miyk+eKRvkn9UBkSk="),
    ]

    @Test(arguments: 0..<3)
    func signsTheVectors(index: Int) async throws {
        let vector = Self.vectors[index]
        let file = try TemporaryFile(vector.body)
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["sign", "--secret", "whsec-test-1", "--body", file.path]) == .success)
        #expect(recorder.output == "x-amity-signature: \(vector.signature)\n")
    }

    @Test(arguments: 0..<2)
    func verifiesTheVectors(index: Int) async throws {
        let vector = Self.vectors[index]
        let file = try TemporaryFile(vector.body)
        let recorder = ConsoleRecorder()
        let status = await recorder.run(
            ["verify", "--body", file.path, "--header", "X-Amity-Signature: \(vector.signature)"],
            environment: ["HERALD_WEBHOOK_SECRET": "whsec-test-1"]
        )
        #expect(status == .success)
        #expect(recorder.output.hasPrefix("verified\n"))
    }

    @Test func refusesAndExplains() async throws {
        let file = try TemporaryFile(Self.vectors[0].body + "\n")
        let recorder = ConsoleRecorder()
        let status = await recorder.run([
            "verify", "--secret", "whsec-test-1", "--body", file.path, "--header",
            "x-amity-signature: \(Self.vectors[0].signature)",
        ])
        #expect(status == .failure)
        #expect(recorder.output.hasPrefix("refused\n"))
        #expect(recorder.output.contains("line break"))
    }

    @Test func findingsForPrograms() async throws {
        let file = try TemporaryFile(Self.vectors[0].body)
        let recorder = ConsoleRecorder()
        let status = await recorder.run([
            "verify", "--json", "--secret", "other", "--body", file.path, "--header",
            "x-amity-signature: \(Self.vectors[0].signature)",
        ])
        #expect(status == .failure)
        let finding = try JSONValue(parsing: recorder.output)
        #expect(finding["verdict"] == "rejected")
        #expect(finding["code"] == "signature_mismatch")
    }

    @Test func verifiesEveryDialect() async throws {
        let sendbird = try TemporaryFile("{}")
        let recorder = ConsoleRecorder()
        let signature = "e4a6a3bc7585eec238cb7d25aba6b065738404be33eedb27003e9dbb67d24f87"
        let status = await recorder.run([
            "verify", "--dialect", "sendbird", "--secret", "sb-test-token", "--body", sendbird.path, "--header",
            "x-signature: \(signature)", "--json",
        ])
        // The vector's body is authentic and names no category.
        #expect(status == .failure)
        #expect(try JSONValue(parsing: recorder.output)["code"] == "unknown_envelope")

        let stream = try TemporaryFile(
            #"{"type":"message.new","cid":"messaging:fun","created_at":"2020-03-30T07:54:46.295138Z"}"#)
        let hex = "d74193d7f4b6323294052c87b7d97476ef5f08a4a783cd4c1be28e65b0c116bc"
        for (pair, key, expected) in [
            ("k1:secret", "k1", HeraldCLI.ExitStatus.success), ("k1:other", "k1", .failure),
            ("k1:secret", "k9", .success),
        ] {
            let recorder = ConsoleRecorder()
            let status = await recorder.run([
                "verify", "--dialect", "stream", "--key-secret", pair, "--body", stream.path, "--header",
                "X-Signature: \(hex)", "--header", "X-Api-Key: \(key)", "--header", "X-Webhook-Id: w1", "--json",
            ])
            #expect(status == expected)
            if expected == .success { #expect(try JSONValue(parsing: recorder.output)["id"] == "w1") }
        }
    }

    @Test(arguments: [
        ("1614265330", "unknown_envelope"), ("2021-02-25T15:15:29Z", "too_old"), ("1614265030", "unknown_envelope"),
    ])
    func judgesByTheTimeThatIsGiven(now: String, code: String) async throws {
        let file = try TemporaryFile(#"{"test": 2432232314}"#)
        let recorder = ConsoleRecorder()
        let status = await recorder.run([
            "verify", "--dialect", "standard", "--secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "--now", now,
            "--body", file.path, "--header", "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek", "--header",
            "webhook-timestamp: 1614265330", "--header",
            "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
            "--json",
        ])
        #expect(status == .failure)
        #expect(try JSONValue(parsing: recorder.output)["code"] == .string(code))
    }

    @Test func aSecretInTheWrongFormIsNamedByItsPlace() async throws {
        let recorder = ConsoleRecorder()
        let status = await recorder.run([
            "verify", "--dialect", "standard", "--secret", "whsec_AAAA", "--secret", "topsecret!", "--body",
            "/dev/null",
        ])
        #expect(status == .usage)
        #expect(recorder.errors.contains("Secret 2 of 2") && !recorder.errors.contains("topsecret"))
    }

    @Test func aMissingSecretIsAUsageError() async throws {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["sign", "--body", "/dev/null"]) == .usage)
        #expect(recorder.errors.contains("HERALD_WEBHOOK_SECRET"))
    }

    @Test func anUnknownDialectIsNamed() async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["sign", "--dialect", "smoke", "--secret", "s", "--body", "/dev/null"]) == .usage)
        #expect(recorder.errors.contains("smoke"))
    }
}
