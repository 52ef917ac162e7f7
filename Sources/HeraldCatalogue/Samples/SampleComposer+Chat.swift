import HeraldJSON
import HeraldModel

/// Sendbird's and Stream's objects. What is not named here gets a value of its type.
extension SampleComposer {
    /// What is known of a named object of those catalogues.
    func chatValues(_ object: String) -> Values {
        let isStream = type.dialect.dialect == .stream
        switch object {
        case "User", "EventUser": return isStream ? streamUser(owner) : sendbirdUser(owner)
        case "Member": return isStream ? streamMember : sendbirdMember
        case "JoinedUser", "LeftUser", "ReadUpdate": return sendbirdUser(owner)
        case "Channel", "ChannelReduced": return isStream ? streamChannel : sendbirdChannel
        case "Message": return isStream ? streamMessage : sendbirdMessage
        case "MessagePayload", "MesgPayload": return sendbirdMessage
        case "Reaction":
            return ["message_id": text(messageUUID), "type": "like", "user_id": text(owner.userId), "score": 1]
        case "Change": return ["key": "name", "old": text(scene.topic.slug), "new": text(scene.topic.name)]
        case "Reminder":
            return [
                "channel_cid": text(cid), "message_id": text(messageUUID), "user_id": text(owner.userId),
                "remind_at": time(scene.now),
            ]
        case "RequestInfo":
            return [
                "type": "client", "ip": "203.0.113.7", "user_agent": "Mozilla/5.0", "sdk": "stream-chat-react",
                "ext": "",
            ]
        default: return [:]
        }
    }

    /// What is known of a field of the payload, or of an object's, by its name.
    func chatScalar(_ name: String) -> JSONValue? {
        switch name {
        case "cid": text(cid)
        case "channel_type": type.dialect.dialect == .stream ? "messaging" : "group_channel"
        case "channel_id": text(scene.channelId)
        case "user_id", "created_by_id": text(owner.userId)
        case "message_id": type.dialect.dialect == .stream ? text(messageUUID) : count(messageNumber)
        case "message", "message_text", "replaced_text": text(scene.message)
        case "reaction": "like"
        case "sender_ip_addr": "203.0.113.7"
        case "app_id": "6B1A2C3D-4E5F-4A6B-8C7D-9E0F1A2B3C4D"
        case "url": "https://export.example/files/1?signature=x"
        case "custom_type", "data", "custom_report_category_name": ""
        case "parent_id": ""
        case "mentioned_users", "attachments", "latest_reactions", "own_reactions", "flags", "failed_channels": []
        case "reason": "spam"
        default: nil
        }
    }

    private func sendbirdUser(_ person: SamplePerson) -> Values {
        [
            "user_id": text(person.userId), "nickname": text(person.displayName),
            "profile_url": text("https://cdn.example/avatars/\(person.userId).png"), "metadata": [:],
            "read_ts": count(Int(moment.milliseconds)), "channel_unread_message_count": 0,
            "total_unread_message_count": 0,
        ]
    }

    private var sendbirdMember: Values {
        sendbirdUser(owner).with([
            "is_active": true, "is_online": true, "is_hidden": 0, "state": "joined", "unread_message_count": 1,
            "push_enabled": true, "push_trigger_option": "default", "do_not_disturb": false,
        ])
    }

    private var sendbirdChannel: Values {
        let kind = type.name.hasPrefix("open_channel") ? "open" : "group"
        return [
            "name": text(scene.topic.name),
            "channel_url": text("sendbird_\(kind)_channel_\(messageNumber % 100_000)_\(scene.fileId)9f86d081"),
            "custom_type": "", "data": "", "is_distinct": false, "is_public": false, "is_super": false,
            "is_ephemeral": false, "is_discoverable": false,
        ]
    }

    private var sendbirdMessage: Values {
        [
            "message_id": count(messageNumber), "type": "MESG", "message": text(scene.message), "translations": [:],
            "custom_type": "", "data": "", "created_at": count(Int(scene.createdAt.milliseconds)),
            "channel_url": sendbirdChannel["channel_url"] ?? "",
        ]
    }

    private func streamUser(_ person: SamplePerson) -> Values {
        [
            "id": text(person.userId), "role": "user", "name": text(person.displayName),
            "image": text("https://cdn.example/avatars/\(person.userId).png"), "created_at": time(person.joinedAt),
            "updated_at": time(person.joinedAt), "banned": false, "online": true,
        ]
    }

    private var streamMember: Values {
        [
            "user_id": text(owner.userId), "user": render("User", streamUser(owner)), "channel_role": "channel_member",
            "created_at": time(scene.foundedAt), "updated_at": time(scene.foundedAt),
        ]
    }

    private var streamChannel: Values {
        [
            "id": text(scene.channelId), "type": "messaging", "cid": text(cid), "frozen": false, "disabled": false,
            "member_count": 4, "created_at": time(scene.foundedAt), "updated_at": time(scene.foundedAt),
        ]
    }

    private var streamMessage: Values {
        [
            "id": text(messageUUID), "cid": text(cid), "text": text(scene.message),
            "html": text("<p>\(scene.message)</p>\n"), "type": "regular", "reply_count": 0, "silent": false,
            "created_at": time(scene.createdAt), "updated_at": time(scene.createdAt),
        ]
    }

    private var cid: String { "messaging:\(scene.channelId)" }
    /// Larger than 32 bits, as real ones are.
    private var messageNumber: Int { Int(scene.createdAt.milliseconds / 100) }
    private var messageUUID: String {
        let digits = scene.fileId
        let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return cuts.map { cut in String(digits.dropFirst(cut.lowerBound).prefix(cut.count)) }.joined(separator: "-")
    }
}
