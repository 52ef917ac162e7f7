import Foundation
import HeraldJSON
import HeraldReceiver

/// How each provider says that a text is new, edited or gone.
extension Change {
    static func socialPlus(_ event: WebhookEvent) -> Change? {
        let data = event.data
        switch event.type {
        case "message.didCreate", "message.didUpdate", "message.didDelete":
            guard let message = data["messages"]?.array?.first, let id = message["messageId"]?.string else {
                return nil
            }
            return socialPlus(message, item: "message/\(id)", author: message["userId"], place: message["channelId"])
        case "v3.post.didCreate", "v3.post.didUpdate", "v3.post.didDelete":
            guard let post = data["posts"]?.array?.first, let id = post["postId"]?.string else { return nil }
            return socialPlus(post, item: "post/\(id)", author: post["postedUserId"], place: post["targetId"])
        default: return nil
        }

        func socialPlus(_ object: JSONValue, item: String, author: JSONValue?, place: JSONValue?) -> Change? {
            if event.type.hasSuffix("didDelete") || object["isDeleted"] == true {
                return Change(item: item, content: nil)
            }
            return Change(
                item: item,
                content: Content(
                    text: object["data"]?["text"]?.string ?? "", author: author?.string ?? "",
                    place: place?.string ?? "",
                    written: date(object["updatedAt"]) ?? date(object["createdAt"]) ?? .distantPast))
        }
    }

    static func stream(_ event: WebhookEvent) -> Change? {
        guard ["message.new", "message.updated", "message.deleted"].contains(event.type),
            let message = event.data["message"], let id = message["id"]?.string
        else { return nil }
        if event.type == "message.deleted" { return Change(item: "message/\(id)", content: nil) }
        return Change(
            item: "message/\(id)",
            content: Content(
                text: message["text"]?.string ?? "", author: message["user"]?["id"]?.string ?? "",
                place: event.channel ?? "",
                written: date(message["updated_at"]) ?? date(message["created_at"]) ?? .distantPast))
    }

    static func sendbird(_ event: WebhookEvent) -> Change? {
        guard let action = event.type.split(separator: ":").last,
            ["message_send", "message_update", "message_delete"].contains(action),
            let message = event.data["payload"], let id = message["message_id"]?.integer
        else { return nil }
        if action == "message_delete" { return Change(item: "message/\(id)", content: nil) }
        // Updates do not always tell when; a millisecond makes them win over the message itself.
        let created = (message["created_at"]?.integer ?? 0) + (action == "message_update" ? 1 : 0)
        let milliseconds = max(created, message["updated_at"]?.integer ?? 0)
        return Change(
            item: "message/\(id)",
            content: Content(
                text: message["message"]?.string ?? "", author: event.data["sender"]?["user_id"]?.string ?? "",
                place: event.channel ?? "", written: Date(timeIntervalSince1970: Double(milliseconds) / 1000)))
    }
}
