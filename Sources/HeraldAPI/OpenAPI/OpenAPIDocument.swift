import CHeraldAPI

/// The hand-written OpenAPI description, embedded in the executable.
enum OpenAPIDocument {
    /// The document: JSON, UTF-8.
    static var bytes: [UInt8] {
        let file = herald_api_openapi()
        return Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
    }
}
