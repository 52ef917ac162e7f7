import HeraldDelivery

/// Why a call came to no answer that counts. Holds no URL, secret or payload.
public struct HookFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The stable name: a ``HeraldDelivery/TransportFailure`` or one of this type's own.
    public let code: String
    /// What the app is told decided.
    public let decidedBy: DecidedBy
    /// What happened and what to do.
    public let description: String
    /// The HTTP status, when there was one.
    public let status: Int?
    /// Which limit ran out, with ``DecidedBy/timeout``.
    public let timer: HookTimer?

    private init(
        _ code: String, by decidedBy: DecidedBy = .error, status: Int? = nil, timer: HookTimer? = nil,
        _ description: String
    ) {
        self.code = code
        self.decidedBy = decidedBy
        self.status = status
        self.timer = timer
        self.description = description
    }

    /// The request got no complete answer.
    /// - Parameters:
    ///   - failure: what the transport says.
    ///   - timer: which limit the request had.
    ///   - status: what an egress proxy answered.
    static func transport(_ failure: TransportFailure, timer: HookTimer, status: Int?) -> HookFault {
        HookFault(
            failure.rawValue, by: failure.isTimeout ? .timeout : .error, status: status,
            timer: failure.isTimeout ? timer : nil, "\(failure.meaning); \(failure.advice)")
    }

    /// The limit for everything ran out while the call waited for a free place.
    static let waitedTooLong = HookFault(
        "overall_timeout", by: .timeout, timer: .overall,
        "the limit for everything ran out while the call waited for a free place; make the hook faster")

    /// As many calls wait as may.
    static let overloaded = HookFault(
        "overloaded", "as many calls wait for the hook as may; make the hook faster, or raise the limits")

    /// The hook is paused because it does not answer.
    static let paused = HookFault(
        "breaker_open", by: .breaker, "the hook did not answer lately and is paused; it is tried again by itself")

    /// The hook's URL, secret or dialect cannot be used.
    static func unusable(_ reason: String) -> HookFault { HookFault("unusable_hook", reason) }

    /// The hook answered with something else than success.
    static func status(_ status: Int) -> HookFault {
        let advice =
            switch status {
            case 300..<400: "redirects are not followed; set the final URL"
            case 400..<500: "answer 200 also to reject; other statuses only fail the call"
            default: "check the hook's log"
            }
        return HookFault("answer_status", status: status, "the hook answered \(status); \(advice)")
    }

    /// The answer is longer than may be.
    static func tooLarge(limit: Int) -> HookFault {
        HookFault("answer_too_large", "the answer is longer than \(limit) bytes; send what changes only")
    }

    /// The answer is compressed in a way that cannot be undone.
    static func undecodable(_ reason: String) -> HookFault {
        HookFault("answer_undecodable", "the answer cannot be decompressed: \(reason)")
    }

    /// The answer is no JSON.
    static func notJSON(_ reason: String) -> HookFault {
        HookFault("answer_not_json", "the answer is no JSON: \(reason)")
    }

    /// A part of the answer is not what it must be.
    static func wrongType(_ pointer: String, _ expected: String) -> HookFault {
        HookFault("answer_invalid", "'\(pointer)' of the answer must be \(expected)")
    }

    /// The same fault with the status of the answer it is about.
    func with(status: Int) -> HookFault {
        HookFault(code, by: decidedBy, status: self.status ?? status, timer: timer, description)
    }
}

/// Which limit of a call ran out first.
public enum HookTimer: String, Hashable, Sendable, CaseIterable {
    /// The one for the request.
    case attempt
    /// The one for everything, waiting included.
    case overall
}
