import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldCatalogue

/// The catalogue under test and its names, for parameterised cases.
enum SocialPlus {
    static let catalogue: EventCatalogue = {
        guard let catalogue = EventCatalogue.catalogue(for: .socialplus) else {
            preconditionFailure("the embedded social.plus catalogue cannot be read")
        }
        return catalogue
    }()

    static let names = catalogue.types.map(\.name)

    static func type(_ name: String) throws -> EventType { try #require(catalogue.type(named: name)) }

    /// The value at `pointer` of the sample payload.
    static func sample(_ name: String, _ pointer: String, seed: UInt64 = 0) throws -> JSONValue? {
        let pointer = try JSONPointer(pointer)
        return try type(name).sample(seed: seed)[pointer: pointer]
    }
}
