import GRDB
import Hummingbird

/// The figures behind the page, and what `/stats` answers.
struct Statistics: Codable, Hashable, ResponseEncodable {
    /// All events there are.
    var events: Int
    var days: [Day]
    /// The busiest first.
    var channels: [Entry]
    /// The busiest first.
    var users: [Entry]

    struct Day: Codable, Hashable, FetchableRecord {
        /// In UTC, such as `2026-01-31`.
        var day: String
        var events: Int
        /// How many people did something.
        var users: Int
    }

    struct Entry: Codable, Hashable, FetchableRecord {
        var id: String
        var name: String
        var events: Int
    }
}
