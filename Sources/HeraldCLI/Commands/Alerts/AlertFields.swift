import ArgumentParser
import HeraldJSON

/// The settings of an alert rule that can be given when it is created and when it is changed.
struct AlertFields: ParsableArguments {
    @Option(help: ArgumentHelp("A success rate's window: 1m to 1d. Default: 5m.", valueName: "time"))
    var window: String?
    @Option(help: ArgumentHelp("The fewest finished deliveries a success rate is judged by.", valueName: "n"))
    var minimum: Int64?
    @Option(help: ArgumentHelp("How long the condition must hold, in seconds.", valueName: "seconds"))
    var forSeconds: Int64?
    @Flag(name: .customLong("enabled"), inversion: .prefixedNo, help: "Measure the rule at all.")
    var isEnabled: Bool?

    /// The given settings as the API names them.
    func body() -> JSONObject {
        var body = JSONObject()
        body["window"] = window.map(JSONValue.string)
        body["minimum"] = minimum.map { .number(JSONNumber($0)) }
        body["forSeconds"] = forSeconds.map { .number(JSONNumber($0)) }
        body["enabled"] = isEnabled.map(JSONValue.bool)
        return body
    }
}
