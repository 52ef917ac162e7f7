import HeraldCatalogue
import HeraldDelivery
import HeraldJSON
import HeraldModel

/// Writes what the engine noticed as an event of the network's log.
enum NoticeEvent {
    /// The event's type.
    static func type(of notice: EngineNotice) -> OperationalType {
        switch notice.subject {
        case .failing: .webhookFailing
        case .recovered: .webhookRecovered
        case .disabled: .webhookDisabled
        case .exhausted: .deliveryExhausted
        }
    }

    /// What the event's payload says.
    /// - Parameter omitted: how many notices were left out before it.
    static func data(of notice: EngineNotice, webhook: Webhook, omitted: Int) -> JSONValue {
        var object = JSONObject([.init("webhook", self.webhook(webhook))])
        switch notice.subject {
        case .failing(let state):
            object["since"] = time(state.health.since)
            object["consecutiveFailures"] = count(state.health.consecutiveFailures)
            object["lastStatus"] = count(state.health.lastStatus)
            object["lastError"] = text(state.health.lastError)
            object["nextProbeAt"] = time(state.health.nextProbeAt)
            object["backlog"] = backlog(state)
        case .recovered(let state, let since):
            object["since"] = time(since)
            object["recoveredAt"] = time(notice.at)
            object["backlog"] = backlog(state)
        case .disabled(let state, let status):
            object["disabledAt"] = time(notice.at)
            object["lastStatus"] = count(status)
            object["backlog"] = backlog(state)
        case .exhausted(let delivery):
            object["deliveryId"] = .string(delivery.delivery.description)
            object["eventId"] = .string(delivery.event)
            object["eventType"] = .string(delivery.type)
            object["attempts"] = count(delivery.attempts)
            object["lastStatus"] = count(delivery.status)
            object["lastError"] = text(delivery.error)
        }
        object["omitted"] = count(omitted)
        return .object(object)
    }

    /// What keeps the notices of one webhook in order.
    static func orderingKey(_ webhook: WebhookID) -> String { "webhook:\(webhook)" }

    /// Whether an event tells how this webhook does. Then it is not sent there.
    static func isAbout(_ webhook: WebhookID, type: String, orderingKey key: String?) -> Bool {
        [OperationalType.webhookFailing, .webhookRecovered, .webhookDisabled].contains { $0.name == type }
            && key == orderingKey(webhook)
    }

    /// The URL goes without its query, where some receivers keep a key.
    private static func webhook(_ webhook: Webhook) -> JSONValue {
        let url = (try? WebhookURL(webhook.url)).map { url in
            "\(url.isSecure ? "https" : "http")://\(url.authority)\(url.target.prefix { $0 != "?" })"
        }
        return [
            "id": .string(webhook.id.description), "url": text(url), "description": .string(webhook.description),
        ]
    }

    private static func backlog(_ state: LaneState) -> JSONValue {
        [
            "deliveries": count(state.ready + state.inFlight + state.waiting), "isMore": .bool(state.isOverflowing),
        ]
    }

    private static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    private static func time(_ time: Timestamp?) -> JSONValue { text(time?.description) }
    private static func count(_ number: Int?) -> JSONValue { number.map { .number(JSONNumber($0)) } ?? .null }
}
