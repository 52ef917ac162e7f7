import Foundation
import Hummingbird

/// A ban and what led to it.
struct Case: Codable, Hashable {
    var user: String
    var reason: String
    var state: Ban.State
    var decided: Date
    var reporters: [String]
    /// What was flagged.
    var items: [String]
}

/// What `/cases` answers.
struct Cases: Codable, Hashable, ResponseEncodable {
    var cases: [Case]
}
