import HeraldModel
import HeraldReceiver

extension Receiver {
    /// A receiver for what Herald sends in a dialect.
    /// - Throws: ``CommandFailure`` when this version cannot verify the dialect.
    init(dialect: Dialect, secrets: [String]) throws(CommandFailure) {
        try self.init(dialect: dialect, credentials: secrets.map { Credential(secret: $0) })
    }

    /// The same with the API keys secrets belong to.
    init(dialect: Dialect, credentials: [Credential], options: Options = Options()) throws(CommandFailure) {
        guard let provider = Provider(rawValue: dialect.rawValue) else {
            throw CommandFailure(
                "This version cannot verify the dialect \(dialect.rawValue).", status: .usage,
                hint: "Dialects it verifies: \(Provider.allCases.map(\.rawValue).joined(separator: ", "))."
            )
        }
        self.init(provider: provider, credentials: credentials, options: options)
    }
}
