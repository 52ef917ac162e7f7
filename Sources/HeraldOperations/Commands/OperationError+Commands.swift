extension OperationError {
    static func commandLimit(_ limit: Int) -> OperationError {
        OperationError(
            .conflict, code: "command_limit_reached", title: "Command limit reached",
            detail: "The network has all the custom commands it may have (\(limit)). Delete one first.")
    }

    static func unknownCommand(_ name: String, known: [String]) -> OperationError {
        let detail =
            "The network has no command '\(name)'."
            + (known.isEmpty ? " Create it with POST …/commands." : " It has \(known.joined(separator: ", ")).")
        return OperationError(
            .invalid, code: "unknown_command", title: "Unknown command", detail: detail,
            errors: [FieldError(pointer: "/command", detail: detail, code: "unknown_command", suggestions: known)])
    }

    static func commandExists(_ name: String) -> OperationError {
        let detail = "The network has a command '\(name)' already; change it, or take another name."
        return OperationError(
            .conflict, code: "command_exists", title: "Command exists", detail: detail,
            errors: [FieldError(pointer: "/name", detail: detail, code: "command_exists")])
    }
}
