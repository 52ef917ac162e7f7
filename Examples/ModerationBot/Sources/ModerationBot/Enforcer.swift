import AsyncHTTPClient
import Foundation
import Logging
import NIOCore
import ServiceLifecycle

/// Carries out bans, apart from the webhooks that led to them: what the answer waits for is only that they are kept.
struct Enforcer: Service {
    let store: CaseStore
    /// Where bans are posted; nil to write them down only.
    let banURL: String?
    let logger: Logger

    /// Looks once a second. What a stopped program left behind is carried out at the next start.
    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while true {
                do {
                    try await carryOut()
                    try await Task.sleep(for: .seconds(1))
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("A ban could not be posted, the next try is in 10 s: \(error)")
                    try await Task.sleep(for: .seconds(10))
                }
            }
        }
    }

    /// Carries out what was decided.
    func carryOut() async throws {
        for ban in try await store.decidedBans() {
            if let banURL {
                try await post(ban, to: banURL)
                logger.info("banned \(ban.user): \(ban.reason)")
                try await store.settle(ban, as: .banned)
            } else {
                logger.info("would ban \(ban.user): \(ban.reason)")
                try await store.settle(ban, as: .wouldBan)
            }
        }
    }

    /// A program that stops between this and `settle` posts the ban again: the receiver has to take it twice.
    private func post(_ ban: Ban, to url: String) async throws {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "content-type", value: "application/json")
        let body = try JSONEncoder().encode(["user": ban.user, "reason": ban.reason])
        request.body = .bytes(ByteBuffer(bytes: body))
        let answer = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
        guard (200..<300).contains(answer.status.code) else { throw Refused(status: answer.status.code) }
    }

    struct Refused: Error, CustomStringConvertible {
        var status: UInt
        var description: String { "the URL answered \(status)" }
    }
}
