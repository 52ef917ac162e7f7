/// Why a use case refused, in terms every door can show. Two errors are equal when their codes are.
///
/// Holds no secret, payload or URL with credentials.
public struct OperationError: Error, Sendable, CustomStringConvertible {
    /// The family a refusal belongs to.
    public enum Kind: Hashable, Sendable {
        case malformed
        /// No key, or none that counts: the caller is asked for one.
        case unauthenticated
        /// The signature of a webhook that came in does not hold; no key would help.
        case unverified
        case forbidden
        case notFound
        case methodNotAllowed
        case timedOut
        case conflict
        case tooLarge
        case unsupportedFormat
        case invalid
        case throttled
        case failed
        case unavailable

        /// The HTTP status the API answers with.
        public var status: Int {
            switch self {
            case .malformed: 400
            case .unauthenticated, .unverified: 401
            case .forbidden: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .timedOut: 408
            case .conflict: 409
            case .tooLarge: 413
            case .unsupportedFormat: 415
            case .invalid: 422
            case .throttled: 429
            case .failed: 500
            case .unavailable: 503
            }
        }
    }

    public let kind: Kind
    /// The stable name of the refusal.
    public let code: String
    /// A short title, the same for every refusal with this code.
    public let title: String
    /// What happened and what to do.
    public let detail: String
    /// The bad fields, when fields are at fault.
    public let errors: [FieldError]
    /// Seconds after which trying again makes sense.
    public let retryAfter: Int?

    /// Describes a refusal.
    public init(
        _ kind: Kind, code: String, title: String, detail: String, errors: [FieldError] = [], retryAfter: Int? = nil
    ) {
        self.kind = kind
        self.code = code
        self.title = title
        self.detail = detail
        self.errors = errors
        self.retryAfter = retryAfter
    }

    /// The code with the detail.
    public var description: String { "\(code): \(detail)" }
}

extension OperationError: Hashable {
    /// Compares codes.
    public static func == (left: OperationError, right: OperationError) -> Bool { left.code == right.code }
    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
