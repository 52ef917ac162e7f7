import Foundation
import HeraldStore

/// Keeps a second process (or a second store in this one) away from a database file.
///
/// The lock is the kernel's (`flock`), so it goes away with the process, however that ends. The file stays.
final class StoreLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock of the database at `path`.
    init(path: String) throws {
        let file = path + ".lock"
        let descriptor = Glibc.open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError.failed("cannot open the lock file \(file): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let owner = Self.readOwner(descriptor)
            Glibc.close(descriptor)
            throw StoreError.failed(
                "another herald process (pid \(owner)) uses \(path); stop it or choose another file")
        }
        let text = Array("\(getpid())\n".utf8)
        // The number only serves the message above, so a disk without room for it does not matter.
        if ftruncate(descriptor, 0) == 0 { _ = pwrite(descriptor, text, text.count, 0) }
        self.descriptor = descriptor
    }

    /// Lets others have it.
    func release() { flock(descriptor, LOCK_UN) }

    deinit { Glibc.close(descriptor) }

    private static func readOwner(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        let digits = bytes.prefix(max(0, count)).prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? "unknown" : String(decoding: digits, as: UTF8.self)
    }
}
