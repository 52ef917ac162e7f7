import Foundation

/// How large files are.
enum FileSize {
    /// The file's bytes; 0 when there is none.
    static func of(_ path: String) -> Int {
        var info = stat()
        return stat(path, &info) == 0 ? Int(info.st_size) : 0
    }
}
