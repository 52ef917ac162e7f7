public import HeraldModel

/// Why a webhook of the network has no delivery of an event.
public struct MissedDelivery: Hashable, Sendable {
    public var webhookID: WebhookID
    public var reason: Reason

    /// The first condition that kept the event away. The raw value is its stable name.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        /// The webhook was registered after the event was accepted.
        case createdLater = "created_later"
        /// No pattern of the event filter matches the type.
        case patternMismatch = "pattern_mismatch"
        /// The payload filter does not hold.
        case filterMismatch = "filter_mismatch"
        /// Its present settings want the event; they were changed after it was accepted.
        case changedLater = "changed_later"
        /// The event is about the webhook itself.
        case ownNotice = "own_notice"
        /// The network's webhooks are switched off.
        case switchedOff = "switched_off"
        /// Its settings want the event, but the delivery is no longer kept.
        case forgotten = "forgotten"
    }

    /// The reason as a sentence.
    public var detail: String {
        switch reason {
        case .createdLater: "The webhook was registered after the event was accepted. A replay can send it."
        case .patternMismatch: "No entry of the webhook's 'events' matches the type."
        case .filterMismatch: "The webhook's 'filter' does not hold for the payload."
        case .changedLater:
            "The webhook's settings were changed after the event was accepted; now they match. A replay can send it."
        case .ownNotice: "The event tells how this webhook does, so it goes to the others only."
        case .switchedOff: "The network's webhooks are switched off, so its events reach none."
        case .forgotten:
            "The webhook wants the event; its delivery is no longer kept. A replay can send it while the payload is."
        }
    }
}
