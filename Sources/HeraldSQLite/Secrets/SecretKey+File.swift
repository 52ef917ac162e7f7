import Foundation
import HeraldStore

extension SecretKey {
    /// The key from `environmentValue` when there is one, else from the key file beside the store.
    ///
    /// A store that does not exist yet gets a new key file, readable by its owner only. A store without its key file is
    /// refused: a new key could not read what is in it.
    public static func load(environmentValue: String?, storePath: String) throws -> SecretKey {
        if let environmentValue, !environmentValue.isEmpty {
            return try SecretKey(base64: environmentValue, origin: "HERALD_SECRET_KEY")
        }
        let file = keyFile(besideStore: storePath)
        if access(file, F_OK) == 0 { return try SecretKey(file: file) }
        guard access(storePath, F_OK) != 0 else {
            throw StoreError.failed(
                "the key file \(file) is missing, so the secrets in \(storePath) cannot be read; "
                    + "restore it, or set HERALD_SECRET_KEY")
        }
        let key = SecretKey.random()
        try key.write(toNewFile: file)
        return key
    }

    /// `herald.key` for `herald.db`.
    public static func keyFile(besideStore path: String) -> String {
        (path.hasSuffix(".db") ? String(path.dropLast(3)) : path) + ".key"
    }

    init(file: String) throws {
        var info = stat()
        guard stat(file, &info) == 0 else { throw Self.failure("read", file) }
        guard info.st_mode & 0o077 == 0 else {
            throw StoreError.failed(
                "the key file \(file) can be read by others; run `chmod 600 \(file)`, and rotate the secrets if others "
                    + "may have read it")
        }
        guard let data = FileManager.default.contents(atPath: file) else { throw Self.failure("read", file) }
        try self.init(base64: String(decoding: data, as: UTF8.self), origin: "the key file \(file)")
    }

    /// Writes the key durably. Another process that was faster wins, and this one fails.
    private func write(toNewFile file: String) throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure("create", file) }
        let text = Array((base64 + "\n").utf8)
        let isWritten = Glibc.write(descriptor, text, text.count) == text.count && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten else {
            let failure = Self.failure("write", file)
            unlink(file)
            throw failure
        }
        let folder = open((file as NSString).deletingLastPathComponent.nonEmptyPath, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private static func failure(_ verb: String, _ file: String) -> StoreError {
        .failed("cannot \(verb) the key file \(file): \(String(cString: strerror(errno)))")
    }
}

extension String {
    fileprivate var nonEmptyPath: String { isEmpty ? "." : self }
}
