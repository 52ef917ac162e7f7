/// What the payload of one event type looks like.
public struct PayloadShape: Hashable, Sendable {
    /// The keys in the reference's order; empty when the payload was never published.
    public let fields: [FieldShape]
    /// The named object whose fields stand flat in the payload.
    public let flatObject: String?
    /// Keys that stand beside the payload in the wire body.
    public let topLevel: [FieldShape]
}
