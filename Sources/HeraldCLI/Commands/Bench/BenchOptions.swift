import ArgumentParser

/// How much `herald bench` does.
struct BenchOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Events of the throughput measurement.", valueName: "n"))
    var events = 50_000
    @Option(help: ArgumentHelp("Bytes of one event's payload.", valueName: "n"))
    var bytes = 740
    @Option(help: ArgumentHelp("Requests under way at once.", valueName: "n"))
    var concurrency = 64
    @Option(help: ArgumentHelp("Events a second of the latency measurement.", valueName: "n"))
    var rate = 500
    @Option(help: ArgumentHelp("How long latency is measured.", valueName: "seconds"))
    var seconds = 5
    @Option(help: ArgumentHelp("Send to this receiver instead of one of our own.", valueName: "url"))
    var url: String?
    @Option(help: ArgumentHelp("The secret that requests are signed with.", valueName: "text"))
    var secret = "whsec-herald-bench"
    @Option(help: ArgumentHelp("Keep the events here instead of in a temporary file.", valueName: "store"))
    var store: String?

    func validate() throws {
        guard (1...10_000_000).contains(events) else {
            throw ValidationError("--events takes a number from 1 to 10000000.")
        }
        guard (200...100_000).contains(bytes) else {
            throw ValidationError("--bytes takes a number from 200 to 100000.")
        }
        guard (1...1000).contains(concurrency) else {
            throw ValidationError("--concurrency takes a number from 1 to 1000.")
        }
        guard (1...5000).contains(rate) else { throw ValidationError("--rate takes a number from 1 to 5000.") }
        guard (1...600).contains(seconds) else { throw ValidationError("--seconds takes a number from 1 to 600.") }
    }
}
