public import HeraldModel
import NIOCore
import NIOPosix
import Synchronization

/// The operating system's resolver behind a cache, on a few threads of its own.
///
/// Names being looked up by several callers are asked for once. A look-up cannot be called off, so a slow name server
/// holds a thread: names that were slow before have a few threads of their own, and cannot take those of the others.
public final class SystemResolver: HostResolver {
    /// The limits of a resolver.
    public struct Configuration: Sendable {
        /// How many names are looked up at the same time.
        public var threads: Int
        /// How many names that were slow before are looked up at the same time, on further threads.
        public var slowThreads: Int
        /// A look-up that takes this long makes its name a slow one.
        public var slowAfter: Duration
        /// For how long that is remembered, unless the name is quick meanwhile.
        public var slowMemory: Duration
        /// How many look-ups may wait or run; more are refused as ``ResolveFailure/overloaded``.
        public var maxPendingLookups: Int
        /// How long addresses are kept.
        public var positiveLifetime: Duration
        /// How long a failure is kept.
        public var negativeLifetime: Duration
        /// How many answers are kept.
        public var maxEntries: Int

        /// Sets the limits.
        public init(
            threads: Int = 24, slowThreads: Int = 8, slowAfter: Duration = .seconds(1),
            slowMemory: Duration = .seconds(600), maxPendingLookups: Int = 1024,
            positiveLifetime: Duration = .seconds(30), negativeLifetime: Duration = .seconds(5),
            maxEntries: Int = 10_000
        ) {
            self.threads = threads
            self.slowThreads = slowThreads
            self.slowAfter = slowAfter
            self.slowMemory = slowMemory
            self.maxPendingLookups = maxPendingLookups
            self.positiveLifetime = positiveLifetime
            self.negativeLifetime = negativeLifetime
            self.maxEntries = maxEntries
        }
    }

    private typealias Completion = @Sendable (Result<[IPAddress], ResolveFailure>) -> Void

    private let table: Mutex<ResolverTable<Completion>>
    private let quickPool: NIOThreadPool
    private let slowPool: NIOThreadPool
    private let lookUp: @Sendable (String) -> Result<[IPAddress], ResolveFailure>

    /// Makes a resolver and starts its threads.
    public convenience init(configuration: Configuration = Configuration()) {
        self.init(configuration: configuration, lookUp: SystemLookup.addresses(of:))
    }

    init(
        configuration: Configuration, lookUp: @escaping @Sendable (String) -> Result<[IPAddress], ResolveFailure>
    ) {
        table = Mutex(ResolverTable(configuration: configuration))
        quickPool = NIOThreadPool(numberOfThreads: max(1, configuration.threads))
        slowPool = NIOThreadPool(numberOfThreads: max(1, configuration.slowThreads))
        self.lookUp = lookUp
        quickPool.start()
        slowPool.start()
    }

    /// Answers from the cache at once, else from one of the resolver's threads.
    public func resolve(
        _ host: String, completion: @escaping @Sendable (Result<[IPAddress], ResolveFailure>) -> Void
    ) {
        let now = NIODeadline.now().uptimeNanoseconds
        switch table.withLock({ $0.ask(host, waiter: completion, at: now) }) {
        case .known(let result): completion(result)
        case .refused: completion(.failure(.overloaded))
        case .joined: break
        case .lookUp(let isSlow):
            (isSlow ? slowPool : quickPool).submit { [self] state in
                let start = NIODeadline.now().uptimeNanoseconds
                table.withLock { $0.begin(host, at: start) }
                let result = state == .active ? lookUp(host) : .failure(.closed)
                let now = NIODeadline.now().uptimeNanoseconds
                for waiter in table.withLock({ $0.settle(host, with: result, at: now) }) { waiter(result) }
            }
        }
    }

    /// Lets the threads end. Waiting look-ups fail; one that hangs in the system's resolver ends on its own later.
    public func shutdown() {
        quickPool.shutdownGracefully { _ in }
        slowPool.shutdownGracefully { _ in }
    }
}
