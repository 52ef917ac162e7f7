import HeraldDelivery
import HeraldModel

/// A state as a coloured word. The word alone says it all; the colour helps the eye.
struct Pill {
    let word: String
    let tone: String

    static let good = "good"
    static let bad = "bad"
    static let busy = "busy"
    static let quiet = "quiet"

    init(_ word: String, _ tone: String) {
        self.word = word
        self.tone = tone
    }

    init(_ status: DeliveryStatus) { self.init(status.name, Self.tone(status)) }

    /// So many deliveries in one state.
    init(_ count: String, _ status: DeliveryStatus) { self.init("\(count) \(status.name)", Self.tone(status)) }

    private static func tone(_ status: DeliveryStatus) -> String {
        switch status {
        case .pending, .delivering, .waiting: busy
        case .delivered: good
        case .failed: bad
        case .skipped: quiet
        }
    }

    init(_ webhook: Webhook, health: LaneHealth?) {
        if webhook.isPaused {
            self.init("paused", Self.quiet)
        } else if webhook.isUnresolved {
            self.init("name not found", Self.bad)
        } else {
            switch health?.state {
            case .failing: self.init("failing", Self.bad)
            case .probing: self.init("probing", Self.busy)
            case .healthy: self.init("healthy", Self.good)
            case nil: self.init("not sending", Self.bad)
            }
        }
    }
}
