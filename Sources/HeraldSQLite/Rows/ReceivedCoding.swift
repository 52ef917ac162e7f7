import HeraldModel

/// How a provider's request is kept in one blob.
///
/// All numbers are little-endian. The source's id in 64 bits, the provider's name, the number of headers in 32
/// bits, name and value of each; then the body, up to the end. Texts are their length in 32 bits and UTF-8.
enum ReceivedCoding {
    static func encode(_ request: ReceivedRequest) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 + request.headers.count * 8 + request.byteCount)
        append(UInt64(bitPattern: request.sourceID.rawValue), to: &bytes)
        append(request.provider.rawValue, to: &bytes)
        append(UInt32(request.headers.count), to: &bytes)
        for header in request.headers {
            append(header.name, to: &bytes)
            append(header.value, to: &bytes)
        }
        return bytes + request.body
    }

    /// Reads it back; nil when the bytes are not of this form.
    static func decode(_ bytes: UnsafeRawBufferPointer) -> ReceivedRequest? {
        var rest = bytes[...]
        guard let source = number(UInt64.self, &rest), let provider = text(&rest).flatMap(Dialect.init),
            let count = number(UInt32.self, &rest)
        else { return nil }
        var headers: [ReceivedRequest.Header] = []
        for _ in 0..<count {
            guard let name = text(&rest), let value = text(&rest) else { return nil }
            headers.append(ReceivedRequest.Header(name: name, value: value))
        }
        return ReceivedRequest(
            sourceID: SourceID(rawValue: Int64(bitPattern: source)), provider: provider, headers: headers,
            body: Array(rest))
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        append(UInt32(text.utf8.count), to: &bytes)
        bytes += text.utf8
    }

    private static func number<Value: FixedWidthInteger>(
        _ type: Value.Type, _ rest: inout Slice<UnsafeRawBufferPointer>
    ) -> Value? {
        let size = MemoryLayout<Value>.size
        guard rest.count >= size else { return nil }
        let value = UnsafeRawBufferPointer(rebasing: rest.prefix(size)).loadUnaligned(as: Value.self)
        rest = rest.dropFirst(size)
        return Value(littleEndian: value)
    }

    private static func text(_ rest: inout Slice<UnsafeRawBufferPointer>) -> String? {
        guard let length = number(UInt32.self, &rest), rest.count >= Int(length) else { return nil }
        let text = String(decoding: rest.prefix(Int(length)), as: UTF8.self)
        rest = rest.dropFirst(Int(length))
        return text
    }
}
