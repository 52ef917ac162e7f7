import HeraldJSON
import HeraldModel
import HeraldOperations

/// Reads the members of a Stream request body. Null counts as absent: server SDKs send it for what is not set.
struct StreamBody {
    let object: JSONObject
    /// What stands before the names in messages, such as `event_hooks[0].`.
    var place = ""

    private static let longestText = 2048

    /// A member, unless it is null.
    func value(_ key: String) -> JSONValue? {
        guard let value = object[key], value != .null else { return .none }
        return value
    }

    func text(_ key: String) throws(StreamFault) -> String? {
        guard let value = value(key) else { return nil }
        guard let text = value.string, text.utf8.count <= Self.longestText else {
            throw .input("\(place)\(key) must be a string of at most \(Self.longestText) bytes")
        }
        return text
    }

    func flag(_ key: String) throws(StreamFault) -> Bool? {
        guard let value = value(key) else { return nil }
        guard let flag = value.bool else { throw .input("\(place)\(key) must be a boolean") }
        return flag
    }

    func number(_ key: String, _ range: ClosedRange<Int64>) throws(StreamFault) -> Int64? {
        guard let value = value(key) else { return nil }
        guard let number = value.integer, range.contains(number) else {
            throw .input("\(place)\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// Event types, each once.
    func types(_ key: String) throws(StreamFault) -> [String]? {
        guard let value = value(key) else { return nil }
        guard let elements = value.array, elements.count <= 200 else {
            throw .input("\(place)\(key) must be an array of at most 200 event types")
        }
        var types: [String] = []
        for element in elements {
            guard let text = element.string, EventPattern(text) != nil else {
                throw .input("\(place)\(key) must hold event types")
            }
            if !types.contains(text) { types.append(text) }
        }
        return types
    }

    /// A word of a closed list; an empty one counts as absent.
    func word<Word: RawRepresentable & CaseIterable>(
        _ key: String, _: Word.Type
    ) throws(StreamFault) -> Word? where Word.RawValue == String {
        guard let text = try text(key), !text.isEmpty else { return nil }
        guard let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw .input("\(place)\(key) must be one of \(words)")
        }
        return word
    }

    /// The objects of an array.
    func objects(_ key: String) throws(StreamFault) -> [StreamBody]? {
        guard let value = value(key) else { return nil }
        guard let elements = value.array, elements.count <= StreamApp.hookLimit else {
            throw .input("\(key) must be an array of at most \(StreamApp.hookLimit) objects")
        }
        var bodies: [StreamBody] = []
        for (index, element) in elements.enumerated() {
            guard let object = element.object else { throw .input("\(key)[\(index)] must be an object") }
            bodies.append(StreamBody(object: object, place: "\(key)[\(index)]."))
        }
        return bodies
    }
}
