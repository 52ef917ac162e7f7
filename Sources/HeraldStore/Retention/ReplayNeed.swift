public import HeraldModel

/// What a running replay may still take. The size limit leaves it alone.
public struct ReplayNeed: Sendable {
    private let network: NetworkID
    private let webhook: WebhookID
    private let events: Range<EventID>

    /// What is left of a replay.
    public init(_ replay: Replay) {
        network = replay.networkID
        webhook = replay.webhookID
        let start = max(EventID(rawValue: replay.cursor.rawValue + 1), EventID(firstAt: replay.selection.since))
        events = start..<max(start, EventID(firstAt: replay.selection.until))
    }

    /// Whether the replay may take this event of a network.
    public func covers(_ network: NetworkID, _ event: EventID) -> Bool {
        network == self.network && events.contains(event)
    }

    /// Whether the replay looks at this webhook's delivery of an event.
    public func covers(_ webhook: WebhookID, _ event: EventID) -> Bool {
        webhook == self.webhook && events.contains(event)
    }
}
