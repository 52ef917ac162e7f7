import NIOCore
import NIOHTTP1

/// Tells when a connection has said nothing for too long, between requests or within one. Time that passes while an
/// answer is awaited does not count.
struct IdleWatch {
    private let timeout: TimeAmount
    private var lastActive: NIODeadline
    private var isReading = false
    private var unanswered = 0

    init(timeout: TimeAmount, now: NIODeadline) {
        self.timeout = timeout
        lastActive = now
    }

    mutating func hasRead(_ part: HTTPServerRequestPart, at now: NIODeadline) {
        lastActive = now
        switch part {
        case .head:
            isReading = true
            unanswered += 1
        case .body: break
        case .end: isReading = false
        }
    }

    mutating func hasAnswered(at now: NIODeadline) {
        lastActive = now
        unanswered -= 1
    }

    /// When to look next.
    var deadline: NIODeadline { lastActive + timeout }

    /// Whether it is time to close. While an answer is awaited the next look is a whole timeout later.
    mutating func isOver(at now: NIODeadline) -> Bool {
        if unanswered > 0, !isReading { lastActive = now }
        return now >= deadline
    }
}
