import HeraldJSON
import HeraldReceiver

/// A verification in the words of the command line.
struct Finding: Hashable, Sendable {
    /// `verified`, `legacyDuplicate` or `rejected`.
    let verdict: String
    /// Whether the signature is right.
    let isAccepted: Bool
    /// The event type of a verified request.
    let type: String?
    /// What to recognise a repeat of a verified request by.
    let id: String?
    /// The code of a rejection.
    let code: String?

    init(_ verification: Verification) {
        switch verification {
        case .verified(let event):
            (verdict, isAccepted, type, id, code) = ("verified", true, event.type, event.id, nil)
        case .legacyDuplicate(let isVerified):
            (verdict, isAccepted, type, id, code) = ("legacyDuplicate", isVerified, nil, nil, nil)
        case .rejected(let rejection):
            (verdict, isAccepted, type, id, code) = ("rejected", false, nil, nil, rejection.code)
        }
    }

    /// The finding for programs.
    func json(explanation: [String]) -> JSONValue {
        var object = JSONObject([.init("verdict", .string(verdict)), .init("accepted", .bool(isAccepted))])
        object["type"] = type.map(JSONValue.string)
        object["id"] = id.map(JSONValue.string)
        object["code"] = code.map(JSONValue.string)
        object["explanation"] = .array(explanation.map(JSONValue.string))
        return .object(object)
    }
}
