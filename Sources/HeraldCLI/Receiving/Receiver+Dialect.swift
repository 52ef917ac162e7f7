import HeraldModel
import HeraldReceiver

extension Receiver {
    /// A receiver for what Herald sends in a dialect.
    /// - Throws: ``CommandFailure`` when this version cannot verify the dialect.
    init(dialect: Dialect, secrets: [String]) throws(CommandFailure) {
        guard let provider = Provider(rawValue: dialect.rawValue) else {
            throw CommandFailure(
                "This version cannot verify the dialect \(dialect.rawValue).", status: .usage,
                hint: "Dialects it verifies: \(Provider.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        self.init(provider: provider, secrets: secrets)
    }
}
