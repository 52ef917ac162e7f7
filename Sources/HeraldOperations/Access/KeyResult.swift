public import HeraldModel

/// A new key with its token, which is shown once and never stored.
public struct KeyResult: Sendable {
    public var key: AccessKey
    public var token: String
}
