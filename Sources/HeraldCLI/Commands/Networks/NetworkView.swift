import HeraldJSON

/// Shows one network.
enum NetworkView {
    /// Prints the network's settings. Credentials stand there only in the answer that made them.
    static func print(_ network: JSONValue, on console: Console, withCredentials: Bool = false) {
        var fields = ["id", "name", "dialect", "region", "validation", "createdAt", "updatedAt"]
            .map { ($0, network.text($0)) }
            .filter { !$0.1.isEmpty }
        if withCredentials {
            fields += (network["credentials"]?.object?.members ?? []).map { ($0.key, $0.value.displayText) }
        }
        console.print(fields: fields)
    }
}
