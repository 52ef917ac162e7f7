import ArgumentParser
import HeraldJSON

/// The secrets of a source, as commands take them.
struct SourceSecretOptions: ParsableArguments {
    @Option(
        name: .customLong("secret"),
        help: ArgumentHelp(
            "A secret the provider signs with; repeat it for several. With stream, KEY:SECRET ties it to an API key.",
            valueName: "secret"))
    var secrets: [String] = []

    /// The secrets as the API takes them; nil when none was given.
    func json(isStream: Bool) -> JSONValue? {
        guard !secrets.isEmpty else { return nil }
        return .array(secrets.map { Self.json($0, isStream: isStream) })
    }

    private static func json(_ text: String, isStream: Bool) -> JSONValue {
        guard isStream, let colon = text.firstIndex(of: ":") else { return .string(text) }
        return [
            "apiKey": .string(String(text[..<colon])), "secret": .string(String(text[text.index(after: colon)...])),
        ]
    }
}
