import ArgumentParser
import HeraldJSON

/// The parts of a custom command that can be given when it is made and when it is changed.
struct ChatCommandFields: ParsableArguments {
    @Option(help: "What the command does, for users.")
    var description: String?
    @Option(help: "What may follow the name, such as '[text]'.")
    var args: String?
    @Option(help: "The group the command is shown in, such as 'fun_set'.")
    var set: String?

    /// The given parts as the API names them.
    func body() -> JSONObject {
        var body = JSONObject()
        body["description"] = description.map(JSONValue.string)
        body["args"] = args.map(JSONValue.string)
        body["set"] = set.map(JSONValue.string)
        return body
    }
}
