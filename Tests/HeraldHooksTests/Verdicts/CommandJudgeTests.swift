import HeraldJSON
import Testing

@testable import HeraldHooks

@Suite struct CommandJudgeTests {
    private static let message: JSONObject = [
        "text": "/ticket x", "type": "regular", "attachments": [["type": "text"]],
    ]

    private static let rows: [(String?, CommandVerdict.Decision, JSONObject)] = [
        (nil, .unchanged, [:]), ("{}", .unchanged, [:]), ("[]", .unchanged, [:]),
        (#"{"message":{}}"#, .unchanged, [:]),
        (#"{"message":{"type":"ephemeral","text":"Pick"}}"#, .replied, ["type": "ephemeral", "text": "Pick"]),
        (#"{"message":{"type":"regular","text":"Done"}}"#, .replied, ["text": "Done"]),
        (
            #"{"message":{"type":"ephemeral","mml":"<mml></mml>"}}"#, .replied,
            ["type": "ephemeral", "mml": "<mml></mml>"]
        ),
        (#"{"message":{"attachments":null}}"#, .replied, ["attachments": []]),
        (#"{"message":{"ticket":7,"user":{"id":"eve"}}}"#, .replied, ["ticket": 7]),
        (
            #"{"message":{"type":"error","text":"No such ticket"}}"#, .failed,
            ["type": "error", "text": "No such ticket"]
        ),
    ]

    @Test(arguments: rows)
    func answersBecomeVerdicts(answer: String?, decision: CommandVerdict.Decision, changes: JSONObject) throws {
        let verdict = try CommandJudge(message: Self.message).judge(try answer.map { try JSONValue(parsing: $0) })
        var expected = Self.message
        for change in changes.members { expected[change.key] = change.value }
        #expect(verdict == CommandVerdict(message: .object(expected), decision: decision))
    }

    @Test func nullRemovesTheMessage() throws {
        let verdict = try CommandJudge(message: Self.message).judge(["message": .null])
        #expect(verdict == CommandVerdict(message: .null, decision: .removed))
    }

    @Test(arguments: ["7", #"{"message":"x"}"#, #"{"message":{"mml":1}}"#, #"{"message":{"type":"modal"}}"#])
    func wrongTypesAreFaults(answer: String) {
        #expect(throws: HookFault.self) {
            try CommandJudge(message: Self.message).judge(try JSONValue(parsing: answer))
        }
    }

    @Test func aHookThatFailsClosedShowsAnError() {
        let judge = CommandJudge(message: Self.message)
        #expect(judge.refused.decision == .failed && judge.refused.message["type"] == "error")
        #expect(judge.untouched.message == .object(Self.message))
    }
}
