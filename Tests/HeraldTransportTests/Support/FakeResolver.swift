import HeraldModel
import HeraldTransport
import Synchronization

/// Answers from a table, at once.
final class FakeResolver: HostResolver {
    private let table: [String: [String]]
    private let asked = Mutex<[String]>([])

    init(_ table: [String: [String]]) {
        self.table = table
    }

    var questions: [String] { asked.withLock { $0 } }

    func resolve(_ host: String, completion: @escaping @Sendable (Result<[IPAddress], ResolveFailure>) -> Void) {
        asked.withLock { $0.append(host) }
        let addresses = (table[host] ?? []).compactMap { IPAddress($0) }
        completion(addresses.isEmpty ? .failure(.notFound) : .success(addresses))
    }
}
