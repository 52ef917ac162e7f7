import HeraldJSON

/// Shows a replay.
enum ReplayView {
    /// Prints how many events match, some of them, and how far the replay is.
    static func print(_ replay: JSONValue, isDryRun: Bool = false, on console: Console) {
        let names = ["id", "webhookId", "state", "status", "since", "until", "types", "ratePerSecond", "matched"]
        var fields = names.map { ($0, replay.text($0)) }
        for name in ["enqueued", "delivered", "failed", "owed", "skipped", "remaining", "etaSeconds"] {
            fields.append((name, replay["progress"]?.text(name) ?? ""))
        }
        console.print(fields: fields.filter { !$0.1.isEmpty })
        let sample = replay["sample"]?.array ?? []
        if !sample.isEmpty {
            console.print()
            var table = Table(["EVENT", "TYPE", "ACCEPTED"])
            for event in sample {
                table.add([
                    event["id"] == nil ? event.displayText : event.text("id"), event.text("type"),
                    event.text("acceptedAt"),
                ])
            }
            console.print(table, whenEmpty: "")
        }
        if isDryRun {
            console.print()
            console.print("Nothing was sent. Leave out --dry-run to send.")
        }
    }
}
