import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldHooks

@Suite struct MessageJudgeTests {
    /// A message as an app sends it.
    private static let text =
        #"{"id":"","text":"hello","type":"regular","silent":false,"mood":1.0,"cid":"messaging:fun"}"#

    private static func judge(_ dialect: Dialect = .stream) throws -> MessageJudge {
        MessageJudge(message: try #require(JSONValue(parsing: text).object), dialect: dialect)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let answer: String?
        let decision: MessageVerdict.Decision
        /// What differs from the message.
        var changes: JSONObject = [:]
        var reason: String?
        var testDescription: String { answer ?? "(empty)" }
    }

    private static let rows: [Row] = [
        Row(answer: nil, decision: .accepted),
        Row(answer: "{}", decision: .accepted),
        Row(answer: "[]", decision: .accepted),
        Row(answer: #"{"message":null}"#, decision: .accepted),
        Row(answer: #"{"message":{}}"#, decision: .accepted),
        Row(answer: #"{"other":1}"#, decision: .accepted),
        // Partial answers keep the rest of the message.
        Row(answer: #"{"message":{"text":"****"}}"#, decision: .modified, changes: ["text": "****"]),
        Row(answer: #"{"message":{"text":""}}"#, decision: .modified, changes: ["text": ""]),
        Row(answer: #"{"message":{"show_in_channel":true}}"#, decision: .modified, changes: ["show_in_channel": true]),
        Row(answer: #"{"message":{"silent":true}}"#, decision: .modified, changes: ["silent": true]),
        Row(answer: #"{"message":{"type":"system"}}"#, decision: .modified, changes: ["type": "system"]),
        Row(answer: #"{"message":{"i18n":{"de":"x"}}}"#, decision: .modified, changes: ["i18n": ["de": "x"]]),
        Row(
            answer: #"{"message":{"attachments":[{"type":"image"}]}}"#, decision: .modified,
            changes: ["attachments": [["type": "image"]]]),
        Row(answer: #"{"message":{"custom":{"a":[1]}}}"#, decision: .modified, changes: ["custom": ["a": [1]]]),
        Row(answer: #"{"message":{"mood":null}}"#, decision: .modified, changes: ["mood": nil]),
        // Everything else is ignored.
        Row(
            answer: #"{"message":{"id":"x","user":{"id":"eve"},"pinned":true,"mentioned_users":[],"cid":"a:b"}}"#,
            decision: .accepted),
        // A whole echo changes nothing, also when it was written by another library.
        Row(
            answer: #"{"message":{"type":"regular","mood":1,"text":"hello","silent":false,"id":"","html":"<p>"}}"#,
            decision: .accepted),
        // What a client in Go sends for what it leaves out.
        Row(
            answer: #"{"message":{"text":"x","type":"","attachments":null,"i18n":null,"mentioned_users":null}}"#,
            decision: .modified, changes: ["text": "x"]),
        Row(
            answer: #"{"message":{"type":"error","text":"Mind your language"}}"#, decision: .rejected,
            changes: ["type": "error", "text": "Mind your language"], reason: "Mind your language"),
        Row(
            answer: #"{"message":{"type":"error"}}"#, decision: .rejected,
            changes: ["type": "error", "text": .string(MessageJudge.rejectedText)],
            reason: MessageJudge.rejectedText),
    ]

    @Test(arguments: rows)
    func answersBecomeVerdicts(row: Row) throws {
        let answer = try row.answer.map { try JSONValue(parsing: $0) }
        let verdict = try Self.judge().judge(answer)
        var expected = try #require(JSONValue(parsing: Self.text).object)
        for change in row.changes.members { expected[change.key] = change.value }
        #expect(verdict == MessageVerdict(decision: row.decision, message: .object(expected), reason: row.reason))
    }

    @Test(arguments: [
        (#"7"#, ""), (#"[1]"#, ""), (#"{"message":"x"}"#, "/message"), (#"{"message":[]}"#, "/message"),
        (#"{"message":{"text":7}}"#, "/message/text"), (#"{"message":{"i18n":"de"}}"#, "/message/i18n"),
        (#"{"message":{"silent":"yes"}}"#, "/message/silent"),
        (#"{"message":{"show_in_channel":1}}"#, "/message/show_in_channel"),
        (#"{"message":{"type":"shout"}}"#, "/message/type"), (#"{"message":{"type":1}}"#, "/message/type"),
        (#"{"message":{"attachments":{}}}"#, "/message/attachments"),
        (#"{"message":{"attachments":["x"]}}"#, "/message/attachments"),
        (#"{"message":{"type":"error","text":7}}"#, "/message/text"),
    ])
    func wrongTypesAreNamed(answer: String, pointer: String) throws {
        let fault = #expect(throws: HookFault.self) { try Self.judge().judge(try JSONValue(parsing: answer)) }
        #expect(fault?.code == "answer_invalid" && fault?.decidedBy == .error)
        #expect(fault?.description.contains("'\(pointer)'") == true)
    }

    @Test func thirtyAttachmentsAreTaken() throws {
        for (count, isFine) in [(30, true), (31, false)] {
            let attachments = JSONValue.array(Array(repeating: ["type": "image"], count: count))
            let verdict = try? Self.judge().judge(["message": ["attachments": attachments]])
            #expect((verdict?.decision == .modified) == isFine)
        }
    }

    @Test func aHookThatFailsClosedRejects() throws {
        let judge = try Self.judge()
        #expect(judge.refused.decision == .rejected && judge.refused.message["type"] == "error")
        #expect(judge.refused.message["text"]?.string == judge.refused.reason)
        #expect(judge.untouched.decision == .accepted)
    }

    private static let sendbirdRows: [Row] = [
        Row(answer: nil, decision: .accepted),
        Row(answer: "{}", decision: .accepted),
        Row(answer: #"{"pass":true}"#, decision: .accepted),
        Row(answer: #"{"pass":true,"message":{"text":"x"}}"#, decision: .accepted),
        Row(answer: #"{"pass":false,"block_reason":"spam"}"#, decision: .rejected, reason: "spam"),
        Row(answer: #"{"pass":false}"#, decision: .rejected, reason: MessageJudge.rejectedText),
        Row(answer: #"{"pass":false,"block_reason":null}"#, decision: .rejected, reason: MessageJudge.rejectedText),
    ]

    @Test(arguments: sendbirdRows)
    func sendbirdsAnswersBecomeVerdicts(row: Row) throws {
        let verdict = try Self.judge(.sendbird).judge(try row.answer.map { try JSONValue(parsing: $0) })
        let message = try JSONValue(parsing: Self.text)
        #expect(verdict == MessageVerdict(decision: row.decision, message: message, reason: row.reason))
    }

    @Test(arguments: [#"{"pass":1}"#, #"{"pass":"false"}"#, #"{"pass":null}"#, #"{"pass":false,"block_reason":1}"#])
    func sendbirdsWrongTypesAreFaults(answer: String) throws {
        #expect(throws: HookFault.self) { try Self.judge(.sendbird).judge(try JSONValue(parsing: answer)) }
    }
}
