import HeraldJSON

extension SampleComposer {
    /// The channel with the keys and the order of the guide's sample delivery, not those of the reference.
    mutating func channel() -> JSONValue {
        let values = channelValues()
        let guide = [
            "isDistinct", "type", "metadata", "tags", "isMuted", "lastActivity", "updatedAt", "createdAt",
            "isRateLimited", "rateLimitWindow", "channelId", "memberCount", "messageCount",
        ]
        return .object(JSONObject(guide.compactMap { key in values[key].map { JSONObject.Member(key, $0) } }))
    }

    mutating func channelV3() -> JSONValue {
        var values = channelValues()
        values["displayName"] = text(scene.topic.name)
        values["messageAutoDeleteEnabled"] = false
        values["_id"] = text(scene.channelInternalId)
        values["path"] = path("channel", scene.channelId)
        values["channelInternalId"] = text(scene.channelInternalId)
        values["channelPublicId"] = text(scene.channelInternalId)
        values["isDeleted"] = false
        values["isPublic"] = true
        values["notificationMode"] = "default"
        return render("ChannelV3", values)
    }

    private mutating func channelValues() -> Values {
        let isNew = isCreation
        return [
            "channelId": text(scene.channelId),
            "type": isNew ? text(random.pick(["standard", "community", "live"])) : "community",
            "isDistinct": false,
            "isMuted": false,
            "isRateLimited": false,
            "rateLimitWindow": 1000,
            "metadata": verb == "updatemeta" ? ["season": "spring"] : [:],
            "tags": [],
            "lastActivity": time(moment),
            "createdAt": time(scene.foundedAt),
            "updatedAt": time(moment),
            "memberCount": count(isNew ? members.count : random.number(4...60)),
            "messageCount": count(isNew ? 0 : random.number(20...900)),
        ]
    }

    /// A message of the older forms, which differ in what the shape keeps.
    mutating func message(_ shape: String) -> JSONValue {
        let reactions = reactions()
        var values = messageValues(reactions)
        values["_id"] = text(scene.messageId)
        values["path"] = path("channel", scene.channelId, "message", scene.messageId)
        values["userId"] = text(owner.userId)
        values["type"] = "text"
        values["channelSegment"] = count(random.number(1...900))
        values["childrenNumber"] = 0
        values["reactionsCount"] = count(reactions.total)
        values["hashFlag"] = hashFlag(flagCount)
        values["mentionees"] = []
        if isUpdate {
            values["myReactions"] = nil
            values["reactions"] = ["like": 1]
            values["reactionsCount"] = 1
            values["latestReaction"] = latestReaction()
        }
        return render(shape, values)
    }

    mutating func messageV5() -> JSONValue {
        let reactions = reactions()
        var values = messageValues(reactions)
        values["networkId"] = text(scene.networkId)
        values["channelType"] = "community"
        values["messageFeedId"] = text(scene.messageFeedId)
        values["segment"] = count(random.number(1...900))
        values["dataType"] = "text"
        values["creatorId"] = text(owner.userId)
        values["path"] = path("message-feed", scene.messageFeedId, "message", scene.messageId)
        values["mentionedUsers"] = []
        values["reactionCount"] = count(reactions.total)
        values["childCount"] = 0
        return render("MessageV5", values)
    }

    private func messageValues(_ reactions: (counts: JSONValue, total: Int)) -> Values {
        [
            "messageId": text(scene.messageId),
            "channelId": text(scene.channelId),
            "data": ["text": text(isUpdate ? scene.message + " (edited)" : scene.message)],
            "metadata": [:],
            "tags": [],
            "flagCount": count(flagCount),
            "reactions": reactions.counts,
            "myReactions": verb == "addreaction" || verb == "reacted" ? ["like"] : [],
            "isDeleted": .bool(isDeletion),
            "editedAt": time(isUpdate ? moment : madeAt),
        ].with(lifetime)
    }

    private func latestReaction() -> JSONValue {
        render(
            "LatestReaction",
            [
                "referenceId": text(scene.messageId),
                "referenceType": "message",
                "reactionName": "like",
                "userId": text(owner.userId),
                "userDisplayName": text(owner.displayName),
                "reactionId": text(scene.reactionId),
                "eventName": "add",
                "createdAt": time(moment),
            ]
        )
    }

    mutating func messageFeed() -> JSONValue {
        render(
            "MessageFeed",
            [
                "messageFeedId": text(scene.messageFeedId),
                "channelId": text(scene.channelId),
                "channelPublicId": text(scene.channelInternalId),
                "channelType": "community",
                "name": text(scene.topic.name),
                "creatorId": text(owner.userId),
                "path": path("message-feed", scene.messageFeedId),
                "lastMessageId": text(scene.messageId),
                "messagePreviewId": text(scene.messageId),
                "lastMessageTimestamp": time(madeAt),
                "childCount": count(random.number(1...900)),
                "isDeleted": false,
                "editedAt": time(scene.foundedAt),
            ].with(background(since: scene.foundedAt))
        )
    }
}
