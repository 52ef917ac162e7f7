public import HTTPTypes
public import HeraldReceiver

extension Receiver {
    /// Checks one request and reads its event; see ``verify(headers:body:now:)``.
    public func verify(headers: HTTPFields, body: [UInt8], now: Int64? = nil) -> Verification {
        verify(headers: headers.pairs, body: body, now: now)
    }

    /// Checks only that a request is genuine; see ``authenticate(headers:body:now:)``.
    public func authenticate(headers: HTTPFields, body: [UInt8], now: Int64? = nil) throws(Rejection) -> [UInt8] {
        try authenticate(headers: headers.pairs, body: body, now: now)
    }

    /// Says in words what a request is; see ``explain(headers:body:now:)``.
    public func explain(headers: HTTPFields, body: [UInt8], now: Int64? = nil) -> [String] {
        explain(headers: headers.pairs, body: body, now: now)
    }
}

extension HTTPFields {
    /// The fields as HeraldReceiver reads them.
    fileprivate var pairs: [(name: String, value: String)] { map { (name: $0.name.rawName, value: $0.value) } }
}
