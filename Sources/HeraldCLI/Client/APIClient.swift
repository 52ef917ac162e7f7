import AsyncHTTPClient
import HeraldJSON
import NIOCore
import NIOHTTP1

/// Talks to a Herald server through its HTTP API.
struct APIClient: Sendable {
    /// The server's address without a closing slash.
    let base: String
    /// The API key; nil sends none.
    let key: String?
    /// How long one call may take.
    var timeout: Duration = .seconds(30)
    /// Headers for every call, in place of this client's own of the same name.
    var additionalHeaders: [(name: String, value: String)] = []

    /// The methods the API uses.
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// The largest answer that is read.
    static let answerLimit = 64 << 20

    /// Makes a call and returns the document it was answered with; `null` for an empty answer.
    /// - Throws: ``CommandFailure`` when the server cannot be reached or refuses.
    func call(
        _ method: Method, _ path: String, query: [(String, String?)] = [], body: JSONValue? = nil
    ) async throws -> JSONValue {
        let answer = try await exchange(
            method, path, query: query, body: body.map { ByteBuffer(bytes: $0.encoded()) },
            contentType: "application/json"
        )
        guard (200..<300).contains(answer.status) else { throw answer.failure(hasKey: key != nil) }
        return try answer.document()
    }

    /// Makes a call and returns whatever came back.
    /// - Throws: ``CommandFailure`` when no answer comes.
    func exchange(
        _ method: Method, _ path: String, query: [(String, String?)] = [], body: ByteBuffer? = nil,
        contentType: String = "application/json"
    ) async throws -> APIAnswer {
        var request = HTTPClientRequest(url: base + path + Self.queryString(query))
        request.method = HTTPMethod(rawValue: method.rawValue)
        request.headers = headers
        if let body {
            request.headers.replaceOrAdd(name: "content-type", value: contentType)
            request.body = .bytes(body)
        }
        do {
            let response = try await CommandLineHTTPClient.shared.execute(request, timeout: TimeAmount(timeout))
            let bytes = try await response.body.collect(upTo: Self.answerLimit)
            return APIAnswer(
                status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) },
                body: Array(bytes.readableBytesView)
            )
        } catch {
            throw unreachable(error)
        }
    }

    /// Opens an endless answer, such as a stream of events.
    func stream(_ path: String, query: [(String, String?)] = []) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: base + path + Self.queryString(query))
        request.headers = headers
        do {
            return try await CommandLineHTTPClient.streaming.execute(request, deadline: .distantFuture)
        } catch {
            throw unreachable(error)
        }
    }

    /// Every item of a list, page by page, up to `limit`.
    func all(_ path: String, query: [(String, String?)] = [], limit: Int) async throws -> [JSONValue] {
        var items: [JSONValue] = []
        var cursor: String?
        repeat {
            let page = min(limit - items.count, 100)
            let answer = try await call(.get, path, query: query + [("limit", String(page)), ("cursor", cursor)])
            let found = answer["data"]?.array ?? []
            items += found
            cursor = found.isEmpty ? nil : answer["nextCursor"]?.string
        } while cursor != nil && items.count < limit
        return Array(items.prefix(limit))
    }

    private var headers: HTTPHeaders {
        var headers: HTTPHeaders = ["accept": "application/json", "user-agent": "herald-cli"]
        if let key { headers.add(name: "authorization", value: "Bearer \(key)") }
        for (name, value) in additionalHeaders { headers.replaceOrAdd(name: name, value: value) }
        return headers
    }

    private func unreachable(_ error: any Error) -> any Error {
        if error is CancellationError || Task.isCancelled { return CancellationError() }
        let reason = ConnectionTrouble.describe(error)
        return CommandFailure(
            "The server at \(base) did not answer: \(reason).", status: .unreachable,
            hint: "Start one with 'herald serve', or say where it is with --server or HERALD_SERVER."
        )
    }

    /// The query part of a URL, percent-encoded, without the entries that have no value.
    static func queryString(_ entries: [(String, String?)]) -> String {
        let given = entries.compactMap { name, value in value.map { "\(escape(name))=\(escape($0))" } }
        return given.isEmpty ? "" : "?" + given.joined(separator: "&")
    }

    /// Percent-encodes everything but the unreserved characters.
    static func escape(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return result
    }
}
