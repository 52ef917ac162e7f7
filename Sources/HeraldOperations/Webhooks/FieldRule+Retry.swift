import HeraldJSON
import HeraldModel

extension FieldRule where Value == RetryPolicy {
    /// `{"policy":"durable|vendor|schedule","delaysMs"?}`.
    static var retry: FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard let object = value.object else { throw FieldProblem("must be an object") }
            for key in object.keys where key != "policy" && key != "delaysMs" {
                throw FieldProblem(
                    "knows only 'policy' and 'delaysMs'", at: JSONPointer(tokens: [key]).description)
            }
            let delays = object["delaysMs"] ?? .null
            switch object["policy"]?.string {
            case "durable", "vendor":
                guard delays == .null else {
                    throw FieldProblem("takes 'delaysMs' only with the policy 'schedule'", at: "/delaysMs")
                }
                return object["policy"]?.string == "vendor" ? .vendor : .durable
            case "schedule":
                do throws(FieldProblem) {
                    return .schedule(
                        try FieldRule<[Int64]>.list(of: .integer(0...86_400_000), count: 0...20).read(delays))
                } catch {
                    throw FieldProblem(error.errors.map { $0.moved(under: "/delaysMs") })
                }
            default: throw FieldProblem("must have a 'policy': durable, vendor or schedule", at: "/policy")
            }
        }
    }
}
