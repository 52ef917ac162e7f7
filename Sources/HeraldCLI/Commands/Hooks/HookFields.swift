import ArgumentParser
import HeraldJSON
import HeraldModel

/// The settings of a hook that can be given when it is set and when it is changed.
struct HookFields: ParsableArguments {
    @Option(help: ArgumentHelp("The limit for the one request, 1 to 5000.", valueName: "ms"))
    var timeoutMs: Int64?
    @Option(help: ArgumentHelp("The limit for everything, 1 to 5000.", valueName: "ms"))
    var overallTimeoutMs: Int64?
    @Option(help: "What counts when no usable answer comes.")
    var onFailure: Hook.FailureAction?
    @Flag(inversion: .prefixedNo, help: "Call and record, but act as if the hook had agreed.")
    var shadow: Bool?
    @Flag(name: .customLong("enabled"), inversion: .prefixedNo, help: "Call the hook at all.")
    var isEnabled: Bool?
    @Option(help: ArgumentHelp("The secret to sign with, when it is not to be made.", valueName: "secret"))
    var secret: String?

    /// The given settings as the API names them.
    func body() -> JSONObject {
        var body = JSONObject()
        body["timeoutMs"] = timeoutMs.map { .number(JSONNumber($0)) }
        body["overallTimeoutMs"] = overallTimeoutMs.map { .number(JSONNumber($0)) }
        body["onFailure"] = onFailure.map { .string($0.rawValue) }
        body["shadow"] = shadow.map(JSONValue.bool)
        body["enabled"] = isEnabled.map(JSONValue.bool)
        body["secret"] = secret.map(JSONValue.string)
        return body
    }
}
