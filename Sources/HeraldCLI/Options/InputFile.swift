/// Reads what a command is given as `FILE` or `-`.
enum InputFile {
    /// The whole content of a file, or of standard input for `-`.
    /// - Throws: ``CommandFailure`` when it cannot be read or is larger than `limit` bytes.
    static func read(_ path: String, limit: Int) throws(CommandFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        let reader = try ChunkReader(path: path)
        while let chunk = try reader.next() {
            guard bytes.count + chunk.count <= limit else {
                throw CommandFailure("\(name(path)) is larger than \(limit) bytes.")
            }
            bytes += chunk
        }
        return bytes
    }

    /// The path for messages.
    static func name(_ path: String) -> String { path == "-" ? "Standard input" : "'\(TextWidth.harmless(path))'" }
}
