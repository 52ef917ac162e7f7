/// How a network's portal looks to its customers, and where it may be embedded.
public struct PortalSettings: Hashable, Sendable {
    /// What the portal calls itself; nil means the network's name.
    public var name: String?
    /// The accent; nil means Herald's own.
    public var colour: RGBColour?
    /// The sites that may show it in a frame, such as `https://app.example.com`.
    public var origins: [String]
    /// Links and sessions of an earlier epoch are revoked.
    public var epoch: Int64

    /// Describes a portal.
    public init(name: String? = nil, colour: RGBColour? = nil, origins: [String] = [], epoch: Int64 = 0) {
        self.name = name
        self.colour = colour
        self.origins = origins
        self.epoch = epoch
    }
}
