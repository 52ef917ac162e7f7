import HeraldJSON
import HeraldOperations

/// Reads the members of a Sendbird request body. Members it does not ask for are left alone, as Sendbird does.
struct SendbirdBody {
    let object: JSONObject

    /// A member that must be text when it is there.
    func text(_ key: String) throws(SendbirdFault) -> String? {
        guard let value = object[key] else { return nil }
        guard let text = value.string else { throw SendbirdFault(400_100, "\"\(key)\" must be a string.") }
        return text
    }

    /// A member that must be a whole number when it is there.
    func number(_ key: String) throws(SendbirdFault) -> Int64? {
        guard let value = object[key] else { return nil }
        guard let number = value.integer else { throw SendbirdFault(400_101, "\"\(key)\" must be a number.") }
        return number
    }

    /// A member that must be true or false when it is there.
    func flag(_ key: String) throws(SendbirdFault) -> Bool? {
        guard let value = object[key] else { return nil }
        guard let flag = value.bool else { throw SendbirdFault(400_104, "\"\(key)\" must be a boolean.") }
        return flag
    }

    /// A member that must be an array of text when it is there.
    func texts(_ key: String) throws(SendbirdFault) -> [String]? {
        guard let value = object[key] else { return nil }
        guard let elements = value.array else { throw SendbirdFault(400_102, "\"\(key)\" must be a list.") }
        var texts: [String] = []
        for element in elements {
            guard let text = element.string else {
                throw SendbirdFault(400_100, "\"\(key)\" must be a list of strings.")
            }
            texts.append(text)
        }
        return texts
    }
}

extension SendbirdChange {
    /// Reads the body of `PUT …/settings/webhook` (`reference/sendbird.md` §1.3).
    init(_ body: SendbirdBody) throws(SendbirdFault) {
        self.init()
        isEnabled = try body.flag("enabled")
        url = try body.text("url")
        includesMembers = try body.flag("include_members")
        includesUnreadCount = try body.flag("include_unread_count")
        enabledEvents = try body.texts("enabled_events")
        for event in enabledEvents ?? [] where event != "*" && !SendbirdAdministration.isCategory(event) {
            throw SendbirdFault(
                400_111, "Invalid value: \"enabled_events\". '\(event.prefix(100))' is no webhook category.")
        }
    }
}
