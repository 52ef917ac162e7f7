import HeraldJSON

/// Reads the members of one JSON object and collects everything that is wrong with them.
///
/// Call it once per known member, then ``finish()``: members nobody asked for are refused by name.
struct FieldReader {
    private let object: JSONObject
    private var known: Set<String> = []
    private(set) var errors: [FieldError] = []

    init(_ value: JSONValue) {
        object = value.object ?? JSONObject()
        if value.object == nil { errors = [FieldError(pointer: "", detail: "The body must be a JSON object.")] }
    }

    /// Whether the member is there, be it null.
    func has(_ key: String) -> Bool { object[key] != nil }

    /// Sets `target` when the member is there. Null resets it to `cleared`, or is refused when there is no such value.
    mutating func update<Value>(
        _ target: inout Value, _ key: String, cleared: Value? = nil, _ rule: FieldRule<Value>
    ) {
        known.insert(key)
        guard let value = object[key] else { return }
        if value == .null, let cleared {
            target = cleared
            return
        }
        do throws(FieldProblem) {
            target = try rule.read(value)
        } catch {
            fail(key, error)
        }
    }

    /// An optional member: null counts as absent.
    mutating func optional<Value>(_ key: String, _ rule: FieldRule<Value>) -> Value? {
        var value: Value?
        update(&value, key, cleared: .some(nil), rule.optional)
        return value
    }

    /// A member that must be there. Nil only when an error was noted.
    mutating func required<Value>(_ key: String, _ rule: FieldRule<Value>) -> Value? {
        require(key)
        var value: Value?
        update(&value, key, rule.optional)
        return value
    }

    /// Notes a fault when the member is missing.
    mutating func require(_ key: String) {
        guard !has(key), errors.first?.pointer != "" else { return }
        fail(key, FieldProblem("is required"))
    }

    /// Takes a member as known without looking at it: what it may be depends on one that is wrong.
    mutating func ignore(_ key: String) { known.insert(key) }

    /// Refuses a member that exists elsewhere, with the way there.
    mutating func refuse(_ key: String, _ detail: String) {
        known.insert(key)
        if has(key) { fail(key, FieldProblem(detail)) }
    }

    /// Notes a fault of a member that was read before.
    mutating func fail(_ key: String, _ problem: FieldProblem) {
        errors += problem.errors.map { error in
            var error = error.moved(under: "/" + Self.escaped(key))
            error.detail = "'\(key)' \(error.detail)"
            return error
        }
    }

    /// Ends reading.
    /// - Throws: ``OperationError`` with every fault found.
    mutating func finish() throws(OperationError) {
        for key in object.keys where !known.contains(key) {
            errors.append(
                FieldError(
                    pointer: "/" + Self.escaped(key),
                    detail: "'\(String(key.prefix(64)))' is not a field of this request; known are "
                        + known.sorted().joined(separator: ", ") + "."))
        }
        guard errors.isEmpty else { throw .invalidFields(errors) }
    }

    private static func escaped(_ key: String) -> String {
        String(JSONPointer(tokens: [key]).description.dropFirst())
    }
}
