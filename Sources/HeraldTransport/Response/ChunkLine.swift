/// The line before a chunk.
enum ChunkLine {
    /// Reads the size; extensions after `;` are ignored, but must be text. Nil if there is no size or an absurd one.
    static func size(_ line: Span<UInt8>) -> Int? {
        var size = 0
        var index = 0
        while index < line.count, let digit = line[index].hexValue {
            guard index < 15 else { return nil }
            size = size << 4 | digit
            index += 1
        }
        guard index > 0 else { return nil }
        while index < line.count, line[index].isBlank { index += 1 }
        guard index == line.count || line[index] == UInt8(ascii: ";") else { return nil }
        return line.extracting(index..<line.count).isText ? size : nil
    }
}
