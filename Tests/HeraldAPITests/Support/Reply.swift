import HTTPTypes
import HeraldJSON
import HummingbirdTesting
import NIOCore

/// An answer of the API, ready to be looked into.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        bytes = Array(buffer: response.body)
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }
    /// The body as JSON; null when it is none.
    var json: JSONValue { (try? JSONValue(parsing: bytes)) ?? .null }

    subscript(key: String) -> JSONValue { json[key] ?? .null }

    /// The code of a problem.
    var code: String? { json["code"]?.string }
    /// The pointers of a problem's bad fields.
    var pointers: [String] { json["errors"]?.array?.compactMap { $0["pointer"]?.string } ?? [] }
    var isProblem: Bool { headers[.contentType] == "application/problem+json" }
}

extension JSONValue {
    /// A member that should be there; null when it is not.
    func at(_ key: String) -> JSONValue { self[key] ?? .null }
}
