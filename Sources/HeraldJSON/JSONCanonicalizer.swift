/// Writes a JSON document exactly as JavaScript's `JSON.stringify(JSON.parse(document))` would.
///
/// Receivers verify either the bytes they got or a document they parsed and wrote again; a canonical body suits both.
/// Canonical means:
/// - no whitespace, `/` and characters outside ASCII raw, only the escapes that must be, lone surrogates as `\udxxx`;
/// - numbers as `Number.prototype.toString` prints them;
/// - keys that are array indexes (0 to 4294967294) first, ascending; other keys in the order of their first
///   appearance; of a repeated key the last value.
///
/// One pass. What is canonical already is copied in runs as long as possible; an object is written again only when its
/// keys are out of order or repeated.
public enum JSONCanonicalizer {
    /// Checks one document and appends its canonical form. On an error `output` is as it was before.
    ///
    /// - Parameters:
    ///   - input: the document, UTF-8.
    ///   - output: where the canonical form goes.
    ///   - maxDepth: how many arrays and objects may be nested.
    ///   - keepsIntegers: integers of up to 20 digits stay as they are, although JavaScript would round those beyond
    ///     2^53: for readers that have 64-bit integers.
    public static func canonicalize(
        _ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], maxDepth: Int = 128,
        keepsIntegers: Bool = false
    ) throws(JSONError) {
        let count = output.count
        var writer = JSONCanonicalWriter(input, output: output, maxDepth: maxDepth, keepsIntegers: keepsIntegers)
        // The writer holds the only reference while it works, so that appending never copies.
        output = []
        do {
            try writer.run()
        } catch {
            writer.output.removeLast(writer.output.count - count)
            output = writer.output
            throw error
        }
        output = writer.output
    }

    /// The canonical form of one document.
    public static func canonicalize(
        _ input: [UInt8], maxDepth: Int = 128, keepsIntegers: Bool = false
    ) throws(JSONError) -> [UInt8] {
        try canonicalize(input[...], maxDepth: maxDepth, keepsIntegers: keepsIntegers)
    }

    /// The canonical form of one document. Offsets in errors count from the start of the slice.
    public static func canonicalize(
        _ input: ArraySlice<UInt8>, maxDepth: Int = 128, keepsIntegers: Bool = false
    ) throws(JSONError) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        try input.withUnsafeBufferPointer { buffer throws(JSONError) in
            try canonicalize(buffer, into: &output, maxDepth: maxDepth, keepsIntegers: keepsIntegers)
        }
        return output
    }
}
