import HTTPTypes
import HeraldJSON
import HeraldOperations
import Hummingbird
import NIOCore

extension RouteTable {
    /// Adds a route of a vendor's API: where the vendor has it, and below the vendor's name for those who need the
    /// root's paths for something else. The handler finds the network from the caller's own credentials.
    mutating func addVendor(
        _ method: HTTPRequest.Method, _ path: String, prefix: String, _ handler: @escaping Handler
    ) {
        add(method, path, needs: .nothing, handler)
        add(method, prefix + path, needs: .nothing, handler)
    }
}

extension Call {
    /// The body of a vendor's call, whatever its content type says; an empty one is `{}`.
    /// - Returns: nil when it is no JSON object.
    func vendorBody() async throws -> JSONObject? {
        let bytes = try await collect(
            upTo: Self.bodyBytes,
            orThrow: OperationError(
                .tooLarge, code: "body_too_large", title: "Body too large",
                detail: "The body of this call may have at most \(Self.bodyBytes) bytes."))
        guard bytes.readableBytes > 0 else { return JSONObject() }
        return (try? JSONValue(parsing: Array(buffer: bytes)))?.object
    }
}
