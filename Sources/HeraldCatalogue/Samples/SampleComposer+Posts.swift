import HeraldJSON
import HeraldModel

extension SampleComposer {
    /// Whether comments are the subject or travel with the post.
    var isAboutComment: Bool { subject.hasSuffix("comment") }
    /// Whether the post of the scene has a picture, which is a child post with a file.
    var hasPicture: Bool {
        subject == "post" && !type.isPush && scene.postId.utf8.last.map { $0 % 2 == 0 } ?? false
    }
    /// Whether the post stands on its author's feed, not in the community.
    var isOnUserFeed: Bool { subject.hasPrefix("mention-user-feed") }

    /// Whether the event tells those who were mentioned.
    var isMention: Bool { subject.hasPrefix("mention") }
    /// Who was mentioned.
    var mentioned: [SamplePerson] { [scene.people[2], scene.people[3]] }

    mutating func post() -> JSONValue {
        let isSubject = !isAboutComment
        let reactions = isSubject ? reactions() : (counts: [:], total: 0)
        let flags = isSubject ? flagCount : 0
        var values = postValues(id: scene.postId)
        values["dataType"] = "text"
        values["data"] = ["text": text(scene.topic.post + (isSubject && isUpdate ? " (edited)" : ""))]
        values["flagCount"] = count(flags)
        values["hashFlag"] = hashFlag(flags)
        values["reactions"] = reactions.counts
        values["reactionsCount"] = count(reactions.total)
        values["myReactions"] = verb == "addreaction" && isSubject ? ["like"] : []
        values["commentsCount"] = isAboutComment ? 1 : 0
        values["comments"] = isAboutComment ? [text(commentId)] : []
        values["children"] = hasPicture ? [text(scene.childPostId)] : []
        values["isDeleted"] = .bool(isSubject && isDeletion)
        values["impression"] = count(isSubject && isCreation ? 0 : random.number(5...400))
        values["reach"] = count(isSubject && isCreation ? 0 : random.number(1...5))
        return render("Post", values)
    }

    func childPost() -> JSONValue {
        var values = postValues(id: scene.childPostId)
        values["parentPostId"] = text(scene.postId)
        values["dataType"] = "image"
        values["data"] = ["fileId": text(scene.fileId)]
        values["flagCount"] = 0
        values["hashFlag"] = hashFlag(0)
        values["reactions"] = [:]
        values["reactionsCount"] = 0
        values["commentsCount"] = 0
        values["isDeleted"] = .bool(isDeletion)
        return render("Post", values)
    }

    private func postValues(id: String) -> Values {
        var values = owning(owner, "postedUserId", stem: "postedUser")
        values["_id"] = text(id)
        values["path"] = path("social", isOnUserFeed ? owner.userId : scene.communityId, "post", id)
        values["postId"] = text(id)
        values["targetId"] = text(isOnUserFeed ? owner.userId : scene.communityId)
        values["targetPublicId"] = text(isOnUserFeed ? owner.publicId : scene.communityId)
        values["targetInternalId"] = text(isOnUserFeed ? owner.internalId : scene.communityId)
        values["targetType"] = isOnUserFeed ? "user" : "community"
        values["feedId"] = text(scene.feedId)
        values["metadata"] = [:]
        values["sharedCount"] = 0
        values["tags"] = []
        values["hasFlaggedComment"] = .bool(isAboutComment && flagCount > 0)
        values["hasFlaggedChildren"] = false
        values["mentionees"] = mentionees(isHere: isMention && !isAboutComment)
        if isAboutComment {
            return values.with(background(since: scene.createdAt)).with(["editedAt": time(scene.createdAt)])
        }
        return values.with(lifetime).with(["editedAt": time(isUpdate ? moment : madeAt)])
    }

    /// The comment the event is about; a reply hangs below another comment.
    mutating func comment() -> JSONValue {
        let isReply = verb == "reply" || verb == "replied"
        let author = verb == "replied" ? actor : owner
        let reactions = reactions()
        let body = isReply ? scene.topic.reply : scene.topic.comment
        var values = owning(author)
        values["_id"] = text(commentId)
        values["path"] = path("social", "post", scene.postId, "comment", commentId)
        values["commentId"] = text(commentId)
        if isReply { values["parentId"] = text(scene.parentCommentId) }
        values["rootId"] = text(isReply ? scene.parentCommentId : commentId)
        values["referenceId"] = text(scene.postId)
        values["referenceType"] = "post"
        values["targetId"] = text(isOnUserFeed ? owner.userId : scene.communityId)
        values["targetType"] = isOnUserFeed ? "user" : "community"
        values["dataType"] = "text"
        values["dataTypes"] = ["text"]
        values["data"] = ["text": text(isUpdate ? body + " (edited)" : body)]
        values["metadata"] = [:]
        values["childrenNumber"] = 0
        values["flagCount"] = count(flagCount)
        values["hashFlag"] = hashFlag(flagCount)
        values["reactions"] = reactions.counts
        values["reactionsCount"] = count(reactions.total)
        values["segmentNumber"] = count(random.number(1...40))
        values["myReactions"] = verb == "addreaction" ? ["like"] : []
        values["children"] = []
        values["isDeleted"] = .bool(isDeletion)
        values["mentionees"] = mentionees(isHere: isMention)
        values["attachments"] = []
        values["editedAt"] = time(isUpdate ? moment : madeAt)
        return render("Comment", values.with(lifetime))
    }

    private var commentId: String { scene.commentId }

    private func mentionees(isHere: Bool) -> JSONValue {
        guard isHere else { return [] }
        let entry = render(
            "Mentionee",
            [
                "type": "user",
                "userIds": texts(mentioned.map(\.userId)),
                "userPublicIds": texts(mentioned.map(\.publicId)),
                "userInternalIds": texts(mentioned.map(\.internalId)),
            ]
        )
        return [entry]
    }

    mutating func poll() -> JSONValue {
        let isVote = verb == "vote"
        let duration = 7 * 86_400_000
        var answers: [JSONValue] = []
        for (index, answer) in scene.topic.answers.enumerated() {
            let votes = isCreation ? 0 : random.number(0...9) + (index == 0 ? 1 : 0)
            answers.append(
                render(
                    "PollAnswer",
                    [
                        "id": text("\(scene.pollId.dropLast())\(index)"),
                        "dataType": "text",
                        "data": text(answer),
                        "voteCount": count(votes),
                        "isVotedByUser": .bool(isVote && index == 0),
                    ]
                )
            )
        }
        var values = owning(owner)
        values["pollId"] = text(scene.pollId)
        values["question"] = text(scene.topic.question)
        values["answerType"] = "single"
        values["status"] = "open"
        values["closedAt"] = time(madeAt.advanced(byMilliseconds: Int64(duration)))
        values["answers"] = .array(answers)
        values["isVoted"] = .bool(isVote)
        values["closedIn"] = count(duration)
        values["isDeleted"] = false
        return render("Poll", values.with(lifetime))
    }
}
