import HeraldJSON
import HeraldModel

/// Reads a network's credentials from a request. What is left out stays as it is, or is made.
struct CredentialFields {
    let dialect: Dialect
    /// The network's credentials so far.
    var current = NetworkCredentials.none
    let now: Timestamp

    /// How many API keys one network keeps.
    static let keyLimit = 20

    /// The rule for the member `credentials`.
    var rule: FieldRule<NetworkCredentials> {
        FieldRule { value throws(FieldProblem) in
            guard let object = value.object else { throw FieldProblem("must be an object") }
            for key in object.keys where !names.contains(key) {
                throw FieldProblem(
                    names.isEmpty
                        ? "must be empty: the dialect '\(dialect.rawValue)' has no credentials besides webhook secrets"
                        : "may hold only \(names.joined(separator: ", "))",
                    at: JSONPointer(tokens: [key]).description)
            }
            switch dialect {
            case .socialplus, .standard: return .none
            case .sendbird: return .sendbird(try sendbird(object))
            case .stream: return .stream(try stream(object))
            }
        }
    }

    /// The names of what the dialect knows.
    private var names: [String] {
        switch dialect {
        case .socialplus, .standard: []
        case .sendbird: ["appId", "masterApiToken"]
        case .stream: ["apiKey", "apiSecret", "apiKeys", "signingKey"]
        }
    }

    private func sendbird(_ object: JSONObject) throws(FieldProblem) -> SendbirdCredentials {
        var credentials = current.sendbird ?? CredentialMaker.sendbird()
        if let id = try read("appId", of: object, .token) { credentials.appID = id }
        if let token = try read("masterApiToken", of: object, .text(1...512)) { credentials.masterAPIToken = token }
        return credentials
    }

    private func stream(_ object: JSONObject) throws(FieldProblem) -> StreamCredentials {
        let known = current.stream ?? CredentialMaker.stream(at: now)
        let choice = try read("signingKey", of: object, FieldRule<StreamCredentials.Choice>.choice)
        let flat = try key(object, known: known, at: "")
        guard let listed = object["apiKeys"], listed != .null else {
            return StreamCredentials(keys: flat.map { [$0] } ?? known.keys, signsWith: choice ?? known.signsWith)
        }
        guard let elements = listed.array, (1...Self.keyLimit).contains(elements.count) else {
            throw FieldProblem("must hold 1 to \(Self.keyLimit) keys", at: "/apiKeys")
        }
        var keys: [StreamAPIKey] = []
        for (index, element) in elements.enumerated() {
            let place = "/apiKeys/\(index)"
            guard let member = element.object, let key = try key(member, known: known, at: place) else {
                throw FieldProblem("must be an object with 'apiKey' and 'apiSecret'", at: place)
            }
            guard !keys.contains(where: { $0.apiKey == key.apiKey }) else {
                throw FieldProblem("has the name of another key", at: place + "/apiKey")
            }
            keys.append(key)
        }
        if let flat, !keys.contains(where: { $0.apiKey == flat.apiKey && $0.apiSecret == flat.apiSecret }) {
            throw FieldProblem("must be one of 'apiKeys' when both are given", at: "/apiKey")
        }
        return StreamCredentials(keys: keys, signsWith: choice ?? known.signsWith)
    }

    /// The key an object names; nil when it names none. A known key keeps its secret and its age unless told otherwise.
    private func key(
        _ object: JSONObject, known: StreamCredentials, at place: String
    ) throws(FieldProblem) -> StreamAPIKey? {
        let name = try read("apiKey", of: object, .token, at: place)
        let secret = try read("apiSecret", of: object, .text(1...512), at: place)
        guard name != nil || secret != nil else { return nil }
        let made = CredentialMaker.streamKey(at: now)
        let old = name.flatMap(known.key(named:))
        let created = try read("createdAt", of: object, .time, at: place)
        return StreamAPIKey(
            apiKey: name ?? made.apiKey, apiSecret: secret ?? old?.apiSecret ?? made.apiSecret,
            createdAt: created ?? old?.createdAt ?? now)
    }

    private func read<Value>(
        _ name: String, of object: JSONObject, _ rule: FieldRule<Value>, at place: String = ""
    ) throws(FieldProblem) -> Value? {
        guard let value = object[name], value != .null else { return nil }
        do throws(FieldProblem) {
            return try rule.read(value)
        } catch {
            throw FieldProblem(error.errors.map { $0.moved(under: "\(place)/\(name)") })
        }
    }
}

extension FieldRule where Value == String {
    /// A name that travels in headers and URLs: 1 to 128 visible ASCII characters.
    fileprivate static var token: FieldRule {
        FieldRule { value throws(FieldProblem) in
            guard let text = value.string, (1...128).contains(text.utf8.count),
                text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else { throw FieldProblem("must be 1 to 128 visible ASCII characters") }
            return text
        }
    }
}
