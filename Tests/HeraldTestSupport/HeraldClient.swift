import AsyncHTTPClient
import Foundation
public import HeraldJSON
import NIOCore
import NIOHTTP1

/// Calls a server's API.
public struct HeraldClient: Sendable {
    public let url: String
    public let key: String

    public init(url: String, key: String) {
        self.url = url
        self.key = key
    }

    /// An answer: status, headers and JSON body.
    public struct Answer: Sendable {
        public let status: Int
        public let headers: [String: String]
        public let body: JSONValue
    }

    /// Makes a call with a JSON body.
    public func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, timeout: Duration = .seconds(30)
    ) async throws -> Answer {
        try await call(method, path, bytes: body.map { $0.encoded() }, type: "application/json", timeout: timeout)
    }

    /// Makes a call with any body.
    public func call(
        _ method: String, _ path: String, bytes: [UInt8]?, type: String, timeout: Duration = .seconds(30)
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: url + path)
        request.method = HTTPMethod(rawValue: method)
        request.headers.add(name: "authorization", value: "Bearer \(key)")
        if let bytes {
            request.headers.add(name: "content-type", value: type)
            request.body = .bytes(ByteBuffer(bytes: bytes))
        }
        let response = try await HTTPClient.shared.execute(
            request, timeout: .nanoseconds(timeout.components.seconds * 1_000_000_000))
        let data = try await response.body.collect(upTo: 32 << 20)
        let bytes = Array(data.readableBytesView)
        var headers: [String: String] = [:]
        for (name, value) in response.headers { headers[name.lowercased()] = value }
        let body =
            bytes.isEmpty
            ? JSONValue.null : (try? JSONValue(parsing: bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
        return Answer(status: Int(response.status.code), headers: headers, body: body)
    }

    /// Makes a call and insists on a status.
    @discardableResult
    public func expect(_ status: Int, _ method: String, _ path: String, _ body: JSONValue? = nil) async throws
        -> JSONValue
    {
        let answer = try await call(method, path, body)
        guard answer.status == status else {
            throw TestFailure("\(method) \(path): \(answer.status) instead of \(status): \(answer.body.encodedString)")
        }
        return answer.body
    }

    /// Posts a request as it is and answers the status; nil when the receiver did not answer in time or hung up.
    public static func status(
        ofPosting body: [UInt8], headers: [(String, String)], to url: String, within limit: Duration
    ) async throws -> Int? {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        do {
            return Int(try await HTTPClient.shared.execute(request, timeout: TimeAmount(limit)).status.code)
        } catch is HTTPClientError {
            return nil
        }
    }

    /// Makes a network and returns its path, `/v1/networks/net_…`.
    public func makeNetwork(_ extra: JSONValue = [:]) async throws -> String {
        var body = JSONObject([.init("name", "test"), .init("dialect", "socialplus")])
        for member in extra.object?.members ?? [] { body[member.key] = member.value }
        let network = try await expect(201, "POST", "/v1/networks", .object(body))
        guard let id = network["id"]?.string else { throw TestFailure("a network without an id") }
        return "/v1/networks/\(id)"
    }
}

/// Waits until `condition` holds, looking often. For what happens in another process, where nothing can be awaited.
public func eventually(
    within limit: Duration = .seconds(30), _ what: String, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while ContinuousClock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(10))
    }
    throw TestFailure("waited \(limit) for: \(what)")
}

/// A folder of its own, removed when the value is let go.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("herald-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
