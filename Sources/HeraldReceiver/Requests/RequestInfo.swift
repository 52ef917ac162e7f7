public import HeraldJSON

/// Where a user's request came from, as Stream tells with some of its webhooks.
public struct RequestInfo: Hashable, Sendable {
    /// `client` or `server`.
    public let type: String
    /// The user's address.
    public let ip: String
    /// The user's browser or app.
    public let userAgent: String
    /// The SDK that made the request.
    public let sdk: String
    /// What the app put into `x-stream-ext`, as it is.
    public let ext: String

    /// Reads the object `request_info`; nil when it is none. What is missing is empty.
    public init?(_ value: JSONValue) {
        guard value.object != nil else { return nil }
        func text(_ key: String) -> String { value[key]?.string ?? "" }
        (type, ip, userAgent, sdk, ext) = (text("type"), text("ip"), text("user_agent"), text("sdk"), text("ext"))
    }
}
