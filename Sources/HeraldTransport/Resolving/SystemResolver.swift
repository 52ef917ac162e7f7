import NIOCore
import NIOPosix
import Synchronization

/// The operating system's resolver behind a cache, on a few threads of its own.
///
/// Names being looked up by several callers are asked for once. A slow name server delays only the names it serves, as
/// long as a thread is free.
public final class SystemResolver: HostResolver {
    /// The limits of a resolver.
    public struct Configuration: Sendable {
        /// How many names are looked up at the same time.
        public var threads: Int
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
            threads: Int = 4, maxPendingLookups: Int = 1024, positiveLifetime: Duration = .seconds(30),
            negativeLifetime: Duration = .seconds(5), maxEntries: Int = 10_000
        ) {
            self.threads = threads
            self.maxPendingLookups = maxPendingLookups
            self.positiveLifetime = positiveLifetime
            self.negativeLifetime = negativeLifetime
            self.maxEntries = maxEntries
        }
    }

    private typealias Completion = @Sendable (Result<[IPAddress], ResolveFailure>) -> Void

    private let table: Mutex<ResolverTable<Completion>>
    private let pool: NIOThreadPool
    private let lookUp: @Sendable (String) -> Result<[IPAddress], ResolveFailure>

    /// Makes a resolver and starts its threads.
    public convenience init(configuration: Configuration = Configuration()) {
        self.init(configuration: configuration, lookUp: SystemLookup.addresses(of:))
    }

    init(
        configuration: Configuration, lookUp: @escaping @Sendable (String) -> Result<[IPAddress], ResolveFailure>
    ) {
        table = Mutex(ResolverTable(configuration: configuration))
        pool = NIOThreadPool(numberOfThreads: configuration.threads)
        self.lookUp = lookUp
        pool.start()
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
        case .lookUp:
            pool.submit { [self] state in
                let result = state == .active ? lookUp(host) : .failure(.closed)
                let now = NIODeadline.now().uptimeNanoseconds
                for waiter in table.withLock({ $0.settle(host, with: result, at: now) }) { waiter(result) }
            }
        }
    }

    /// Lets the threads end. Waiting look-ups fail; one that hangs in the system's resolver ends on its own later.
    public func shutdown() {
        pool.shutdownGracefully { _ in }
    }
}
