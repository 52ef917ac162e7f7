import ArgumentParser
import HeraldJSON

/// `herald replay show`
struct ReplayShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show how far a replay is.",
        discussion: """
            --watch prints a line whenever something changed, until everything the replay queued is settled.

            EXAMPLES:
              herald replay show rpl_0h2…
              herald replay show rpl_0h2… --watch
            """,
        aliases: ["status"]
    )

    @Flag(help: "Follow it to its end.")
    var watch = false
    @OptionGroup var target: ReplayTarget

    func run() async throws {
        guard watch else { return try await target.call(.get) }
        let path = try await target.path()
        let client = try target.server.client()
        let console = CommandContext.current.console
        let clock = ContinuousClock()
        let start = clock.now
        var follower = ReplayFollower()
        while true {
            let replay = try await client.call(.get, path)
            if let line = follower.line(for: replay, at: start.duration(to: clock.now)) {
                target.server.json ? console.write(replay.encodedString + "\n") : console.print(line)
            }
            if ReplayFollower.isOver(replay) { return }
            try await Task.sleep(for: .seconds(1))
        }
    }
}
