import HeraldJSON

extension SampleComposer {
    /// Who made the community.
    var founder: SamplePerson {
        isAboutCommunity && (isCreation || isUpdate || isDeletion) ? owner : scene.people[1]
    }

    mutating func community() -> JSONValue {
        var values = owning(founder)
        values["_id"] = text(scene.communityId)
        values["path"] = path("social", "community", scene.communityId)
        values["communityId"] = text(scene.communityId)
        values["channelId"] = text(scene.communityId)
        values["displayName"] = text(scene.topic.name)
        values["description"] = text(scene.topic.about)
        values["isOfficial"] = false
        values["isPublic"] = true
        values["onlyAdminCanPost"] = false
        values["isJoined"] = true
        values["isDeleted"] = .bool(isAboutCommunity && isDeletion)
        values["hasFlaggedComment"] = .bool(subject == "comment" && flagCount > 0)
        values["hasFlaggedPost"] = .bool(subject == "post" && flagCount > 0)
        let reviews = ["approve", "decline", "approved", "need-reviewing"]
        values["needApprovalOnPostCreation"] = .bool(reviews.contains(verb))
        values["allowCommentInStory"] = true
        values["tags"] = texts([scene.topic.slug])
        values["categoryIds"] = texts([scene.categoryId])
        values["metadata"] = [:]
        let isNew = isAboutCommunity && isCreation
        values["postsCount"] = count(isNew ? 0 : random.number(10...300))
        values["membersCount"] = count(isNew ? 1 : random.number(4...250))
        values["moderatorMemberCount"] = 1
        values["notificationMode"] = "default"
        return render("Community", values.with(isAboutCommunity ? lifetime : background(since: scene.foundedAt)))
    }

    /// Whose membership the payload shows: those it changed for, or the author.
    var communityMembers: [SamplePerson] {
        switch verb {
        case "addusers", "removeusers": members
        default: [owner]
        }
    }

    func communityUser(_ person: SamplePerson) -> JSONValue {
        let isBanned = isAboutCommunity && verb == "ban"
        let isGone = isAboutCommunity && ["leave", "removeusers", "unban"].contains(verb)
        let isFresh = isAboutCommunity && ["join", "addusers", "create"].contains(verb)
        var roles = ["community-member"]
        if isAboutCommunity, verb == "rolechange" || verb == "create" { roles.append("community-moderator") }
        var values = owning(person)
        values["channelId"] = text(scene.communityId)
        values["communityId"] = text(scene.communityId)
        values["communityMembership"] = isBanned ? "banned" : isGone ? "none" : "member"
        values["isBanned"] = .bool(isBanned)
        values["lastActivity"] = time(moment)
        values["roles"] = isBanned || isGone ? [] : texts(roles)
        values["permissions"] = []
        values["createdAt"] = time(isFresh ? moment : scene.foundedAt)
        values["updatedAt"] = time(isAboutCommunity ? moment : scene.foundedAt)
        return render("CommunityUser", values)
    }

    func category() -> JSONValue {
        render(
            "CommunityCategory",
            [
                "categoryId": text(scene.categoryId),
                "name": "Hobbies",
                "metadata": [:],
                "isDeleted": false,
            ].with(background(since: scene.foundedAt))
        )
    }

    /// The feed the post stands in; for a community all it has.
    mutating func feeds() -> [JSONValue] {
        let kinds: [String] =
            if isAboutCommunity {
                ["published"]
            } else {
                switch verb {
                case "decline": ["declined"]
                case "need-reviewing": ["reviewing"]
                default: ["published"]
                }
            }
        return kinds.map { kind in
            var values: Values = [
                "feedId": text(scene.feedId),
                "targetId": text(scene.communityId),
                "targetType": "community",
                "feedType": text(kind),
            ]
            values["postCount"] = count(isAboutCommunity && isCreation ? 0 : random.number(1...300))
            return render("Feed", values.with(background(since: scene.foundedAt)))
        }
    }

    func joinRequest() -> JSONValue {
        let isAnswered = verb != "create"
        let responder = isAnswered ? actor : nil
        var values: Values = [
            "_id": text(scene.requestId),
            "networkId": text(scene.networkId),
            "targetId": text(scene.communityId),
            "targetType": "community",
            "type": "communityJoinRequest",
            "userId": text(owner.userId),
            "status": verb == "accept" ? "approved" : verb == "reject" ? "rejected" : "pending",
            "joinRequestId": text(scene.requestId),
            "respondedAt": isAnswered ? time(moment) : .null,
        ]
        values = values.with(owning(owner, "requestorId", stem: "requestor"))
        values["responderId"] = responder.map { text($0.userId) } ?? .null
        values["responderPublicId"] = responder.map { text($0.publicId) } ?? .null
        values["responderInternalId"] = responder.map { text($0.internalId) } ?? .null
        return render("JoinRequest", values.with(lifetime))
    }

    /// Who sent the invitation.
    var inviter: SamplePerson { scene.people[1] }

    func invitation() -> JSONValue {
        let values: Values = [
            "_id": text(scene.requestId),
            "networkId": text(scene.networkId),
            "type": "communityMemberInvite",
            "targetId": text(scene.communityId),
            "targetType": "community",
            "userId": text(owner.userId),
            "status": verb == "accept" ? "approved" : verb == "reject" ? "rejected" : "pending",
            "createdBy": text(inviter.userId),
            "invitationId": text(scene.requestId),
            "communityId": text(scene.communityId),
            "respondedAt": verb == "create" ? .null : time(moment),
        ]
        let invited = owning(owner, "invitedUserId", stem: "invitedUser")
        let inviting = owning(inviter, "inviterUserId", stem: "inviterUser")
        return render("Invitation", values.with(invited).with(inviting).with(lifetime))
    }

    func role() -> JSONValue {
        render(
            "Role",
            [
                "roleId": text(scene.roleId),
                "displayName": "community-member",
                "permissions": [],
                "isDeleted": false,
                "updatedAt": time(scene.foundedAt),
            ]
        )
    }
}
