import HeraldJSON

/// Shows a replay.
enum ReplayView {
    /// Prints how many events match, some of them, and how far the replay is.
    static func print(_ replay: JSONValue, isDryRun: Bool = false, on console: Console) {
        var fields = ["id", "state", "matched"].map { ($0, replay.text($0)) }
        let progress = replay["progress"]?.object?.members ?? []
        fields += progress.map { ($0.key, $0.value.displayText) }
        console.print(fields: fields.filter { !$0.1.isEmpty })
        let sample = replay["sample"]?.array ?? []
        if !sample.isEmpty {
            console.print()
            var table = Table(["EVENT", "TYPE", "OCCURRED"])
            for event in sample {
                table.add([
                    event["id"] == nil ? event.displayText : event.text("id"), event.text("type"),
                    event.text("occurredAt"),
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
