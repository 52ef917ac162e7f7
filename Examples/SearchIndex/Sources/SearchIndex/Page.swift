/// The page that people search on.
struct Page {
    let question: String
    let answer: Answer

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Search</title>
        <style>
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
        input { font: inherit; width: 20rem; } small { color: #555; }
        </style>
        <h1>Search</h1>
        <form><input name="q" value="\(question.escaped)" aria-label="Words" autofocus> <button>Search</button></form>
        \(found)
        </html>

        """
    }

    private var found: String {
        guard !question.isEmpty else { return "" }
        guard !answer.items.isEmpty else { return "<p>Nothing found.</p>" }
        let rows = answer.items.map { item in
            "<li>\(item.text.escaped)<br><small>\(item.author.escaped) in \(item.place.escaped)</small></li>"
        }
        return "<ul>\n\(rows.joined(separator: "\n"))\n</ul>"
    }
}

extension String {
    /// The text as HTML shows it. Messages are written by users: never put them into a page as they are.
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
