import HeraldJSON
import HeraldModel
import HeraldStore

/// The one document that holds a network's alert rules.
enum AlertDocument {
    static let name = "alerts"

    static func document(_ rules: [AlertRule], of network: NetworkID) -> Document {
        let body: JSONValue = ["rules": .array(rules.map { .object($0.json) })]
        return Document(networkID: network, name: name, body: body.encoded())
    }

    /// Rules this version does not know are left out.
    static func rules(in document: Document) -> [AlertRule] {
        let body = try? JSONValue(parsing: document.body)
        return (body?["rules"]?.array ?? []).compactMap { AlertRule(json: $0, of: document.networkID) }
    }
}
