import GRDB
import Hummingbird

/// What was found, and what `/search` answers.
struct Answer: Codable, Hashable, ResponseEncodable {
    var items: [Item]

    struct Item: Codable, Hashable, FetchableRecord {
        /// The kind and the id, such as `message/m1`.
        var id: String
        var text: String
        var author: String
        /// The channel, community or user that it was written to.
        var place: String
    }
}
