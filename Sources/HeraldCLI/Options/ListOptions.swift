import ArgumentParser
import HeraldJSON

/// How much of a list is asked for.
struct ListOptions: ParsableArguments {
    @Option(help: ArgumentHelp("At most this many.", valueName: "n"))
    var limit = 50

    @Option(help: ArgumentHelp("Where to go on, as the last answer said.", valueName: "cursor"))
    var cursor: String?

    func validate() throws {
        guard (1...500).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 500.") }
    }

    /// The options as query parameters.
    var query: [(String, String?)] { [("limit", String(limit)), ("cursor", cursor)] }
}

extension Console {
    /// Says how to see the rest of a list that goes on.
    func printMore(_ answer: JSONValue) {
        guard let cursor = answer["nextCursor"]?.string else { return }
        print(style(.dim, "More: --cursor \(TextWidth.harmless(cursor))"))
    }
}
