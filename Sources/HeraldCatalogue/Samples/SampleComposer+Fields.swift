import HeraldJSON
import HeraldModel

extension SampleComposer {
    /// The value of one key of the payload.
    mutating func value(of field: FieldShape) -> JSONValue {
        // The builders know social.plus; other dialects share object names without sharing shapes.
        guard type.dialect.dialect == .socialplus else { return fallback(field) }
        return switch field.type {
        case .reference(let name): object(name) ?? fallback(field)
        case .array(.reference(let name)): list(name, key: field.name)
        default: scalar(field) ?? fallback(field)
        }
    }

    private mutating func object(_ name: String) -> JSONValue? {
        switch name {
        case "Channel": channel()
        case "Reactor": reactor()
        default: nil
        }
    }

    private mutating func list(_ name: String, key: String) -> JSONValue {
        switch (name, key) {
        case ("User", _): .array(company.map(user))
        case ("UserV3", _): .array(company.map(userV3))
        case ("FlaggedUser", _): .array([flaggedUser()])
        case ("ChannelV3", _): [channelV3()]
        case ("Message", _): [message("Message")]
        case ("MessageV3", _): [message("MessageV3")]
        case ("MessageV5", _): [messageV5()]
        case ("MessageFeed", _): [messageFeed()]
        case ("Post", "posts"): [post()]
        case ("Post", _): hasPicture ? [childPost()] : []
        case ("Comment", "comments"): isAboutComment ? [comment()] : []
        case ("Comment", _): []
        case ("Community", _): isOnUserFeed ? [] : [community()]
        case ("CommunityUser", _): .array(isOnUserFeed ? [] : communityMembers.map(communityUser))
        case ("CommunityCategory", _): [category()]
        case ("Feed", _): .array(feeds())
        case ("JoinRequest", _): [joinRequest()]
        case ("Invitation", _): [invitation()]
        case ("Role", _): [role()]
        case ("Poll", _): [poll()]
        case ("Follow", _): [render("Follow", follow())]
        case ("VideoStreaming", _): subject == "video-streaming" ? [videoStreaming("VideoStreaming")] : []
        case ("VideoStreamingPush", _): [videoStreaming("VideoStreamingPush")]
        case ("File", _): .array(files())
        case ("Reaction", _): []
        default: [render(name, [:])]
        }
    }

    private func scalar(_ field: FieldShape) -> JSONValue? {
        switch field.name {
        case "userIds": texts(members.map(\.userId))
        case "userId": text(owner.userId)
        case "adderId", "removerId", "actorId", "flaggedUserId": text(actor.userId)
        case "eventName": text(type.name.split(separator: "/").last.map(String.init) ?? type.name)
        case "isBroadcast": .bool(subject == "video-streaming")
        case "targetIds": texts(audience.map(\.userId))
        case "notify": true
        case "title": text(push.title)
        case "body": text(push.body)
        default: nil
        }
    }

    /// The fields of an object that stands flat in the payload.
    func values(ofFlat name: String) -> Values {
        switch name {
        case "FollowWebhook": follow()
        case "File": deletedFile()
        case "Tag": tag()
        default: [:]
        }
    }

    /// Who joined, left, was added, removed or banned.
    var members: [SamplePerson] {
        switch verb {
        case "create": Array(scene.people.prefix(3))
        case "addusers", "removeusers", "ban": [scene.people[0], scene.people[2]]
        default: [owner]
        }
    }

    /// Every user the payload mentions, the owner first.
    private var company: [SamplePerson] {
        var people = has("userIds") ? members : isAboutCommunity ? communityMembers : [owner]
        if subject == "follow" || type.shape.flatObject == "FollowWebhook" { people.append(followed) }
        people.append(actor)
        if has("communities"), !isOnUserFeed { people.append(founder) }
        if has("invitations") { people.append(inviter) }
        if isMention { people += mentioned }
        var known: Set<String> = []
        return people.filter { known.insert($0.userId).inserted }
    }

    private func has(_ key: String) -> Bool { type.shape.fields.contains { $0.name == key } }

    /// Whom a push notification goes to.
    private var audience: [SamplePerson] {
        switch (subject, verb) {
        case ("follow", "accepted"): [owner]
        case ("follow", _): [followed]
        case (_, "reacted"), (_, "approved"), (_, "replied"): [owner]
        default: mentioned
        }
    }

    /// Title and text of a push notification.
    private var push: (title: String, body: String) {
        let (owner, actor, topic) = (owner.displayName, actor.displayName, scene.topic)
        let place = isOnUserFeed ? owner : topic.name
        return switch (subject, verb) {
        case ("channel", "joined"): (place, "\(owner) joined \(topic.name)")
        case ("channel", _): (place, "\(owner) created \(topic.name)")
        case ("message", _): (place, "\(owner): \(scene.message)")
        case ("follow", "requested"): ("Follow request", "\(owner) wants to follow you")
        case ("follow", "accepted"): ("Request accepted", "\(followed.displayName) accepted your follow request")
        case ("follow", _): ("New follower", "\(owner) follows you")
        case ("video-streaming", _): (place, "\(owner) is live now")
        case (_, "reacted"): (place, "\(actor) liked your \(subject)")
        case (_, "approved"): (place, "Your post was approved")
        case (_, "need-reviewing"): (place, "A post by \(owner) waits for review")
        case (_, "replied"): (place, "\(actor) replied: \(topic.reply)")
        case (let subject, _) where subject.hasPrefix("mention"): (place, "\(owner) mentioned you")
        default: (place, "\(owner): \(isAboutComment ? topic.comment : topic.post)")
        }
    }
}
