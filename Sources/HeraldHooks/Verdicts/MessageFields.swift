import HeraldJSON

/// What a hook may change of a message (`reference/stream-chat.md` §9).
///
/// Custom fields stand beside the message's own (§8), so everything that is not one of those may be set. Null stands
/// for "not returned": clients written in Go send it for everything they leave out.
struct MessageFields {
    /// Fields of a message that are not for a hook to change. Whoever returns them is not listened to.
    private static let fixed: Set<String> = [
        "id", "cid", "html", "user", "user_id", "mentioned_users", "latest_reactions", "own_reactions",
        "reaction_counts", "reaction_scores", "reaction_groups", "reply_count", "deleted_reply_count", "parent_id",
        "quoted_message_id", "quoted_message", "thread_participants", "shadowed", "pinned", "pinned_at", "pin_expires",
        "pinned_by", "command", "args", "mml", "image_labels", "restricted_visibility", "poll_id", "poll",
        "shared_location", "member", "message_text_updated_at", "created_at", "updated_at", "deleted_at",
        "deleted_for_me",
    ]
    private static let types: Set<String> = ["regular", "reply", "system", "ephemeral", "error", "deleted"]
    private static let maximumAttachments = 30

    /// Fields that may be set though they are fixed otherwise.
    var alsoSettable: Set<String> = []
    /// Whether `attachments: null` removes them; otherwise it stands for "not returned".
    var nullClearsAttachments = false

    /// The message with what `answer` changes.
    func apply(_ answer: JSONObject, to message: JSONObject) throws(HookFault) -> JSONObject {
        var changed = message
        for member in answer.members {
            guard let value = try value(of: member) else { continue }
            if let old = changed[member.key], old.isEquivalent(to: value) { continue }
            changed[member.key] = value
        }
        return changed
    }

    /// The value to set; nil when there is nothing to set.
    private func value(of member: JSONObject.Member) throws(HookFault) -> JSONValue? {
        let (key, value) = (member.key, member.value)
        if Self.fixed.contains(key), !alsoSettable.contains(key) { return nil }
        let isFine: Bool
        let expected: String
        switch key {
        case "attachments":
            if value == .null { return nullClearsAttachments ? [] : nil }
            let elements = value.array
            isFine =
                elements.map { $0.count <= Self.maximumAttachments && $0.allSatisfy { $0.object != nil } } ?? false
            expected = "an array of at most \(Self.maximumAttachments) objects"
        case "text", "mml": (isFine, expected) = (value.string != nil, "a string")
        case "i18n": (isFine, expected) = (value.object != nil, "an object")
        case "show_in_channel", "silent": (isFine, expected) = (value.bool != nil, "true or false")
        case "type":
            if value == "" { return nil }
            isFine = value.string.map(Self.types.contains) ?? false
            expected = "one of \(Self.types.sorted().joined(separator: ", "))"
        default: return value
        }
        if value == .null { return nil }
        guard isFine else { throw .wrongType("/message/\(key)", expected) }
        return value
    }
}
