import HTTPTypes
import HeraldModel
import Synchronization

/// Counts a network's calls per minute, as Stream's rate limits do (`reference/stream-chat.md` §12.5).
final class StreamRates: Sendable {
    /// Calls that are counted together.
    enum Family: Hashable, Sendable {
        case readApp
        case updateApp
        case check
        case commands

        /// How many calls a minute may have. Stream publishes none for commands.
        var limit: Int {
            switch self {
            case .readApp: 10_000
            case .updateApp, .check: 60
            case .commands: 300
            }
        }
    }

    private struct Key: Hashable {
        let network: NetworkID
        let family: Family
    }

    private struct Window {
        let minute: Int64
        var count = 0
    }

    private let windows = Mutex<[Key: Window]>([:])
    /// Windows of past minutes are dropped beyond this many.
    private static let kept = 4096

    private static let limitName = HTTPField.Name("x-ratelimit-limit")
    private static let remainingName = HTTPField.Name("x-ratelimit-remaining")
    private static let resetName = HTTPField.Name("x-ratelimit-reset")

    /// Counts a call.
    /// - Returns: the headers of its answer.
    /// - Throws: ``StreamFault`` with those headers when the minute is used up.
    func count(_ family: Family, of network: NetworkID, at now: Timestamp) throws(StreamFault) -> HTTPFields {
        let minute = now.milliseconds / 60_000
        let count = windows.withLock { windows in
            if windows.count >= Self.kept { windows = windows.filter { $0.value.minute == minute } }
            let key = Key(network: network, family: family)
            var window = windows[key].flatMap { $0.minute == minute ? $0 : nil } ?? Window(minute: minute)
            window.count += 1
            windows[key] = window
            return window.count
        }
        var headers: HTTPFields = [:]
        if let name = Self.limitName { headers[name] = String(family.limit) }
        if let name = Self.remainingName { headers[name] = String(max(0, family.limit - count)) }
        if let name = Self.resetName { headers[name] = String((minute + 1) * 60) }
        guard count <= family.limit else {
            var fault = StreamFault.rateLimited
            fault.headers = headers
            throw fault
        }
        return headers
    }
}
