import ArgumentParser
import HeraldModel
import HeraldReceiver

/// How `verify` and `listen` check requests.
struct ReceivingOptions: ParsableArguments {
    @Option(name: [.customLong("dialect"), .customLong("provider")], help: "The wire format, which is the provider's.")
    var dialect: Dialect = .socialplus
    @Option(
        name: .customLong("secret"), parsing: .singleValue,
        help: ArgumentHelp(
            "The webhook's secret; repeat while one is being rotated.",
            discussion: """
                Sendbird: the master API token. Stream: the API secret. Standard Webhooks: whsec_… or, for ed25519, the \
                public key whpk_…. Default: $HERALD_WEBHOOK_SECRET, which keeps it out of the process list.
                """,
            valueName: "secret"
        )
    )
    var secrets: [String] = []
    @Option(
        name: .customLong("key-secret"), parsing: .singleValue,
        help: ArgumentHelp(
            "With stream: the secret of one API key, picked by X-Api-Key; repeat as needed.",
            valueName: "api-key:secret"
        )
    )
    var keySecrets: [String] = []
    @Option(
        help: ArgumentHelp(
            "With standard: how many seconds a request's timestamp may be away from now.", valueName: "seconds")
    )
    var tolerance: Int64 = 300

    func validate() throws {
        guard (0...3_000_000_000).contains(tolerance) else {
            throw ValidationError("--tolerance takes a number of seconds from 0 to 3000000000.")
        }
        guard keySecrets.allSatisfy({ Self.credential($0) != nil }) else {
            throw ValidationError("--key-secret is written API-KEY:SECRET.")
        }
        guard keySecrets.isEmpty || dialect == .stream else {
            throw ValidationError("--key-secret goes with --dialect stream; give --secret.")
        }
    }

    /// The receiver for the secrets that were given; nil when there are none.
    /// - Throws: ``CommandFailure`` when a secret is not in the dialect's form.
    func receiver() throws(CommandFailure) -> Receiver? {
        var credentials = given
        if credentials.isEmpty, let secret = CommandContext.current.variable("HERALD_WEBHOOK_SECRET") {
            credentials = [Receiver.Credential(secret: secret)]
        }
        return try Self.receiver(for: dialect, credentials, tolerance: tolerance)
    }

    /// The receiver for a source's provider with the secrets of the command line alone; nil when there are none.
    /// - Throws: ``CommandFailure`` when a secret is not in the provider's form.
    func receiver(of provider: Dialect) throws(CommandFailure) -> Receiver? {
        try Self.receiver(for: provider, given, tolerance: tolerance)
    }

    private var given: [Receiver.Credential] {
        secrets.map { Receiver.Credential(secret: $0) } + keySecrets.compactMap(Self.credential)
    }

    private static func receiver(
        for dialect: Dialect, _ credentials: [Receiver.Credential], tolerance: Int64
    ) throws(CommandFailure) -> Receiver? {
        guard !credentials.isEmpty else { return nil }
        let receiver = try Receiver(
            dialect: dialect, credentials: credentials, options: Receiver.Options(toleranceSeconds: tolerance))
        guard let place = receiver.malformedSecrets.first else { return receiver }
        throw CommandFailure(
            credentials.count == 1
                ? "The secret is not in the form of \(dialect.rawValue)."
                : "Secret \(place) of \(credentials.count) is not in the form of \(dialect.rawValue).",
            status: .usage, hint: "Standard Webhooks secrets are whsec_ and base64; public keys are whpk_ and base64."
        )
    }

    /// The receiver.
    /// - Throws: ``CommandFailure`` when no secret was given.
    func requiredReceiver() throws(CommandFailure) -> Receiver {
        guard let receiver = try receiver() else {
            throw CommandFailure(
                "No secret was given.", status: .usage, hint: "Give --secret, or set HERALD_WEBHOOK_SECRET."
            )
        }
        return receiver
    }

    /// Splits `api-key:secret` at the first colon.
    private static func credential(_ text: String) -> Receiver.Credential? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        return Receiver.Credential(secret: String(parts[1]), apiKey: String(parts[0]))
    }
}
