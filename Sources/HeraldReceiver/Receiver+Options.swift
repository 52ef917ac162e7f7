extension Receiver {
    /// How strict a receiver is.
    public struct Options: Hashable, Sendable {
        /// With ``Provider/socialplus``: also accept the signature in hexadecimal, as some of the provider's own samples
        /// compute it. The genuine encoding is base64.
        public var acceptsHex: Bool
        /// With ``Provider/standard``: how many seconds a request's timestamp may be away from now, either way.
        public let toleranceSeconds: Int64
        /// The largest body, as it comes and as it is when inflated.
        public let maxBodyBytes: Int

        /// Chooses the options; the defaults are what the provider really sends.
        public init(acceptsHex: Bool = false, toleranceSeconds: Int64 = 300, maxBodyBytes: Int = 16 << 20) {
            self.acceptsHex = acceptsHex
            // Negative values would refuse everything, and no clock is off by a century.
            self.toleranceSeconds = min(max(0, toleranceSeconds), 3_000_000_000)
            self.maxBodyBytes = min(max(0, maxBodyBytes), 1 << 30)
        }
    }
}
