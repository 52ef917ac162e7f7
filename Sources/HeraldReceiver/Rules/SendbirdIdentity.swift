internal import HeraldJSON

/// Finds what repeats of a Sendbird event have in common: the wire carries no id (`reference/sendbird.md` §2.5).
enum SendbirdIdentity {
    /// The parts that name the event, percent-encoded and joined by `/`; nil when one is missing, so that the body's
    /// fingerprint has to do.
    static func id(of document: JSONValue, category: String) -> String? {
        guard let parts = parts(of: document, category: category) else { return nil }
        let id = ([category] + parts).map(encoded).joined(separator: "/")
        return id.utf8.count <= 255 ? id : nil
    }

    /// When it happened, in milliseconds since 1970. Reports count in seconds (§3.2).
    static func time(of document: JSONValue, category: String) -> Int64? {
        let payload = document["payload"]
        let found: Int64?
        switch action(category) {
        case "message_send": found = payload?["created_at"]?.integer
        case "message_update": found = payload?["updated_at"]?.integer
        case "message_delete": found = payload?["deleted_at"]?.integer
        case "message_read":
            found = (document["read_updates"]?.array ?? []).compactMap { $0["read_ts"]?.integer }.max()
        default: found = timeField(of: document)
        }
        guard let found, found > 0 else { return nil }
        return found < 100_000_000_000 ? found * 1000 : found
    }

    private static func parts(of document: JSONValue, category: String) -> [String]? {
        switch action(category) {
        case "message_send", "message_delete":
            return document["payload"]?["message_id"].flatMap(text).map { [$0] }
        case "message_update":
            // 0 stands for "never": edits without a time are told apart by the hash of their body.
            guard (document["payload"]?["updated_at"]?.integer ?? 0) > 0 else { return nil }
            return all([document["payload"]?["message_id"], document["payload"]?["updated_at"]])
        case "reaction_add", "reaction_delete":
            return all([
                document["message"]?["message_id"], document["reaction"], document["user"]?["user_id"],
                document["ts"],
            ])
        case "message_read":
            guard let updates = document["read_updates"]?.array, !updates.isEmpty else { return nil }
            return all([document["channel"]?["channel_url"]] + updates.flatMap { [$0["user_id"], $0["read_ts"]] })
        case "invite", "decline_invite", "join", "leave", "enter", "exit":
            guard let time = timeField(of: document) else { return nil }
            let people = (document["invitees"] ?? document["users"])?.array ?? document["user"].map { [$0] } ?? []
            guard !people.isEmpty else { return nil }
            return all(
                [document["channel"]?["channel_url"], .number(JSONNumber(time))] + people.map { $0["user_id"] })
        default: return nil
        }
    }

    /// What follows the colon; of `group_channel:join` it is `join`.
    private static func action(_ category: String) -> Substring {
        category.firstIndex(of: ":").map { category[category.index(after: $0)...] } ?? category[...]
    }

    /// The time of the event itself, which is called after what happened.
    private static func timeField(of document: JSONValue) -> Int64? {
        if let time = document["ts"]?.integer { return time }
        return document.object?.members.lazy.compactMap { $0.key.hasSuffix("_at") ? $0.value.integer : nil }.first
    }

    private static func all(_ values: [JSONValue?]) -> [String]? {
        let texts = values.compactMap { $0.flatMap(text) }
        return texts.count == values.count ? texts : nil
    }

    private static func text(_ value: JSONValue) -> String? {
        value.string ?? value.integer.map(String.init)
    }

    private static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x3A, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(contentsOf: SignatureText.hex([byte]).uppercased().utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
