import Foundation
import HeraldJSON
import HeraldReceiver

/// What an event means for the index: a message or a post now has this text, or is gone.
struct Change: Hashable {
    /// The kind and the id, such as `message/m1`.
    var item: String
    /// Nil when the item was deleted.
    var content: Content?

    struct Content: Hashable {
        var text: String
        var author: String
        var place: String
        /// When the text was written or edited. Of two texts the later one counts, whichever arrives last.
        var written: Date
    }

    /// Nil for events that change no text.
    init?(_ event: WebhookEvent, from provider: Provider) {
        let change: Change? =
            switch provider {
            case .socialplus: Self.socialPlus(event)
            case .sendbird: Self.sendbird(event)
            case .stream: Self.stream(event)
            case .standard: nil  // Standard Webhooks have no messages of their own: read your payload here.
            }
        guard let change else { return nil }
        self = change
    }

    init(item: String, content: Content?) {
        self.item = item
        self.content = content
    }

    /// Reads a time such as `2026-01-31T12:00:00.123Z`.
    static func date(_ value: JSONValue?) -> Date? {
        value?.string.flatMap { try? Date($0, strategy: .iso8601) }
    }
}
