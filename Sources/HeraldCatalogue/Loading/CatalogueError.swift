/// A catalogue file that cannot be read.
struct CatalogueError: Error, Equatable, CustomStringConvertible {
    enum Code: String {
        case invalidJSON = "invalid_json"
        case missingKey = "missing_key"
        case unknownType = "unknown_type"
    }

    let code: Code
    /// The place in the file.
    let place: String

    var description: String {
        switch code {
        case .invalidJSON: "The catalogue is not valid JSON (\(place)); restore the embedded file."
        case .missingKey: "The catalogue lacks \(place); add it to the embedded file."
        case .unknownType: "The catalogue has an unreadable type at \(place); see its typeGrammar."
        }
    }
}
