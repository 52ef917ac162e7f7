import Foundation

/// The page that moderators look at.
struct Page {
    let cases: Cases
    let rule: FlagRule

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Moderation</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
        small { color: #555; }
        </style>
        <h1>\(cases.cases.count) cases</h1>
        <p>\(rule.flags) flags by different users within \(rule.minutes) minutes are a ban.</p>
        \(cases.cases.map(row).joined(separator: "\n"))
        </html>

        """
    }

    private func row(_ entry: Case) -> String {
        """
        <p><b>\(entry.user.escaped)</b> \(word(entry.state)): \(entry.reason.escaped)<br>
        <small>\(entry.decided.formatted(.iso8601)), flagged by \(entry.reporters.joined(separator: ", ").escaped):
        \(entry.items.joined(separator: ", ").escaped)</small></p>
        """
    }

    private func word(_ state: Ban.State) -> String {
        switch state {
        case .decided: "is about to be banned"
        case .banned: "was banned"
        case .wouldBan: "would be banned"
        }
    }
}

extension String {
    /// The text as HTML shows it. Ids are chosen by users: never put them into a page as they are.
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
