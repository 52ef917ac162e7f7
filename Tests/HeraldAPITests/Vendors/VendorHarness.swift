import HTTPTypes
import HeraldJSON
import HeraldModel
import Testing

extension Client {
    /// A call as a vendor's SDK makes it: its own headers, no bearer token.
    func vendor(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, headers: [String: String]
    ) async throws -> Reply {
        var fields = HTTPFields()
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        return try await with(token: nil).call(
            method, path, bytes: body.map { Array($0.utf8) }, type: nil, headers: fields)
    }

    /// Creates a network and returns its path.
    func network(_ dialect: String, _ credentials: String = "{}") async throws -> String {
        let reply = try await post(
            "/v1/networks", #"{"name":"n","dialect":"\#(dialect)","credentials":\#(credentials)}"#)
        #expect(reply.status == 201, "\(reply.text)")
        return "/v1/networks/\(try #require(reply["id"].string))"
    }
}
