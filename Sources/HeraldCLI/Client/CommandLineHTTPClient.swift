import AsyncHTTPClient
import NIOCore

/// The HTTP client of this process. A connection that fails is reported at once instead of being tried again and
/// again, because a person waits for the answer.
enum CommandLineHTTPClient {
    /// Lives as long as the process, so it is never shut down.
    static let shared = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)

    /// For answers without an end. Herald shows every 15 s that it is there; who is silent for a minute is gone, such as
    /// after a laptop slept.
    static let streaming: HTTPClient = {
        var patient = configuration
        patient.timeout.read = .seconds(60)
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: patient)
    }()

    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .seconds(5)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        return configuration
    }
}
