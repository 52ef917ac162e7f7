import Foundation
import Synchronization

@testable import HeraldCLI

/// A server on a free port that answers what a test tells it to, and remembers what it was asked.
final class CannedServer: Sendable {
    /// A request in short.
    struct Call: Hashable, Sendable {
        var method: String
        var target: String
        var authorization: String?
        var body: String
    }

    private let calls = Mutex<[Call]>([])
    private let answer: @Sendable (Call) -> ReceiverReply

    init(_ answer: @escaping @Sendable (Call) -> ReceiverReply) { self.answer = answer }

    /// What was asked so far.
    var received: [Call] { calls.withLock { $0 } }

    /// Runs the server while `body` works with its address.
    func run<Result: Sendable>(_ body: @escaping @Sendable (_ url: String) async throws -> Result) async throws
        -> Result
    {
        try await LiveReceiver.run { request in
            let header = request.headers.first { $0.name.lowercased() == "authorization" }
            let call = Call(
                method: request.method, target: request.target, authorization: header?.value,
                body: String(decoding: request.body, as: UTF8.self)
            )
            self.calls.withLock { $0.append(call) }
            return self.answer(call)
        } while: { port in
            try await body("http://127.0.0.1:\(port)")
        }
    }
}

extension ReceiverReply {
    /// A JSON answer.
    static func json(_ status: Int, _ text: String) -> ReceiverReply {
        ReceiverReply(status: status, body: Array(text.utf8))
    }
}
