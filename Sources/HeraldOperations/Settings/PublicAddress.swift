/// Where people reach this server.
public struct PublicAddress: Hashable, Sendable {
    /// What the operator set; nil leaves it to each request.
    public let configured: WebOrigin?

    /// Uses `configured`, or what requests say when it is nil.
    public init(_ configured: WebOrigin? = nil) { self.configured = configured }

    /// The origin to write links with.
    /// - Parameters:
    ///   - authority: the request's host and port.
    ///   - isSecure: whether the request came by https, as far as is known.
    public func origin(authority: String?, isSecure: Bool) -> String {
        configured?.text ?? (isSecure ? "https://" : "http://") + (authority ?? "localhost")
    }
}
