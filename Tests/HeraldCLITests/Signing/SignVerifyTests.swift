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

    @Test func aMissingSecretIsAUsageError() async throws {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["sign", "--body", "/dev/null"]) == .usage)
        #expect(recorder.errors.contains("HERALD_WEBHOOK_SECRET"))
    }

    @Test func aDialectThisVersionDoesNotSpeakIsNamed() async {
        let recorder = ConsoleRecorder()
        #expect(await recorder.run(["sign", "--dialect", "stream", "--secret", "s", "--body", "/dev/null"]) == .usage)
        #expect(recorder.errors.contains("stream"))
    }
}
