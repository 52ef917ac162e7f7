import ArgumentParser

/// Which deliveries are meant.
struct DeliveryFilter: ParsableArguments {
    @Option(help: "pending, delivering, waiting, delivered, failed or skipped.")
    var status: String?
    @Option(help: "Only this webhook's.")
    var webhook: String?
    @Option(help: "Only events of this type.")
    var type: String?
    @Option(help: ArgumentHelp("Not before: a time, or how long ago, such as 15m, 2h, 7d.", valueName: "time"))
    var since: String?
    @Option(help: ArgumentHelp("Before: a time, or how long ago.", valueName: "time"))
    var until: String?

    /// The filter as query parameters.
    func query() throws(CommandFailure) -> [(String, String?)] {
        [
            ("status", status), ("webhook", webhook), ("type", type),
            ("since", try since.map { text throws(CommandFailure) in try Moment.read(text, option: "--since") }),
            ("until", try until.map { text throws(CommandFailure) in try Moment.read(text, option: "--until") }),
        ]
    }
}
