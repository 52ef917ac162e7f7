import Foundation
import HeraldJSON
import HeraldReceiver

extension Facts {
    /// social.plus tells no time of the event itself; the object that the event is about does.
    mutating func readSocialPlus(_ event: WebhookEvent) {
        let data = event.data
        let object = Self.subject(of: data)
        let isNew = event.type.hasSuffix("didCreate") || event.type.hasSuffix("didReply")
        time = Self.date((isNew ? object["createdAt"] : object["updatedAt"]) ?? object["createdAt"])
        channel = event.channel ?? object["channelId"]?.string
        names = (data["users"]?.array ?? []).compactMap { user in
            guard let id = user["userId"]?.string, let name = user["displayName"]?.string,
                let since = Self.date(user["updatedAt"])
            else { return nil }
            return Name(user: id, name: name, since: since)
        }
        // The one who flags something is not its author, and is not always named.
        guard !event.type.lowercased().contains("flag") else { return }
        user =
            (object["userId"] ?? object["postedUserId"] ?? object["creatorId"] ?? object["from"]
            ?? data["userIds"]?.array?.first)?.string
    }

    /// What the event is about: a reaction, a message, a post and so on.
    private static func subject(of data: JSONValue) -> JSONValue {
        if let reactor = data["reactor"] { return reactor }
        for key in ["messages", "posts", "comments", "polls", "videoStreamings", "channel", "communities", "users"] {
            switch data[key] {
            case .array(let elements): if let first = elements.first { return first }
            case .object(let object): return .object(object)
            default: continue
            }
        }
        return data
    }
}
