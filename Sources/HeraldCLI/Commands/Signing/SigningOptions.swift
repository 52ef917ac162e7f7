import ArgumentParser
import HeraldModel
import HeraldWire

/// The dialect and secret that signatures are made and checked with.
struct SigningOptions: ParsableArguments {
    @Option(help: "The wire format.")
    var dialect: Dialect = .socialplus
    @Option(
        help: ArgumentHelp(
            "The webhook's secret.",
            discussion: "Default: $HERALD_WEBHOOK_SECRET, which keeps it out of the process list.",
            valueName: "secret"
        )
    )
    var secret: String?

    /// The secret that was given, if any.
    var givenSecret: String? { secret ?? CommandContext.current.variable("HERALD_WEBHOOK_SECRET") }

    /// The secret.
    /// - Throws: ``CommandFailure`` when none was given.
    func requiredSecret() throws(CommandFailure) -> String {
        guard let secret = givenSecret, !secret.isEmpty else {
            throw CommandFailure(
                "No secret was given.", status: .usage, hint: "Give --secret, or set HERALD_WEBHOOK_SECRET."
            )
        }
        return secret
    }

    /// The secret, prepared for signing in a dialect.
    /// - Throws: ``CommandFailure`` when none was given, or one of another form.
    func signer(for wire: any WireDialect) throws(CommandFailure) -> Signer {
        guard let signer = Signer([try requiredSecret()], form: wire.secretForm) else {
            throw CommandFailure(
                "The secret has not the form the dialect \(wire.dialect.rawValue) asks for.", status: .usage,
                hint:
                    "Write whsec_ and the base64 of 24 to 64 bytes, or whsk_ and the base64 of an ed25519 private key."
            )
        }
        return signer
    }
}
