/// Why bytes could not be inflated, or compressed.
public enum GzipError: String, Error, Hashable, Sendable, CaseIterable, CustomStringConvertible {
    /// The bytes do not start as gzip does.
    case notGzip
    /// The bytes stop before the end of the compressed data.
    case truncated
    /// The compressed data or its checksum is damaged.
    case corrupt
    /// Something that is not gzip follows the compressed data.
    case trailingBytes
    /// The result would be larger than the limit, or the input is too large for zlib.
    case tooLarge
    /// zlib could not start, usually for want of memory.
    case unavailable

    public var description: String {
        switch self {
        case .notGzip: "the bytes are not gzip; they must start with 1f 8b"
        case .truncated: "the gzip data ends too early; send it completely"
        case .corrupt: "the gzip data is damaged; compress it again"
        case .trailingBytes: "something follows the gzip data; send nothing behind it"
        case .tooLarge: "the data is larger than the limit"
        case .unavailable: "zlib could not start; there may be too little memory"
        }
    }
}
