import Foundation
import HeraldJSON
import HeraldReceiver

extension Flag {
    static func socialPlus(_ event: WebhookEvent, arrived: Date) -> [Flag] {
        let data = event.data
        switch event.type {
        case "message.didFlag":
            // The reporters are the users of the event that did not write the message.
            let reporters = (data["users"]?.array ?? []).compactMap { $0["userId"]?.string }
            return flags(on: data["messages"]?.array?.first, "message", by: reporters)
        case "v3.post.didFlag":
            return flags(on: data["posts"]?.array?.first, "post", by: [data["flaggedUserId"]?.string])
        case "v3.comment.didFlag":
            return flags(on: data["comments"]?.array?.first, "comment", by: [data["flaggedUserId"]?.string])
        case "user.didFlag":
            return (data["users"]?.array ?? []).flatMap { user in
                flags(on: user, "user", by: (user["flags"]?.array ?? []).map { $0["userId"]?.string })
            }
        default: return []
        }

        func flags(on object: JSONValue?, _ kind: String, by reporters: [String?]) -> [Flag] {
            guard let object, let id = object["\(kind)Id"]?.string,
                let user = (object["userId"] ?? object["postedUserId"])?.string
            else { return [] }
            return reporters.compactMap(\.self).map { reporter in
                Flag(user: user, reporter: reporter, item: "\(kind)/\(id)", time: date(object["updatedAt"]) ?? arrived)
            }
        }
    }
}
