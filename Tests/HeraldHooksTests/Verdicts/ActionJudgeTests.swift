import HeraldJSON
import Testing

@testable import HeraldHooks

@Suite struct ActionJudgeTests {
    private static let data: JSONObject = ["text": "hello", "channelId": "c1"]

    private static let rows: [(String, ActionVerdict)] = [
        (#"{"action":"allow"}"#, ActionVerdict(action: .allow)),
        (#"{"action":"allow","data":null}"#, ActionVerdict(action: .allow)),
        (#"{"action":"allow","data":{}}"#, ActionVerdict(action: .allow)),
        (#"{"action":"allow","data":{"text":"hello"}}"#, ActionVerdict(action: .allow)),
        (
            #"{"action":"allow","data":{"text":"****"}}"#,
            ActionVerdict(action: .allow, data: ["text": "****", "channelId": "c1"])
        ),
        (
            #"{"action":"allow","data":{"metadata":{"a":1}}}"#,
            ActionVerdict(action: .allow, data: ["text": "hello", "channelId": "c1", "metadata": ["a": 1]])
        ),
        (#"{"action":"deny"}"#, ActionVerdict(action: .deny)),
        (#"{"action":"deny","message":"No links"}"#, ActionVerdict(action: .deny, message: "No links")),
    ]

    @Test(arguments: rows)
    func answersBecomeVerdicts(answer: String, verdict: ActionVerdict) throws {
        #expect(try ActionJudge(data: Self.data).judge(try JSONValue(parsing: answer)) == verdict)
    }

    /// Nothing says that the action may go on, so the failure rule decides.
    @Test(arguments: [
        nil, "{}", "[]", "true", #"{"action":"maybe"}"#, #"{"action":true}"#, #"{"allow":true}"#,
        #"{"action":"allow","data":[]}"#, #"{"action":"deny","message":7}"#,
    ])
    func otherAnswersAreFaults(answer: String?) throws {
        let parsed = try answer.map { try JSONValue(parsing: $0) }
        #expect(throws: HookFault.self) { try ActionJudge(data: Self.data).judge(parsed) }
    }

    @Test func theFailureRuleHasBothSides() {
        let judge = ActionJudge(data: Self.data)
        #expect(judge.untouched == ActionVerdict(action: .allow))
        #expect(judge.refused.action == .deny && judge.refused.message?.isEmpty == false)
    }
}
