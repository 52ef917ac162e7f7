import HeraldJSON
import HeraldModel
import HeraldStore

/// Stores payload filters in the form the API shows: `{"path":…,"in":[…]}`, `{"all":[…]}` and so on.
enum PayloadFilterCoding {
    static func encode(_ filter: PayloadFilter) -> JSONValue {
        switch filter {
        case .isIn(let path, let values): ["path": .string(path.description), "in": .array(values)]
        case .hasPrefix(let path, let prefix): ["path": .string(path.description), "prefix": .string(prefix)]
        case .all(let parts): ["all": .array(parts.map(encode))]
        case .any(let parts): ["any": .array(parts.map(encode))]
        case .not(let part): ["not": encode(part)]
        }
    }

    static func decode(_ value: JSONValue) throws -> PayloadFilter {
        if let path = value["path"]?.string {
            let pointer = try JSONPointer(path)
            if let values = value["in"]?.array { return .isIn(path: pointer, values: values) }
            if let prefix = value["prefix"]?.string { return .hasPrefix(path: pointer, prefix: prefix) }
        }
        if let parts = value["all"]?.array { return .all(try parts.map(decode)) }
        if let parts = value["any"]?.array { return .any(try parts.map(decode)) }
        if let part = value["not"] { return .not(try decode(part)) }
        throw StoreError.failed("a webhook's payload filter cannot be read")
    }
}
