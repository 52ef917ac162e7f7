import HeraldModel
import HeraldTransport
import Synchronization

/// Answers one question after another as a test says, or never.
final class TestResolver: HostResolver {
    typealias Answer = Result<[IPAddress], ResolveFailure>

    private let counts = Mutex<[String: Int]>([:])
    private let answer: @Sendable (_ host: String, _ number: Int) -> Answer?

    /// - Parameter answer: What the name's look-up of this number, from 1, comes to; nil leaves it open for good.
    init(_ answer: @escaping @Sendable (_ host: String, _ number: Int) -> Answer?) {
        self.answer = answer
    }

    /// How often a name was asked for.
    func count(of host: String) -> Int { counts.withLock { $0[host] ?? 0 } }

    func resolve(_ host: String, completion: @escaping @Sendable (Answer) -> Void) {
        let number = counts.withLock { counts in
            counts[host, default: 0] += 1
            return counts[host] ?? 0
        }
        if let answer = answer(host, number) { completion(answer) }
    }

    /// An answer with these addresses.
    static func addresses(_ texts: String...) -> Answer { .success(texts.compactMap { IPAddress($0) }) }
}
