import Foundation
import HeraldJSON
import HeraldReceiver

extension Flag {
    static func stream(_ event: WebhookEvent, arrived: Date) -> [Flag] {
        let data = event.data
        // Where the reporter stands is not documented: in the flag's details, or beside the message.
        let reporter = (data["flag"]?["user"]?["id"] ?? data["flag"]?["user_id"] ?? data["user"]?["id"])?.string
        let user: String?
        let item: String
        switch event.type {
        case "message.flagged":
            user = data["message"]?["user"]?["id"]?.string
            item = "message/" + (data["message"]?["id"]?.string ?? "")
        case "user.flagged":
            user = data["target_user"]?["id"]?.string
            item = "user/" + (user ?? "")
        default: return []
        }
        guard let user, let reporter else { return [] }
        return [Flag(user: user, reporter: reporter, item: item, time: event.occurredAt ?? arrived)]
    }

    static func sendbird(_ event: WebhookEvent, arrived: Date) -> [Flag] {
        let data = event.data
        guard event.type == "message:report" || event.type == "user:report",
            let user = data["offending_user"]?["user_id"]?.string,
            let reporter = data["reporting_user"]?["user_id"]?.string
        else { return [] }
        let message = data["reported_message"]?["payload"]?["message_id"]?.integer
        return [
            Flag(
                user: user, reporter: reporter, item: message.map { "message/\($0)" } ?? "user/\(user)",
                time: event.occurredAt ?? arrived)
        ]
    }
}
