import ArgumentParser

/// How much the demo does, and for how long.
struct DemoOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Events a second.", valueName: "n"))
    var rate = 30
    @Option(help: ArgumentHelp("Stop after this long.", valueName: "seconds"))
    var duration: Int?
    @Option(help: ArgumentHelp("Stop after so many events, once they are delivered.", valueName: "n"))
    var events: Int?
    @Option(help: ArgumentHelp("Another number gives another community.", valueName: "n"))
    var seed: UInt64 = 7
    @Option(
        help: ArgumentHelp(
            "Run the example programs from this folder; auto: from herald's own, if they are there.",
            valueName: "folder|auto|none"))
    var examples = ExamplesOption.auto

    func validate() throws {
        guard (1...2000).contains(rate) else { throw ValidationError("--rate takes a number from 1 to 2000.") }
        guard duration.map({ $0 > 0 }) ?? true, events.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--duration and --events take numbers above 0.")
        }
    }
}
