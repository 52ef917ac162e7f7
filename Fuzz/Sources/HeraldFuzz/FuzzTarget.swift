import HeraldReceiver

/// A parser to feed.
enum FuzzTarget: String, CaseIterable {
    case socialplus
    case sendbird
    case stream
    case standard
    case signatures
    case times
    case json
    case pointer
    case gzip
    case response
    case proxy
    case percent
    case addresses
    case url

    /// Feeds the parser and checks what must hold of the result.
    var feed: ([UInt8]) -> Void {
        switch self {
        case .socialplus: ReceiverFeed(.socialplus).feed
        case .sendbird: ReceiverFeed(.sendbird).feed
        case .stream: ReceiverFeed(.stream).feed
        case .standard: ReceiverFeed(.standard).feed
        case .signatures: TextFeeds.signatures
        case .times: TextFeeds.times
        case .json: JSONFeeds.json
        case .pointer: JSONFeeds.pointer
        case .gzip: TransportFeeds.gzip
        case .response: TransportFeeds.response
        case .proxy: TransportFeeds.proxy
        case .percent: TextFeeds.percent
        case .addresses: TransportFeeds.addresses
        case .url: TextFeeds.url
        }
    }
}

/// Ends the run with a finding.
func mustHold(_ isTrue: Bool, _ rule: @autoclosure () -> String, line: Int = #line) {
    if !isTrue { fatalError("\(rule()) (line \(line))") }
}
