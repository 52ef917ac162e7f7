public import HeraldModel

extension NIODeliveryTransport {
    /// The limits of a transport. Certificates are always verified; there is no setting for that.
    public struct Configuration: Sendable {
        /// How many connections one event loop opens to one origin.
        public var maxConnectionsPerOrigin: Int
        /// How many of them it keeps open while they have nothing to do.
        public var maxIdlePerOrigin: Int
        /// How long a connection is kept open with nothing to do.
        public var idleTimeout: Duration
        /// All connections together, in equal parts for the event loops. A loop that has its part closes the connection
        /// idle longest; without one, requests wait until their deadline.
        public var maxTotalConnections: Int
        /// The limit for connecting to all addresses of a name and for TLS, besides the requests' own deadlines.
        public var connectTimeout: Duration
        /// How much of an answer is read and kept.
        public var responseLimits: ResponseLimits
        /// Ranges that may be reached though they are not public.
        public var allowedAddresses: [CIDR]
        /// Certificates in PEM form that are trusted besides the system's.
        public var additionalTrustRoots: [String]
        /// Where deliveries leave from, by region; ``Egress/defaultRegion`` serves all regions that are not named.
        public var egress: [String: Egress]

        /// Sets the limits.
        public init(
            maxConnectionsPerOrigin: Int = 64, maxIdlePerOrigin: Int = 64, idleTimeout: Duration = .seconds(30),
            maxTotalConnections: Int = 10_000, connectTimeout: Duration = .seconds(5),
            responseLimits: ResponseLimits = ResponseLimits(), allowedAddresses: [CIDR] = [],
            additionalTrustRoots: [String] = [], egress: [String: Egress] = [:]
        ) {
            self.maxConnectionsPerOrigin = maxConnectionsPerOrigin
            self.maxIdlePerOrigin = maxIdlePerOrigin
            self.idleTimeout = idleTimeout
            self.maxTotalConnections = maxTotalConnections
            self.connectTimeout = connectTimeout
            self.responseLimits = responseLimits
            self.allowedAddresses = allowedAddresses
            self.additionalTrustRoots = additionalTrustRoots
            self.egress = egress
        }
    }
}
