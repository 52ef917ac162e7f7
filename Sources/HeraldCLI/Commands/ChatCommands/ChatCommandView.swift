import HeraldJSON

/// Shows one custom command.
enum ChatCommandView {
    static func print(_ command: JSONValue, on console: Console) {
        let names = ["name", "description", "args", "set", "createdAt", "updatedAt"]
        console.print(fields: names.map { ($0, command.text($0)) }.filter { !$0.1.isEmpty })
    }
}
