import Crypto

/// A file that pages refer to. Its path changes with its content, so browsers may keep it for good.
struct Asset: Sendable {
    let path: String
    let type: String
    let bytes: [UInt8]

    init(name: String, ending: String, type: String, bytes: [UInt8], folder: String = "/panel/assets/") {
        let hash = SHA256.hash(data: bytes).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        path = "\(folder)\(name)-\(hash).\(ending)"
        self.type = type
        self.bytes = bytes
    }

    private static func embedded(_ name: String, _ ending: String, _ type: String) -> Asset {
        Asset(name: name, ending: ending, type: type, bytes: EmbeddedFiles.all["assets/\(name).\(ending)"] ?? [])
    }

    static let stylesheet = embedded("panel", "css", "text/css; charset=utf-8")
    static let script = embedded("panel", "js", "text/javascript; charset=utf-8")
    static let icon = embedded("icon", "svg", "image/svg+xml")
    static let all = [stylesheet, script, icon]
}
