/// What became of a consumer that was created or changed.
public struct ConsumerResult: Sendable {
    public let detail: ConsumerDetail
    public let isNew: Bool
    public let warnings: [FieldWarning]
}
