internal import CZlib

/// One use of zlib. The state stays at one address, which zlib checks, and is confined to one call of ``Gzip``.
struct ZlibStream {
    private let state: UnsafeMutablePointer<z_stream>
    private let end: (UnsafeMutablePointer<z_stream>) -> Int32

    /// The largest window there is, in zlib's way of saying that header and trailer are gzip's.
    private static let windowBits: Int32 = 15 + 16
    /// zlib counts in 32 bits.
    private static let inputLimit = Int(Int32.max)

    private init(
        _ start: (UnsafeMutablePointer<z_stream>) -> Int32,
        end: @escaping (UnsafeMutablePointer<z_stream>) -> Int32
    ) throws(GzipError) {
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        self.end = end
        guard start(state) == Z_OK else {
            state.deallocate()
            throw .unavailable
        }
    }

    static func deflating() throws(GzipError) -> ZlibStream {
        try ZlibStream(
            {
                deflateInit2_(
                    $0, Z_DEFAULT_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                    Int32(MemoryLayout<z_stream>.size))
            }, end: { deflateEnd($0) })
    }

    static func inflating() throws(GzipError) -> ZlibStream {
        try ZlibStream(
            { inflateInit2_($0, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) },
            end: { inflateEnd($0) })
    }

    /// Gives everything back; the stream must not be used afterwards.
    func close() {
        _ = end(state)
        state.deallocate()
    }

    func deflate(_ bytes: [UInt8]) throws(GzipError) -> [UInt8] {
        guard bytes.count <= Self.inputLimit else { throw .tooLarge }
        let capacity = Int(deflateBound(state, uLong(bytes.count)))
        var status = Z_OK
        let output = bytes.withUnsafeBufferPointer { input in
            [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                (state.pointee.next_in, state.pointee.avail_in) = (input.baseAddress, uInt(input.count))
                (state.pointee.next_out, state.pointee.avail_out) = (buffer.baseAddress, uInt(capacity))
                status = CZlib.deflate(state, Z_FINISH)
                count = capacity - Int(state.pointee.avail_out)
            }
        }
        guard status == Z_STREAM_END else { throw .unavailable }
        return output
    }

    func inflate(_ bytes: [UInt8], limit: Int) throws(GzipError) -> [UInt8] {
        guard bytes.count <= Self.inputLimit else { throw .tooLarge }
        return try bytes.withUnsafeBufferPointer { input throws(GzipError) in
            (state.pointee.next_in, state.pointee.avail_in) = (input.baseAddress, uInt(input.count))
            var output: [UInt8] = []
            while true {
                let status = step(into: &output, limit: limit)
                guard output.count <= limit else { throw .tooLarge }
                switch status {
                case Z_STREAM_END:
                    let rest = input.suffix(Int(state.pointee.avail_in))
                    guard !rest.isEmpty else { return output }
                    guard Gzip.isGzip(rest) else { throw .trailingBytes }
                    guard inflateReset(state) == Z_OK else { throw .unavailable }
                case Z_OK: break
                case Z_BUF_ERROR: throw .truncated
                case Z_MEM_ERROR: throw .unavailable
                default: throw .corrupt
                }
            }
        }
    }

    /// Inflates one portion. One byte over the limit is room enough to notice that there is more.
    private func step(into output: inout [UInt8], limit: Int) -> Int32 {
        let portion = min(max(16 << 10, output.count), limit - output.count + 1)
        var status = Z_OK
        let inflated = [UInt8](unsafeUninitializedCapacity: portion) { buffer, count in
            (state.pointee.next_out, state.pointee.avail_out) = (buffer.baseAddress, uInt(portion))
            status = CZlib.inflate(state, Z_NO_FLUSH)
            count = portion - Int(state.pointee.avail_out)
        }
        output += inflated
        return status
    }
}
