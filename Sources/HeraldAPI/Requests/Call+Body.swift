import HTTPTypes
import HeraldJSON
import HeraldOperations
import Hummingbird
import NIOCore

extension Call {
    /// How long the body of an administrative call may be.
    static let bodyBytes = 1 << 20

    /// The JSON body. Calls whose body is optional take an empty one as `{}`.
    func body(isOptional: Bool = false, limit: Int = Self.bodyBytes) async throws -> JSONValue {
        let bytes = Array(
            buffer: try await collect(
                upTo: limit,
                orThrow: OperationError(
                    .tooLarge, code: "body_too_large", title: "Body too large",
                    detail: "The body of this call may have at most \(limit) bytes.")))
        if bytes.isEmpty, isOptional { return .object(.init()) }
        try requireJSON()
        do throws(JSONError) {
            return try JSONValue(parsing: bytes)
        } catch {
            let place = error.position(in: bytes)
            throw OperationError.malformedJSON("Line \(place.line), column \(place.column): \(error.remedy).")
        }
    }

    /// The whole body, unless it is longer than `limit`.
    func collect(upTo limit: Int, orThrow refusal: OperationError) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit { throw refusal }
        do {
            return try await request.body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw refusal
        }
    }

    /// The media type of the body; nil when the request names none.
    var mediaType: String? { MediaType.of(contentType: request.headers[.contentType]) }

    private func requireJSON() throws(OperationError) {
        guard let type = mediaType else { return }
        guard type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json")) else {
            throw .unsupportedMediaType(type, expected: "application/json")
        }
    }
}

extension OperationError {
    static func unsupportedMediaType(_ type: String, expected: String) -> OperationError {
        OperationError(
            .unsupportedFormat, code: "unsupported_media_type", title: "Unsupported media type",
            detail: "The content type '\(type.prefix(100))' is not taken here; send \(expected).")
    }
}
