internal import CZlib

/// The gzip format (RFC 1952), whole bodies at a time.
public enum Gzip {
    /// Whether bytes start as gzip does: `1f 8b`. No JSON document starts so.
    public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// Compresses bytes. The same bytes always give the same result: the header carries no time and no name.
    /// - Throws: ``GzipError/tooLarge`` over 2 GiB, ``GzipError/unavailable`` for want of memory.
    public static func compress(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
        let stream = try ZlibStream.deflating()
        defer { stream.close() }
        return try stream.deflate(bytes)
    }

    /// Inflates bytes into at most `limit` bytes. Never holds more than that, however much the bytes would become.
    ///
    /// Several gzip members behind one another give one result, as RFC 1952 has it.
    ///
    /// - Parameters:
    ///   - bytes: the compressed bytes, complete.
    ///   - limit: how large the result may be.
    /// - Throws: ``GzipError/tooLarge`` when the result would be larger; the other cases for bytes that are not gzip.
    public static func inflate(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
        guard isGzip(bytes) else { throw .notGzip }
        let stream = try ZlibStream.inflating()
        defer { stream.close() }
        return try stream.inflate(bytes, limit: limit)
    }
}
