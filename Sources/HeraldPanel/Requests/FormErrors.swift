import HeraldOperations

/// What is wrong with a form, by JSON pointer of the use case's fields.
struct FormErrors {
    private let errors: [FieldError]

    init() { errors = [] }

    /// What names no field is wrong with the form as a whole.
    init(_ error: OperationError) {
        errors = error.errors.isEmpty ? [FieldError(pointer: "", detail: error.detail)] : error.errors
    }

    /// Whether nothing is wrong.
    var isEmpty: Bool { errors.isEmpty }

    /// What is wrong with a field or with something in it; nil when nothing is.
    subscript(pointer: String) -> String? {
        let found = errors.filter { $0.pointer == pointer || $0.pointer.hasPrefix(pointer + "/") }
        guard !found.isEmpty else { return nil }
        return found.map { Self.sentence($0, pointer) }.joined(separator: " ")
    }

    /// What is wrong and belongs to none of these fields.
    func others(than pointers: [String]) -> [String] {
        errors.filter { error in
            !pointers.contains { error.pointer == $0 || error.pointer.hasPrefix($0 + "/") }
        }.map(\.detail)
    }

    /// The use case starts with the field's name, which stands beside the message already.
    private static func sentence(_ error: FieldError, _ pointer: String) -> String {
        let name = pointer.split(separator: "/").map { "'\($0)' " }.joined()
        guard error.detail.hasPrefix(name) else { return error.detail }
        let rest = error.detail.dropFirst(name.count)
        var text = rest.prefix(1).uppercased() + rest.dropFirst()
        if !text.hasSuffix(".") { text += "." }
        if !error.suggestions.isEmpty { text += " Did you mean \(error.suggestions.joined(separator: ", "))?" }
        return text
    }
}
