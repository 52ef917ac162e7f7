import CHeraldPanel

/// The templates and assets that live in the executable, by name.
enum EmbeddedFiles {
    /// All of them, such as `templates/layout` and `assets/panel.css`.
    static let all: [String: [UInt8]] = {
        var count = 0
        let first = herald_panel_files(&count)
        var files: [String: [UInt8]] = [:]
        for file in UnsafeBufferPointer(start: first, count: count) {
            files[String(cString: file.name)] = Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
        }
        return files
    }()
}
