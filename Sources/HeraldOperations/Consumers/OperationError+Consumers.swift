extension OperationError {
    static func consumerLimit(_ limit: Int) -> OperationError {
        OperationError(
            .conflict, code: "consumer_limit_reached", title: "Consumer limit reached",
            detail: "The network has all the consumers it may have (\(limit)). Delete one first.")
    }

    static func tooManyPolls(_ limit: Int) -> OperationError {
        OperationError(
            .throttled, code: "too_many_polls", title: "Too many waiting calls",
            detail:
                "\(limit) calls of this network wait for events already. Ask with a larger 'max' from fewer places.",
            retryAfter: 1)
    }
}
