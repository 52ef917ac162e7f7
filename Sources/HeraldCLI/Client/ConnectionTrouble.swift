import AsyncHTTPClient
import NIOCore
import NIOPosix

/// Why a connection did not come about, in a few words.
enum ConnectionTrouble {
    /// The reason without addresses, credentials or type names.
    static func describe(_ error: any Error) -> String {
        switch error {
        case let error as IOError where error.errnoCode == 111 || error.errnoCode == 61: "nothing listens there"
        case let error as NIOConnectionError:
            error.connectionErrors.isEmpty && error.dnsAError == nil && error.dnsAAAAError == nil
                ? "the connection failed"
                : error.connectionErrors.first.map { describe($0.error) } ?? "the name does not resolve"
        case let error as HTTPClientError: describe(error)
        case is NIOTooManyBytesError: "the answer is too large"
        case is ChannelError: "the connection failed"
        default: "the connection failed (\(type(of: error)))"
        }
    }

    private static func describe(_ error: HTTPClientError) -> String {
        switch error {
        case .deadlineExceeded, .readTimeout, .writeTimeout: "it took too long"
        case .connectTimeout, .getConnectionFromPoolTimeout: "the connection took too long"
        case .remoteConnectionClosed, .uncleanShutdown: "the connection was closed before an answer came"
        case .tlsHandshakeTimeout: "the TLS handshake took too long"
        default: error.shortDescription
        }
    }
}
