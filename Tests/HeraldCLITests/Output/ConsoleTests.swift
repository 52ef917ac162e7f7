import HeraldJSON
import Testing

@testable import HeraldCLI

@Suite struct ConsoleTests {
    @Test func jsonIsOnOneLineWhenNobodyWatches() {
        let recorder = ConsoleRecorder()
        recorder.console.print(json: ["a": 1, "b": ["c"]])
        #expect(recorder.output == "{\"a\":1,\"b\":[\"c\"]}\n")
    }

    @Test func jsonIsIndentedOnATerminal() {
        let recorder = ConsoleRecorder()
        var console = recorder.console
        console.isTerminal = true
        console.print(json: ["a": 1])
        #expect(recorder.output == "{\n  \"a\": 1\n}\n")
    }

    @Test func noColourWhenTheEnvironmentRefusesIt() {
        #expect(!Console.standard(environment: ["NO_COLOR": "1"]).style.isEnabled)
    }

    @Test func fieldsAreAligned() {
        let recorder = ConsoleRecorder()
        recorder.console.print(fields: [("id", "net_1"), ("validation", "warn")])
        #expect(recorder.output == "id          net_1\nvalidation  warn\n")
    }

    @Test(arguments: [
        (JSONValue.bool(true), "yes"), (JSONValue.bool(false), "no"), (JSONValue.null, ""),
        (JSONValue.array(["a", 1]), "a, 1"), (JSONValue.object(JSONObject([.init("k", "v")])), #"{"k":"v"}"#),
    ])
    func valuesInWords(value: JSONValue, text: String) { #expect(value.displayText == text) }
}
