import Foundation
import GRDB
import HeraldStore

extension StoreError {
    /// Reads a driver error. A full disk shows as SQLITE_FULL, or as an I/O error while no room is left.
    init(_ error: any Error, at path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError:
            switch error.resultCode {
            case .SQLITE_FULL: self = .full
            case .SQLITE_IOERR, .SQLITE_CANTOPEN: self = Self.isDiskFull(at: path) ? .full : .failed("\(error.code)")
            case .SQLITE_MISUSE: self = .closed
            default: self = .failed(error.code)
            }
        default: self = .failed("\(type(of: error))")
        }
    }

    private static func isDiskFull(at path: String) -> Bool {
        var info = statvfs()
        guard statvfs(path, &info) == 0 else { return false }
        return UInt64(info.f_bavail) * UInt64(info.f_frsize) < 1 << 20
    }
}

extension DatabaseError {
    /// The code and SQLite's words for it, without SQL or values.
    fileprivate var code: String { "SQLite \(extendedResultCode.rawValue) (\(message ?? "no message"))" }
}
