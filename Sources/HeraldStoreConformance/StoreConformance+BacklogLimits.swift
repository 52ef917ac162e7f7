public import HeraldStore

extension StoreConformance {
    /// Opens an empty store with limits, which are a driver's setting.
    public typealias OpenWithLimits = @Sendable (BacklogLimits, _ clock: ConformanceClock) async throws -> any Store

    /// One property of a store's backlog limits.
    public struct BacklogCase: Sendable, CustomStringConvertible {
        private let limits: BacklogLimits
        private let property: Case

        init(
            _ name: String, _ limits: BacklogLimits,
            _ body: @escaping @Sendable (ConformanceHarness) async throws -> Void
        ) {
            self.limits = limits
            property = Case(name, body)
        }

        /// What must hold, in a few words.
        public var name: String { property.name }
        public var description: String { name }

        /// Tries the property on a store that `open` opens.
        /// - Throws: ``ConformanceFailure``, or what the store threw.
        public func run(_ open: @escaping OpenWithLimits) async throws {
            try await property.run(StoreConformance(open: { [limits] in try await open(limits, $0) }, reopen: nil))
        }
    }
}
