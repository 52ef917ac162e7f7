import AsyncHTTPClient
import NIOCore

/// The HTTP client of this process. A connection that fails is reported at once instead of being tried again and
/// again, because a person waits for the answer.
enum CommandLineHTTPClient {
    /// Lives as long as the process, so it is never shut down.
    static let shared: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}
