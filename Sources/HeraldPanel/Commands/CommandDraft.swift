import HeraldJSON
import HeraldModel

/// A command as a form holds it: text, right or wrong.
struct CommandDraft {
    var name = ""
    var description = ""
    var args = ""
    var set = ""

    init() {}

    init(_ command: ChatCommand) {
        name = command.name
        description = command.description
        args = command.args
        set = command.set
    }

    init(_ form: FormText) {
        name = form.text("name") ?? ""
        description = form.text("description") ?? ""
        args = form.text("args") ?? ""
        set = form.text("set") ?? ""
    }

    /// What it asks for; a command that is there keeps its name.
    func body(isNew: Bool) -> JSONValue {
        var body = JSONObject([
            .init("description", .string(description)), .init("args", .string(args)), .init("set", .string(set)),
        ])
        if isNew { body["name"] = .string(name.hasPrefix("/") ? String(name.dropFirst()) : name) }
        return .object(body)
    }
}
