import HeraldJSON
import HeraldModel
import HeraldOperations

/// A question for a hook as a form holds it: simple fields, or the whole body as JSON.
struct HookQuestionDraft {
    var text = "Hello, world"
    var user = "user-1"
    var channel = "general"
    var channelType = "messaging"
    var command = ""
    var arguments = ""
    var eventName = "message.shouldCreate"
    var data = "{\n  \"text\": \"Hello, world\",\n  \"channelId\": \"general\"\n}"
    var actor = "{\n  \"userId\": \"user-1\"\n}"
    /// Wins over the other fields when there is something in it.
    var whole = ""
    private let kind: Hook.Kind

    /// Something to begin with.
    init(_ kind: Hook.Kind) { self.kind = kind }

    init(_ kind: Hook.Kind, _ form: FormText) {
        self.kind = kind
        text = form.typed("text") ?? ""
        user = form.text("user") ?? ""
        channel = form.text("channel") ?? ""
        channelType = form.text("channel_type") ?? ""
        command = form.text("command") ?? ""
        arguments = form.text("arguments") ?? ""
        eventName = form.text("event_name") ?? ""
        data = form.typed("data") ?? ""
        actor = form.typed("actor") ?? ""
        whole = form.typed("whole") ?? ""
    }

    /// The body that the API's clients would send. Throws like the use case when JSON is none.
    var body: JSONValue {
        get throws(OperationError) {
            let size = [text, data, actor, whole].reduce(0) { $0 + $1.utf8.count }
            guard size <= HookCalls.bodyBytes else {
                throw Self.refusal("/whole", "A question may have \(HookCalls.bodyBytes >> 10) KiB.")
            }
            guard whole.allSatisfy(\.isWhitespace) else { return try Self.json(whole, "/whole") }
            let user: JSONValue = ["id": .string(user)]
            switch kind {
            case .beforeMessageSend:
                return [
                    "message": ["text": .string(text), "type": "regular"], "user": user,
                    "channel": [
                        "id": .string(channel), "type": .string(channelType),
                        "cid": .string("\(channelType):\(channel)"),
                    ],
                ]
            case .customCommand:
                let invocation = arguments.isEmpty ? "/\(command)" : "/\(command) \(arguments)"
                return [
                    "command": .string(command), "message": ["text": .string(invocation), "type": "regular"],
                    "user": user,
                ]
            case .preHook:
                return [
                    "eventName": .string(eventName), "data": try Self.json(data, "/data"),
                    "actor": try Self.json(actor, "/actor"),
                ]
            }
        }
    }

    private static func json(_ text: String, _ pointer: String) throws(OperationError) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: text)
        } catch {
            throw refusal(pointer, "This is no JSON: \(error).")
        }
    }

    private static func refusal(_ pointer: String, _ detail: String) -> OperationError {
        OperationError(
            .invalid, code: "invalid_json", title: "Invalid JSON", detail: detail,
            errors: [FieldError(pointer: pointer, detail: detail)])
    }
}
