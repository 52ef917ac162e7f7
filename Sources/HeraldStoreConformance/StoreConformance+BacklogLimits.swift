public import HeraldStore

extension StoreConformance {
    /// Opens an empty store with limits, which are a driver's setting.
    public typealias OpenWithLimits = @Sendable (BacklogLimits, _ clock: ConformanceClock) async throws -> any Store

    /// One property of a store's backlog limits.
    public struct BacklogCase: Sendable, CustomStringConvertible {
        /// What must hold, in a few words.
        public let name: String
        private let limits: BacklogLimits
        private let body: @Sendable (ConformanceHarness) async throws -> Void

        init(
            _ name: String, _ limits: BacklogLimits,
            _ body: @escaping @Sendable (ConformanceHarness) async throws -> Void
        ) {
            self.name = name
            self.limits = limits
            self.body = body
        }

        public var description: String { name }

        /// Tries the property on a store that `open` opens.
        /// - Throws: ``ConformanceFailure``, or what the store threw.
        public func run(_ open: @escaping OpenWithLimits) async throws {
            let suite = StoreConformance(open: { [limits] in try await open(limits, $0) }, reopen: nil)
            let harness = try await ConformanceHarness(suite)
            do {
                try await body(harness)
            } catch {
                await harness.store.close()
                throw error
            }
            await harness.store.close()
        }
    }
}
