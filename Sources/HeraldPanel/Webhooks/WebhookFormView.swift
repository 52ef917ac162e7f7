import HeraldModel
import HeraldOperations

/// The form that creates or edits a webhook, with what was typed and what is wrong with it.
struct WebhookFormView {
    let action: String
    let verb: String
    let back: String
    let draft: WebhookDraft
    let picker: EventPicker
    let dialects: [Choice]
    let orderings: [Choice]
    let retries: [Choice]
    let problem: String?
    let urlProblem: String?
    let eventsProblem: String?
    let descriptionProblem: String?
    let dialectProblem: String?
    let orderingProblem: String?
    let retryProblem: String?
    let timeoutProblem: String?
    let rateProblem: String?
    let concurrencyProblem: String?
    let headersProblem: String?
    let hasProblem: Bool
    let isAdvancedOpen: Bool
    let timeoutUnit = "ms"

    init(
        _ draft: WebhookDraft, in network: Network, catalogue: String, action: String, verb: String, back: String,
        error: OperationError? = nil
    ) {
        self.action = action
        self.verb = verb
        self.back = back
        self.draft = draft
        picker = EventPicker(network.dialect, chosen: draft.events, catalogue: catalogue)
        dialects =
            [Choice(value: "", label: "The network's (\(network.dialect.title))", isChosen: draft.dialect.isEmpty)]
            + Dialect.allCases.map {
                Choice(value: $0.rawValue, label: $0.title, isChosen: $0.rawValue == draft.dialect)
            }
        orderings = Ordering.allCases.map {
            Choice(value: $0.rawValue, label: $0.title, isChosen: $0.rawValue == draft.ordering)
        }
        retries = [
            ("durable", "Durable: over 24 hours, ever slower"), ("vendor", "As the vendor does"),
            ("schedule", "After these pauses"),
        ].map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == draft.retry) }
        let errors = error.map { FormErrors($0) } ?? FormErrors()
        urlProblem = errors["/url"]
        eventsProblem = errors["/events"]
        descriptionProblem = errors["/description"]
        dialectProblem = errors["/dialect"]
        orderingProblem = errors["/ordering"]
        retryProblem = errors["/retry"]
        timeoutProblem = errors["/timeoutMs"]
        rateProblem = errors["/rateLimitPerSecond"]
        concurrencyProblem = errors["/maxConcurrency"]
        headersProblem = errors["/headers"]
        let others = errors.others(than: Self.pointers)
        problem = others.isEmpty ? nil : others.joined(separator: " ")
        hasProblem = error != nil
        let plain = WebhookDraft()
        isAdvancedOpen =
            error != nil || draft.dialect != plain.dialect || draft.ordering != plain.ordering
            || draft.retry != plain.retry || !draft.timeout.isEmpty || !draft.rateLimit.isEmpty
            || !draft.concurrency.isEmpty || !draft.headers.isEmpty
    }

    private static let pointers = [
        "/url", "/events", "/description", "/dialect", "/ordering", "/retry", "/timeoutMs", "/rateLimitPerSecond",
        "/maxConcurrency", "/headers",
    ]
}
