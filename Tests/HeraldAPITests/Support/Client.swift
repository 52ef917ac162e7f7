import HTTPTypes
import HeraldJSON
import HummingbirdTesting
import NIOCore

/// Calls the API with a key.
struct Client {
    let test: any TestClientProtocol
    let token: String?

    func with(token: String?) -> Client { Client(test: test, token: token) }

    func call(
        _ method: HTTPRequest.Method, _ path: String, bytes: [UInt8]? = nil, type: String? = "application/json",
        headers extra: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = extra
        if let token { headers[.authorization] = "Bearer \(token)" }
        if bytes != nil, let type { headers[.contentType] = type }
        let response = try await test.executeRequest(
            uri: path, method: method, headers: headers, body: bytes.map { ByteBuffer(bytes: $0) })
        return Reply(response)
    }

    func get(_ path: String) async throws -> Reply { try await call(.get, path) }
    func delete(_ path: String) async throws -> Reply { try await call(.delete, path) }

    func post(_ path: String, _ body: String? = nil, type: String? = "application/json") async throws -> Reply {
        try await call(.post, path, bytes: body.map { Array($0.utf8) }, type: type)
    }

    func put(_ path: String, _ body: String) async throws -> Reply {
        try await call(.put, path, bytes: Array(body.utf8))
    }

    func patch(_ path: String, _ body: String) async throws -> Reply {
        try await call(.patch, path, bytes: Array(body.utf8))
    }
}
