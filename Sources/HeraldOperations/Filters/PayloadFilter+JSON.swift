public import HeraldJSON
public import HeraldModel

extension PayloadFilter {
    /// How deep conditions may be nested.
    public static let maximumDepth = 8
    /// How many conditions one filter may hold, the combining ones included.
    public static let maximumConditions = 64

    /// The form users write and read.
    public var json: JSONValue {
        switch self {
        case .isIn(let path, let values): ["path": .string(path.description), "in": .array(values)]
        case .hasPrefix(let path, let prefix): ["path": .string(path.description), "prefix": .string(prefix)]
        case .all(let parts): ["all": .array(parts.map(\.json))]
        case .any(let parts): ["any": .array(parts.map(\.json))]
        case .not(let part): ["not": part.json]
        }
    }
}

extension FieldRule where Value == PayloadFilter {
    /// A payload filter within its bounds.
    static var filter: FieldRule {
        FieldRule { value throws(FieldProblem) in
            var count = 0
            return try PayloadFilter.read(value, depth: 1, count: &count)
        }
    }
}

extension PayloadFilter {
    fileprivate static func read(_ value: JSONValue, depth: Int, count: inout Int) throws(FieldProblem) -> PayloadFilter
    {
        guard depth <= maximumDepth else { throw FieldProblem("nests conditions deeper than \(maximumDepth)") }
        count += 1
        guard count <= maximumConditions else { throw FieldProblem("holds more than \(maximumConditions) conditions") }
        guard let object = value.object else { throw FieldProblem("must be an object") }
        switch Set(object.keys) {
        case ["path", "in"]:
            guard let values = object["in"]?.array, (1...100).contains(values.count) else {
                throw FieldProblem("must be an array of 1 to 100 values", at: "/in")
            }
            return .isIn(path: try path(object), values: values)
        case ["path", "prefix"]:
            guard let prefix = object["prefix"]?.string, (1...256).contains(prefix.utf8.count) else {
                throw FieldProblem("must be a string of 1 to 256 bytes", at: "/prefix")
            }
            return .hasPrefix(path: try path(object), prefix: prefix)
        case ["all"]: return .all(try parts(object, "all", depth: depth, count: &count))
        case ["any"]: return .any(try parts(object, "any", depth: depth, count: &count))
        case ["not"]:
            do throws(FieldProblem) {
                return .not(try read(object["not"] ?? .null, depth: depth + 1, count: &count))
            } catch {
                throw FieldProblem(error.errors.map { $0.moved(under: "/not") })
            }
        default:
            throw FieldProblem(
                #"must be {"path":…,"in":[…]}, {"path":…,"prefix":…}, {"all":[…]}, {"any":[…]} or {"not":…}"#)
        }
    }

    private static func parts(
        _ object: JSONObject, _ key: String, depth: Int, count: inout Int
    ) throws(FieldProblem) -> [PayloadFilter] {
        guard let elements = object[key]?.array, !elements.isEmpty else {
            throw FieldProblem("must be an array of at least one condition", at: "/\(key)")
        }
        var parts: [PayloadFilter] = []
        for (index, element) in elements.enumerated() {
            do throws(FieldProblem) {
                parts.append(try read(element, depth: depth + 1, count: &count))
            } catch {
                throw FieldProblem(error.errors.map { $0.moved(under: "/\(key)/\(index)") })
            }
        }
        return parts
    }

    /// A path outside of `/data` and the type could never match; saying so now saves a silent webhook.
    private static func path(_ object: JSONObject) throws(FieldProblem) -> JSONPointer {
        guard let text = object["path"]?.string, text.utf8.count <= 1024 else {
            throw FieldProblem("must be a JSON pointer of at most 1,024 bytes", at: "/path")
        }
        let pointer: JSONPointer
        do throws(JSONError) {
            pointer = try JSONPointer(text)
        } catch {
            throw FieldProblem("is no JSON pointer: \(error.remedy)", at: "/path")
        }
        guard pointer.tokens.first == "data" || pointer.tokens == ["event"] || pointer.tokens == ["type"] else {
            throw FieldProblem("must start with /data, or be /event or /type", at: "/path")
        }
        return pointer
    }
}
