extension Receiver {
    /// A secret, with the API key it belongs to. Printing it does not show the secret.
    public struct Credential: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
        /// The secret, verbatim.
        public var secret: String
        /// The API key that `X-Api-Key` names when this secret signed; nil to try the secret for every request.
        public var apiKey: String?

        /// Pairs a secret with its API key.
        public init(secret: String, apiKey: String? = nil) {
            self.secret = secret
            self.apiKey = apiKey
        }

        public var description: String { apiKey.map { "(secret of \($0))" } ?? "(secret)" }
        public var customMirror: Mirror { Mirror(self, children: []) }
    }
}
