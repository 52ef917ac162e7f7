/// What an attempt's outcome says about its receiver, whatever becomes of the delivery.
enum ReceiverSign: Hashable {
    /// It accepted the delivery.
    case well
    /// It is alive and refuses this delivery: another one may be welcome.
    case rejecting
    /// It is alive and asks for fewer requests.
    case throttling
    /// It does not keep up, or is not there.
    case overloaded
    /// It is there and cannot do its work.
    case broken

    init(_ outcome: AttemptOutcome) {
        self =
            switch outcome {
            case .success: .well
            case .timeout, .unreachable: .overloaded
            case .refused(429, _): .throttling
            case .refused(408, _), .refused(503, _), .refused(504, _): .overloaded
            case .refused(let status, _): status >= 500 ? .broken : .rejecting
            }
    }
}
