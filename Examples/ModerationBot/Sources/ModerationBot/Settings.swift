import Foundation
import HeraldReceiver

/// What the environment says.
struct Settings {
    var provider = Provider.socialplus
    /// More than one while a secret is being rotated. Events and the hook may have different ones.
    var secrets: [String]
    var port = 8092
    var database = "moderation.db"
    var words = WordList.sample
    var rule = FlagRule()
    /// Where bans are posted; nil to write down whom the bot would ban.
    var banURL: String?

    init(_ environment: [String: String]) throws {
        secrets = (environment["SECRETS"] ?? "").split(separator: ",").map(String.init)
        guard !secrets.isEmpty else { throw Problem(description: "Set SECRETS to the secrets of webhook and hook.") }
        if let name = environment["PROVIDER"] {
            guard let known = Provider(rawValue: name), known != .standard else {
                throw Problem(description: "PROVIDER is one of socialplus, sendbird, stream.")
            }
            provider = known
        }
        port = try Self.number("PORT", in: environment, 0...65_535) ?? port
        database = environment["DATABASE"] ?? database
        if let path = environment["WORDS"] { words = try WordList(String(contentsOfFile: path, encoding: .utf8)) }
        rule.flags = try Self.number("FLAGS", in: environment, 1...1_000) ?? rule.flags
        rule.minutes = try Self.number("MINUTES", in: environment, 1...100_000) ?? rule.minutes
        banURL = environment["BAN_URL"]
    }

    private static func number(
        _ name: String, in environment: [String: String], _ range: ClosedRange<Int>
    ) throws -> Int? {
        guard let text = environment[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw Problem(description: "\(name) is a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// Something that has to be set differently.
    struct Problem: Error, CustomStringConvertible {
        var description: String
    }
}
