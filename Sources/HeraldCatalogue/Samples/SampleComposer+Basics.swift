import HeraldJSON
import HeraldModel

extension SampleComposer {
    func text(_ text: String) -> JSONValue { .string(text) }
    func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
    func time(_ time: Timestamp) -> JSONValue { .string(time.description) }
    func count(_ number: Int) -> JSONValue { .number(JSONNumber(number)) }

    /// Who wrote, owns or is what the event is about.
    var owner: SamplePerson { scene.people[0] }
    /// Who did something to it: flagged, reacted, added, removed.
    var actor: SamplePerson { isDoneByOwner ? owner : scene.people[1] }

    /// Whether owner and actor are one person.
    private var isDoneByOwner: Bool {
        let byOthers: Set = [
            "flag", "unflag", "clearflag", "addreaction", "removereaction", "reacted", "replied", "addusers",
            "removeusers", "ban", "unban", "rolechange", "accept", "reject", "approve", "decline", "moderate", "vote",
            "approved", "accepted",
        ]
        return !byOthers.contains(verb)
    }

    /// Whether the event tells of something new, so that nothing happened to it before.
    var isCreation: Bool {
        [
            "create", "created", "reply", "replied", "request", "requested", "need-reviewing", "start", "started",
        ].contains(verb)
    }
    var isDeletion: Bool { verb == "delete" || verb == "deleted" }
    var isUpdate: Bool { verb == "update" || verb == "updated" }
    var isReaction: Bool { ["addreaction", "removereaction", "reacted"].contains(verb) }
    var isAboutCommunity: Bool { subject == "community" }

    /// When the entity the event is about was made.
    var madeAt: Timestamp {
        switch subject {
        case "channel", "community", "tag": scene.foundedAt
        case "user": owner.joinedAt
        case _ where isAboutComment: scene.commentedAt
        default: scene.createdAt
        }
    }

    /// When the event happened: a creation when the entity was made, all else later.
    var moment: Timestamp { isCreation ? madeAt : scene.now }

    /// When the entity of the event was made and last changed.
    var lifetime: Values { ["createdAt": time(madeAt), "updatedAt": time(moment)] }

    /// When something that was there before the event was made and last changed.
    func background(since time: Timestamp) -> Values {
        ["createdAt": self.time(min(time, moment)), "updatedAt": self.time(min(scene.createdAt, moment))]
    }

    /// The three ids of a person under the usual keys.
    func owning(_ person: SamplePerson, _ key: String = "userId", stem: String = "user") -> Values {
        [
            key: text(person.userId),
            "\(stem)PublicId": text(person.publicId),
            "\(stem)InternalId": text(person.internalId),
        ]
    }

    /// How often the entity of the event was flagged.
    var flagCount: Int { verb == "flag" || verb == "moderate" ? 1 : 0 }
    /// The flaggers' bloom filter that goes with `count` flags.
    func hashFlag(_ count: Int) -> JSONValue {
        count == 0
            ? ["bits": 0, "hashes": 0, "hash": []]
            : ["bits": 1597, "hashes": 11, "hash": [text(scene.reactionId), text(scene.requestId)]]
    }

    /// Reaction counters of the event's entity.
    mutating func reactions() -> (counts: JSONValue, total: Int) {
        let total = isReaction ? random.number(1...5) : 0
        return (total == 0 ? [:] : ["like": count(total)], total)
    }

    func reactor() -> JSONValue {
        var values = owning(actor)
        values["reactionId"] = text(scene.reactionId)
        values["reactionName"] = "like"
        values["createdAt"] = time(verb == "removereaction" ? madeAt : moment)
        values["updatedAt"] = time(moment)
        return render("Reactor", values)
    }

    func path(_ steps: String...) -> JSONValue { text(([scene.networkId] + steps).joined(separator: "/")) }
}

extension SampleComposer.Values {
    /// The values with those of `other` put over them.
    func with(_ other: Self) -> Self { merging(other) { _, new in new } }
}
