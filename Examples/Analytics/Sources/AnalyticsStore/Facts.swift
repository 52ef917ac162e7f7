import Foundation
import HeraldJSON
import HeraldReceiver

/// What the statistics need to know of an event.
struct Facts {
    /// When it happened, by the sender's clock. The time of arrival says nothing: events come late and out of order.
    var time: Date?
    /// Who did it.
    var user: String?
    var channel: String?
    /// What people are called, and since when.
    var names: [Name] = []

    struct Name {
        var user: String
        var name: String
        var since: Date
    }

    init(_ event: WebhookEvent, from provider: Provider) {
        switch provider {
        case .socialplus: readSocialPlus(event)
        case .sendbird: readSendbird(event)
        case .stream: readStream(event)
        case .standard: readStandard(event)
        }
    }

    /// Reads a time such as `2026-01-31T12:00:00.123Z`.
    static func date(_ value: JSONValue?) -> Date? {
        value?.string.flatMap { try? Date($0, strategy: .iso8601) }
    }
}
