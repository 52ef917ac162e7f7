import ArgumentParser
import HeraldJSON

/// `herald sign`
struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Print the signature headers of a request body. Works without a server.",
        discussion: """
            The body is taken byte for byte; a line break at its end counts.

            EXAMPLES:
              herald sign --secret whsec-test-1 --body event.json
              herald sign --dialect standard --secret whsec_… --id evt_1 --timestamp 1767225600 --body event.json
              printf '%s' '{"event":"x","data":{}}' | HERALD_WEBHOOK_SECRET=… herald sign --body -
            """
    )

    @OptionGroup var signing: SigningOptions
    @OptionGroup var identity: RequestOptions
    @Option(help: ArgumentHelp("The request body, or - for standard input.", valueName: "file"))
    var body: String
    @Flag(help: "The separate request with the dialect's legacy signature.")
    var legacy = false
    @Flag(help: "Print the headers as a JSON object.")
    var json = false

    func run() async throws {
        let wire = try identity.wire(for: signing.dialect)
        let signer = try signing.signer(for: wire)
        let bytes = try InputFile.read(body, limit: 64 << 20)
        let headers = SignedBody.signature(
            of: bytes, dialect: wire, signer: signer, request: identity.request(legacy: legacy))
        let console = CommandContext.current.console
        if json {
            let members = headers.map { JSONObject.Member($0.name, .string($0.value)) }
            return console.print(json: .object(JSONObject(members)))
        }
        for header in headers { console.print("\(header.name): \(header.value)") }
    }
}
