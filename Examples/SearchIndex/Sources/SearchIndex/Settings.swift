import HeraldReceiver

/// What the environment says.
struct Settings {
    var provider = Provider.socialplus
    /// More than one while a secret is being rotated.
    var secrets: [String]
    var port = 8093
    var database = "search.db"

    init(_ environment: [String: String]) throws {
        secrets = (environment["SECRETS"] ?? "").split(separator: ",").map(String.init)
        guard !secrets.isEmpty else { throw Problem(description: "Set SECRETS to the webhook's secret.") }
        if let name = environment["PROVIDER"] {
            guard let known = Provider(rawValue: name) else {
                let names = Provider.allCases.map(\.rawValue).joined(separator: ", ")
                throw Problem(description: "PROVIDER is one of \(names).")
            }
            provider = known
        }
        if let text = environment["PORT"] {
            guard let number = Int(text), (0...65_535).contains(number) else {
                throw Problem(description: "PORT is a number from 0 to 65535.")
            }
            port = number
        }
        database = environment["DATABASE"] ?? database
    }

    /// Something that has to be set differently.
    struct Problem: Error, CustomStringConvertible {
        var description: String
    }
}
