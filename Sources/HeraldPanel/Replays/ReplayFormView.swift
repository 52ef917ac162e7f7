import HeraldModel
import HeraldOperations

/// The form that orders a replay, and what it would send once that was looked at.
struct ReplayFormView {
    let list: String
    let draft: ReplayDraft
    let receivers: [Choice]
    let choices: [Choice]
    let webhookProblem: String?
    let sinceProblem: String?
    let untilProblem: String?
    let typesProblem: String?
    let rateProblem: String?
    let otherProblems: [String]
    let hasProblem: Bool
    var preview: Preview?

    /// What an order would send.
    struct Preview {
        let found: String
        let verb: String
        let isNothing: Bool
        let sample: [Sample]
        /// The time up to which events count: fixed, so that what starts is what was looked at.
        let fixedUntil: String
    }

    /// One of the matching events.
    struct Sample {
        let href: String
        let type: String
        let eventName: String
        let at: Moment
    }

    private static let fields = ["/webhook", "/since", "/until", "/types", "/ratePerSecond"]

    init(_ draft: ReplayDraft, _ visit: Visit, _ errors: FormErrors = FormErrors()) throws {
        let network = try visit.network
        list = Visit.path(network.id, "/replays")
        self.draft = draft
        let webhooks = try visit.operations.webhooks.all(of: network.id)
        receivers = webhooks.map {
            Choice(
                value: $0.id.description, label: ShownURL.text($0.url),
                isChosen: $0.id.description == draft.webhook || webhooks.count == 1)
        }
        choices = [Replay.Status.failed, .neverDelivered, .all].map {
            Choice(value: $0.rawValue, label: $0.title, hint: $0.hint, isChosen: $0.rawValue == draft.status)
        }
        webhookProblem = errors["/webhook"]
        sinceProblem = errors["/since"]
        untilProblem = errors["/until"]
        typesProblem = errors["/types"]
        rateProblem = errors["/ratePerSecond"]
        otherProblems = errors.others(than: Self.fields)
        hasProblem = !errors.isEmpty
    }

    /// The form with what its order would send.
    init(_ draft: ReplayDraft, _ order: ReplayOrder, now: Timestamp, _ visit: Visit) throws {
        try self.init(draft, visit)
        let network = try visit.network.id
        preview = Preview(
            found: Self.events(order.matched), verb: "Send \(Self.events(order.matched)) again",
            isNothing: order.matched == 0,
            sample: order.sample.map { event in
                Sample(
                    href: Visit.path(network, "/events/\(event.id)"), type: PlainText.visible(event.type),
                    eventName: PlainText.visible(event.publicID), at: Moment(event.occurredAt))
            },
            fixedUntil: draft.until.isEmpty ? now.description : draft.until)
    }

    private static func events(_ count: Int) -> String { count == 1 ? "1 event" : "\(Figure.count(count)) events" }
}
