import ArgumentParser
import HeraldJSON
import HeraldReceiver

/// `herald verify`
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the signature of a request and explain what is wrong with it. Works without a server.",
        discussion: """
            Ends with 0 when the signature is right and with 1 when it is not. Save the body byte for byte.

            EXAMPLES:
              herald verify --secret whsec-test-1 --body event.json --header 'x-amity-signature: JarYRj…'
              curl -s … | herald verify --body - --header 'x-amity-signature: …' --json
            """
    )

    @OptionGroup var signing: SigningOptions
    @Option(help: ArgumentHelp("The request body, or - for standard input.", valueName: "file"))
    var body: String
    @Option(
        name: .customLong("header"), parsing: .singleValue,
        help: ArgumentHelp("A request header; repeat as needed.", valueName: "name: value")
    )
    var headers: [String] = []
    @Flag(help: "Print the finding as JSON.")
    var json = false

    func run() async throws {
        let receiver = try Receiver(dialect: signing.dialect, secrets: [try signing.requiredSecret()])
        var given: [(name: String, value: String)] = []
        for header in headers { given.append(try HeaderText.parse(header)) }
        let bytes = try InputFile.read(body, limit: 64 << 20)
        let finding = Finding(receiver.verify(headers: given, body: bytes))
        let lines = receiver.explain(headers: given, body: bytes)
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
}
