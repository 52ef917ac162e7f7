public import HeraldStore

/// What every store must do, as cases that need no test framework.
///
/// A driver's tests run each case of ``cases``: it opens a store of its own and throws ``ConformanceFailure`` when the
/// store breaks its contract.
public struct StoreConformance: Sendable {
    /// Opens an empty store that reads `clock`.
    public typealias Open = @Sendable (_ clock: ConformanceClock) async throws -> any Store
    /// Closes a store and opens its data again.
    public typealias Reopen = @Sendable (_ store: any Store, _ clock: ConformanceClock) async throws -> any Store

    let open: Open
    let reopen: Reopen?

    /// Describes a driver. Without `reopen` the cases about durability end early.
    public init(open: @escaping Open, reopen: Reopen?) {
        self.open = open
        self.reopen = reopen
    }

    /// One property of a store.
    public struct Case: Sendable, CustomStringConvertible {
        /// What must hold, in a few words.
        public let name: String
        private let body: @Sendable (ConformanceHarness) async throws -> Void

        init(_ name: String, _ body: @escaping @Sendable (ConformanceHarness) async throws -> Void) {
            self.name = name
            self.body = body
        }

        public var description: String { name }

        /// Tries the property on a store that `suite` opens.
        /// - Throws: ``ConformanceFailure``, or what the store threw.
        public func run(_ suite: StoreConformance) async throws {
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

    /// All cases.
    public static var cases: [Case] {
        appendCases + duplicateCases + settleCases + queueCases + scanCases + registryCases + hookCases + documentCases
            + sourceCases + receivedCases + userCases + sessionCases
            + historyCases
            + replayCases + replayProgressCases + statsCases + retentionCases + durabilityCases + [randomCase]
            + consumerCases + consumerRetentionCases + [consumerRandomCase]
    }
}
