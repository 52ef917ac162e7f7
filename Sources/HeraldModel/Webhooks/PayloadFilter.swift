public import HeraldJSON

/// A condition on an event's wire body, such as `{"path":"/data/channel/channelId","in":["a"]}`.
///
/// Paths are JSON pointers into `{"event":…,"data":…}`. A path that leads nowhere does not match, and so does a
/// `prefix` on something that is not a string.
public indirect enum PayloadFilter: Hashable, Sendable {
    /// The value at the path equals one of these.
    case isIn(path: JSONPointer, values: [JSONValue])
    /// The value at the path is a string with this beginning.
    case hasPrefix(path: JSONPointer, prefix: String)
    case all([PayloadFilter])
    case any([PayloadFilter])
    case not(PayloadFilter)
}
