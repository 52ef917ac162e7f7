extension OperationError {
    /// Fields of a request body are missing, unknown or wrong.
    public static func invalidFields(_ errors: [FieldError]) -> OperationError {
        OperationError(
            .invalid, code: "invalid_fields", title: "Invalid fields",
            detail: errors.count == 1
                ? "One field is not acceptable: \(errors[0].detail)"
                : "\(errors.count) fields are not acceptable; 'errors' names each.",
            errors: errors)
    }

    /// A query or path parameter cannot be used.
    public static func invalidParameter(_ name: String, _ detail: String) -> OperationError {
        OperationError(
            .malformed, code: "invalid_parameter", title: "Invalid parameter",
            detail: "The parameter '\(name)' is not usable: \(detail)")
    }

    /// The body is no JSON.
    public static func malformedJSON(_ detail: String) -> OperationError {
        OperationError(.malformed, code: "malformed_json", title: "Malformed JSON", detail: detail)
    }

    /// What the request names does not exist, or not for this key.
    public static func notFound(_ what: String) -> OperationError {
        OperationError(
            .notFound, code: "not_found", title: "Not found",
            detail: "There is no such \(what), or this key does not reach it.")
    }

    /// No key, or an unknown one.
    public static let unauthenticated = OperationError(
        .unauthenticated, code: "unauthenticated", title: "Authentication required",
        detail: "Send a valid API key as 'Authorization: Bearer KEY'.")

    /// The key's role does not allow the call.
    public static func forbidden(needed: String) -> OperationError {
        OperationError(
            .forbidden, code: "forbidden", title: "Not allowed",
            detail: "This key's role does not allow the call; it needs \(needed).")
    }

    /// The body is longer than any request may be.
    public static func batchTooLarge(limit: Int) -> OperationError {
        OperationError(
            .tooLarge, code: "batch_too_large", title: "Body too large",
            detail: "The body has more than \(limit) bytes. Send fewer events per request.")
    }

    /// A webhook was asked for in a dialect this version cannot send.
    public static func dialectUnavailable(
        _ dialect: String, available: [String], pointer: String = "/dialect"
    ) -> OperationError {
        let detail =
            "This version does not send the dialect '\(dialect)' yet; available: \(available.joined(separator: ", "))."
        return OperationError(
            .invalid, code: "dialect_unavailable", title: "Dialect not available", detail: detail,
            errors: [FieldError(pointer: pointer, detail: detail, code: "dialect_unavailable")])
    }
}
