import Foundation
import HeraldJSON
import HeraldReceiver

/// These providers tell in the envelope when the event happened.
extension Facts {
    mutating func readSendbird(_ event: WebhookEvent) {
        time = event.occurredAt
        channel = event.channel
        let person = event.data["sender"] ?? event.data["user"] ?? event.data["users"]?.array?.first
        user = person?["user_id"]?.string
        name(person?["nickname"])
    }

    mutating func readStream(_ event: WebhookEvent) {
        time = event.occurredAt
        channel = event.channel
        let person = event.data["user"] ?? event.data["message"]?["user"]
        user = person?["id"]?.string
        name(person?["name"])
    }

    /// Standard Webhooks leave the payload to the sender; these are the usual names.
    mutating func readStandard(_ event: WebhookEvent) {
        time = event.occurredAt
        channel = event.channel ?? (event.data["channelId"] ?? event.data["channel_id"])?.string
        user = (event.data["userId"] ?? event.data["user_id"] ?? event.data["user"]?["id"])?.string
    }

    private mutating func name(_ name: JSONValue?) {
        guard let user, let time, let name = name?.string, !name.isEmpty else { return }
        names = [Name(user: user, name: name, since: time)]
    }
}
