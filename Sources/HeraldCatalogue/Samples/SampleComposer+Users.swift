import HeraldJSON

extension SampleComposer {
    /// The older form of a user; in channel events with exactly the keys of the guide's sample deliveries.
    ///
    /// They spell the bloom filter `hashflag`, unlike the reference.
    func user(_ person: SamplePerson) -> JSONValue {
        guard subject == "channel" || subject == "moderation" else {
            return render("User", userValues(person))
        }
        return [
            "displayName": text(person.displayName),
            "updatedAt": time(scene.foundedAt),
            "createdAt": time(person.joinedAt),
            "userId": text(person.userId),
            "roles": [],
            "flagCount": 0,
            "hashflag": hashFlag(0),
        ]
    }

    func userV3(_ person: SamplePerson) -> JSONValue { render("UserV3", userValues(person)) }

    /// The user of a user flag event: reports are listed, and gone once withdrawn or cleared.
    func flaggedUser() -> JSONValue {
        let report: JSONValue = [
            "reportType": "user",
            "reason": "spam",
            "comment": "Posts the same link in every channel.",
            "userId": text(scene.people[1].userId),
        ]
        var values = userValues(owner)
        values["flagCount"] = count(flagCount)
        values["hashFlag"] = hashFlag(flagCount)
        values["flags"] = flagCount == 0 ? [] : [report]
        return render("FlaggedUser", values)
    }

    private func userValues(_ person: SamplePerson) -> Values {
        let isSubject = subject == "user" && person.userId == owner.userId
        var values: Values = [
            "_id": text(person.internalId),
            "path": path("user", person.userId),
            "userId": text(person.userId),
            "displayName": text(person.displayName),
            "roles": [],
            "flagCount": 0,
            "hashFlag": hashFlag(0),
            "metadata": [:],
            "createdAt": time(person.joinedAt),
            "updatedAt": time(isSubject ? moment : scene.foundedAt),
            "userInternalId": text(person.internalId),
            "userPublicId": text(person.publicId),
            "permissions": [],
            "description": text(person.description),
            "avatarFileId": text(person.avatarFileId),
            "isGlobalBan": false,
            "isBrand": false,
        ]
        if type.shape.fields.contains(where: { $0.type.referencedObject == "User" }) { values["isDeleted"] = false }
        if isSubject, verb == "profilereset" {
            values["description"] = ""
            values["avatarFileId"] = nil
        }
        return values
    }

    /// Whom the owner follows, asks or blocks.
    var followed: SamplePerson { scene.people[3] }

    func follow() -> Values {
        let status =
            switch verb {
            case "create", "created", "acceptrequest", "accepted": "accepted"
            case "request", "requested": "pending"
            case "block": "blocked"
            default: "none"
            }
        return [
            "from": text(owner.userId),
            "to": text(followed.userId),
            "status": text(status),
            "fromUserPublicId": text(owner.publicId),
            "fromUserInternalId": text(owner.internalId),
            "toUserPublicId": text(followed.publicId),
            "toUserInternalId": text(followed.internalId),
        ].with(lifetime)
    }

    func tag() -> Values {
        [
            "tagId": text(scene.tagId),
            "publicId": text(scene.tagId),
            "networkId": text(scene.networkId),
            "name": "Trusted member",
            "type": "user",
            "description": "Has been with us for more than a year.",
            "backgroundColor": "#1A7F5A",
            "textColor": "#FFFFFF",
            "metadata": [:],
            "usersCount": count(isCreation || isDeletion ? 0 : 12),
            "isDeleted": .bool(isDeletion),
        ].with(lifetime)
    }
}
