import ArgumentParser
import HeraldModel

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
}
