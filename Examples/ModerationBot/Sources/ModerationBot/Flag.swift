import Foundation
import HeraldJSON
import HeraldReceiver

/// Somebody flagged what a user wrote, or the user.
struct Flag: Hashable {
    /// Whom it is about.
    var user: String
    /// Who flagged.
    var reporter: String
    /// What was flagged, such as `message/m1`.
    var item: String
    /// When, by the sender's clock. The time of arrival says nothing: events come late and out of order.
    var time: Date

    /// The flags that an event tells of; none for other events. Flagging oneself does not count.
    static func flags(in event: WebhookEvent, from provider: Provider, arrived: Date = Date()) -> [Flag] {
        let flags: [Flag] =
            switch provider {
            case .socialplus: socialPlus(event, arrived: arrived)
            case .stream: stream(event, arrived: arrived)
            case .sendbird: sendbird(event, arrived: arrived)
            case .standard: []  // Standard Webhooks have no flags of their own: read your payload here.
            }
        return flags.filter { $0.user != $0.reporter }
    }

    /// Reads a time such as `2026-01-31T12:00:00.123Z`.
    static func date(_ value: JSONValue?) -> Date? {
        value?.string.flatMap { try? Date($0, strategy: .iso8601) }
    }
}
