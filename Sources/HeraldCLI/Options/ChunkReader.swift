import Foundation

/// Reads a file or standard input in pieces of at most one mebibyte.
final class ChunkReader {
    private let path: String
    private let handle: FileHandle?
    private static let size = 1 << 20

    /// Opens `path`; `-` is standard input.
    init(path: String) throws(CommandFailure) {
        self.path = path
        if path == "-" {
            handle = nil
        } else {
            guard let handle = FileHandle(forReadingAtPath: path) else {
                throw CommandFailure(
                    "\(InputFile.name(path)) cannot be opened.",
                    hint: "Check the path, or give - for standard input."
                )
            }
            self.handle = handle
        }
    }

    deinit { try? handle?.close() }

    /// The next piece; nil at the end.
    func next() throws(CommandFailure) -> [UInt8]? {
        guard let bytes = Terminal.read(from: handle?.fileDescriptor ?? 0, limit: Self.size) else {
            throw CommandFailure("\(InputFile.name(path)) cannot be read.")
        }
        return bytes.isEmpty ? nil : bytes
    }
}
