import HeraldJSON
import HeraldModel

extension FieldRule where Value == String {
    /// The URL of a receiver, checked for its form. Where it leads is for ``HostVetter`` to find out.
    static var receiverURL: FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard let text = value.string else { throw FieldProblem("must be a string", code: "invalid_url") }
            do throws(WebhookURLError) {
                _ = try WebhookURL(text)
            } catch {
                throw FieldProblem("is not usable: \(error.description)", code: "invalid_url")
            }
            return text
        }
    }
}
