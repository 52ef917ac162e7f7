public import HeraldJSON

/// What a hook is asked.
public struct HookQuestion: Sendable {
    /// The request's body.
    public var body: JSONValue
    /// What `{type}` in the URL stands for.
    public var command: String?
    /// What the call log names it by: a command or an event name, never content.
    public var subject: String?

    /// Describes a question.
    public init(body: JSONValue, command: String? = nil, subject: String? = nil) {
        self.body = body
        self.command = command
        self.subject = subject
    }
}
