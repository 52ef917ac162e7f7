import HeraldModel

/// The page that makes a new secret.
struct RotateView {
    let action: String
    let back: String
    let shownURL: String
    let overlaps: [Choice]
    let problem: String?

    init(_ webhook: Webhook, _ visit: Visit, problem: String? = nil) {
        let page = visit.path(webhook.networkID, "/webhooks/\(webhook.id)")
        action = page + "/rotate"
        back = page
        shownURL = ShownURL.text(webhook.url)
        self.problem = problem
        overlaps = [
            ("86400", "1 day: receivers follow when they can"), ("3600", "1 hour"), ("604800", "7 days"),
            ("0", "At once: the old secret leaked"),
        ].map { Choice(value: $0.0, label: $0.1, isChosen: $0.0 == "86400") }
    }
}
