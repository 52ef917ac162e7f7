import Foundation

/// Payloads are nobody else's business.
enum PrivateFiles {
    /// Files this process makes from now on, the database and its log among them, are for their owner only.
    static func require() { umask(0o077) }
}
