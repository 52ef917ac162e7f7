import ArgumentParser
import HeraldJSON
import HeraldModel
import HeraldReceiver

/// `herald verify`
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the signature of a request and explain what is wrong with it. Works without a server.",
        discussion: """
            Ends with 0 when the signature is right and with 1 when it is not. Save the body byte for byte; a \
            compressed one may stay compressed. For a request that was saved earlier, --now says when it arrived.

            EXAMPLES:
              herald verify --secret whsec-test-1 --body event.json --header 'x-amity-signature: JarYRj…'
              curl -s … | herald verify --body - --header 'x-amity-signature: …' --json
              herald verify --dialect sendbird --secret MASTER-TOKEN --body event.json --header 'x-signature: 3278…'
              herald verify --dialect stream --key-secret k1:s1 --key-secret k2:s2 --body event.json.gz \\
                --header 'x-api-key: k2' --header 'x-signature: d741…'
              herald verify --dialect standard --secret whsec_MfKQ… --now 2026-01-31T12:00:00Z --body event.json \\
                --header 'webhook-id: msg_1' --header 'webhook-timestamp: 1769860800' --header 'webhook-signature: v1,…'
            """
    )

    @OptionGroup var receiving: ReceivingOptions
    @Option(help: ArgumentHelp("The request body, or - for standard input.", valueName: "file"))
    var body: String
    @Option(
        name: .customLong("header"), parsing: .singleValue,
        help: ArgumentHelp("A request header; repeat as needed.", valueName: "name: value")
    )
    var headers: [String] = []
    @Option(
        help: ArgumentHelp(
            "With standard: the time to judge by, such as 2026-01-31T12:00:00Z, 2h (ago), or Unix seconds.",
            valueName: "time"))
    var now: String?
    @Flag(help: "Print the finding as JSON.")
    var json = false

    func run() async throws {
        let receiver = try receiving.requiredReceiver()
        let seconds = try now.map { text throws(CommandFailure) in try Self.seconds(text) }
        var given: [(name: String, value: String)] = []
        for header in headers { given.append(try HeaderText.parse(header)) }
        let bytes = try InputFile.read(body, limit: 64 << 20)
        let finding = Finding(receiver.verify(headers: given, body: bytes, now: seconds))
        let lines = receiver.explain(headers: given, body: bytes, now: seconds)
        let console = CommandContext.current.console
        if json {
            console.print(json: finding.json(explanation: lines))
        } else {
            let word = finding.isAccepted ? "verified" : "refused"
            console.print(console.style.status(word))
            for line in lines { console.print("  " + TextWidth.harmless(line)) }
        }
        if !finding.isAccepted { throw CommandFailure.silent(.failure) }
    }

    /// A moment in seconds since 1970; digits alone are that already, as `webhook-timestamp` has them.
    private static func seconds(_ text: String) throws(CommandFailure) -> Int64 {
        if let seconds = Int64(text) { return seconds }
        let moment = Timestamp(try Moment.read(text, option: "--now"))
        return (moment ?? .now).milliseconds / 1000
    }
}
