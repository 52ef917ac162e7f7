import Foundation
import HTTPTypes
import HeraldJSON
import HeraldTestSupport

/// Deliveries checked by Python: with its own HMAC, and with the library of Standard Webhooks.
struct PythonVerifier {
    /// What to check.
    struct Case {
        var dialect: String
        var secrets: [String]
        var arrival: TestSink.Arrival
    }

    /// A line for each case: `ok` and the event's type, or what is wrong.
    static func verdicts(on cases: [Case]) throws -> [String] {
        let list = cases.map { item -> JSONValue in
            [
                "dialect": .string(item.dialect), "secrets": .array(item.secrets.map(JSONValue.string)),
                "headers": .object(
                    JSONObject(item.arrival.headers.map { .init($0.name.rawName, .string($0.value)) })),
                "body": .string(Data(item.arrival.body).base64EncodedString()),
            ]
        }
        let result = try PythonLibraries.run(script: "verify.py", input: JSONValue.array(list).encoded())
        guard result.status == 0 else { throw TestFailure("verify.py failed: \(result.output)") }
        return result.output.split(separator: "\n").map(String.init)
    }
}
