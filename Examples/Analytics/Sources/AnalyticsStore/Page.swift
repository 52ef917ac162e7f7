/// The page that people look at: plain HTML with charts in SVG, made on the server, without any script.
struct Page {
    let statistics: Statistics

    init(_ statistics: Statistics) { self.statistics = statistics }

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Analytics</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
        svg { width: 100%; height: auto; } rect { fill: #4a6fa5; } text { font-size: 11px; fill: #555; }
        table { border-collapse: collapse; width: 100%; } td { padding: .2rem .5rem .2rem 0; }
        td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
        </style>
        <h1>\(statistics.events) events</h1>
        <h2>Activity per day</h2>
        \(BarChart(label: "Events per day", bars: statistics.days.map { ($0.day, $0.events) }).svg)
        <h2>Active users per day</h2>
        \(BarChart(label: "Active users per day", bars: statistics.days.map { ($0.day, $0.users) }).svg)
        <h2>Top channels</h2>
        \(table(statistics.channels))
        <h2>Most active users</h2>
        \(table(statistics.users))
        </html>

        """
    }

    private func table(_ entries: [Statistics.Entry]) -> String {
        let rows = entries.map { "<tr><td>\($0.name.escaped)</td><td>\($0.events)</td></tr>" }
        return rows.isEmpty ? "<p>Nothing yet.</p>" : "<table>\n\(rows.joined(separator: "\n"))\n</table>"
    }
}

extension String {
    /// The text as HTML shows it. Names and channels are chosen by users: never put them into a page as they are.
    var escaped: String {
        var result = ""
        for character in self {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}
