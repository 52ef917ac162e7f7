/// What a ``FieldRule`` found wrong with a value; pointers are relative to that value.
struct FieldProblem: Error {
    var errors: [FieldError]

    init(_ detail: String, at pointer: String = "", code: String? = nil, suggestions: [String] = []) {
        errors = [FieldError(pointer: pointer, detail: detail, code: code, suggestions: suggestions)]
    }

    init(_ errors: [FieldError]) { self.errors = errors }
}
