public import Hummingbird

/// What travels with a request through the API.
public struct APIContext: RequestContext {
    public var coreContext: CoreRequestContextStorage

    /// Starts a context for one request.
    public init(source: Source) { coreContext = CoreRequestContextStorage(source: source) }
}
