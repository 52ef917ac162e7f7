/// What a Sendbird application is known by (`reference/sendbird.md` §1.1, §2.3).
public struct SendbirdCredentials: Hashable, Sendable {
    /// The application id. Case-sensitive.
    public var appID: String
    /// The master API token: it opens the API and signs every webhook.
    public var masterAPIToken: String

    /// Describes an application.
    public init(appID: String, masterAPIToken: String) {
        self.appID = appID
        self.masterAPIToken = masterAPIToken
    }
}

extension SendbirdCredentials: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(appID) (token)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
