public import HeraldStore

extension OperationError {
    /// Translates a store's refusal; `subject` names what a "not found" is about.
    ///
    /// Only refusals that left the store unchanged say when to try again.
    public static func from(_ error: StoreError, subject: String = "record") -> OperationError {
        switch error {
        case .full:
            OperationError(
                .unavailable, code: "store_full", title: "Store full", detail: error.description, retryAfter: 30)
        case .overloaded:
            OperationError(
                .unavailable, code: "overloaded", title: "Overloaded", detail: error.description, retryAfter: 1)
        case .backlogFull:
            OperationError(
                .throttled, code: "backlog_full", title: "Backlog full", detail: error.description, retryAfter: 5)
        case .serverBacklogFull:
            OperationError(
                .throttled, code: "server_backlog_full", title: "Server backlog full", detail: error.description,
                retryAfter: 5)
        case .payloadExpired:
            OperationError(.conflict, code: "payload_expired", title: "Payload expired", detail: error.description)
        case .notFound: .notFound(subject)
        case .conflict:
            OperationError(.conflict, code: "state_conflict", title: "State conflict", detail: error.description)
        default:
            OperationError(
                .unavailable, code: "store_unavailable", title: "Store unavailable",
                detail: "The store cannot take or answer this now. Try again; the server's log says more.",
                retryAfter: 5)
        }
    }

    /// Runs a call of the store and translates what it refuses. Other errors pass unchanged.
    static func translating<Value>(
        _ subject: String = "record", _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let error as StoreError {
            throw OperationError.from(error, subject: subject)
        }
    }
}
