import Foundation

/// A mounted file system with little room.
final class SmallDisk {
    let folder: String

    /// Whether this process may mount one.
    static let isAvailable: Bool = (try? SmallDisk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        folder = NSTemporaryDirectory() + "/herald-disk-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard mount("tmpfs", folder, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            let code = errno
            try? FileManager.default.removeItem(atPath: folder)
            throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EPERM)
        }
    }

    deinit {
        umount2(folder, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Writes a file until nothing fits any more.
    func fill(_ file: String) throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw POSIXError(.EIO) }
        defer { close(descriptor) }
        for size in [4096, 1] {
            let zeros = [UInt8](repeating: 0, count: size)
            while write(descriptor, zeros, size) == size {}
        }
    }
}
