/// What a link to a network's portal grants: to whom, as what, until when.
public struct PortalPass: Hashable, Sendable {
    /// `manage` or `read`.
    public let role: Role
    /// The name shown for its holder.
    public let viewer: String?
    /// The link opens no more, and its sessions end, at this time.
    public let expiresAt: Timestamp
    /// Valid while it is the portal's.
    public let epoch: Int64

    /// Describes a pass.
    public init(role: Role, viewer: String?, expiresAt: Timestamp, epoch: Int64) {
        self.role = role
        self.viewer = viewer
        self.expiresAt = expiresAt
        self.epoch = epoch
    }
}
