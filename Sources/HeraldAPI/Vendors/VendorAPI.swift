import HTTPTypes
import HeraldOperations
import Hummingbird

/// The vendors whose own APIs this server answers. Refusals on their paths have their vendor's shape.
enum VendorAPI: Hashable, Sendable {
    case sendbird
    case stream
    case socialplus

    /// The vendor a request means; nil for the native API.
    init?(_ request: Request) {
        let parts = request.uri.path.split(separator: "/", maxSplits: 2)
        switch (parts.first, parts.dropFirst().first) {
        case ("v3", _), ("sendbird", _): self = .sendbird
        case ("api", "v3"), ("admin", "v1"), ("socialplus", _): self = .socialplus
        case ("v1", _): return nil
        case ("stream", _), ("app", nil), ("check_push", nil), ("check_sqs", nil), ("check_sns", nil), ("commands", _):
            self = .stream
        // Stream's other calls stand at the root as well; how their callers name themselves gives them away.
        default:
            let isNamed = Self.streamAuthType.map { request.headers.contains($0) } ?? false
            guard isNamed || VendorQuery(request).text("api_key") != nil else { return nil }
            self = .stream
        }
    }

    private static let streamAuthType = HTTPField.Name("stream-auth-type")

    /// A refusal in the vendor's shape.
    func refusal(of error: any Error, after elapsed: Duration) -> Response {
        switch self {
        case .sendbird: SendbirdFault(error).response
        case .stream: StreamFault(error).response(after: elapsed)
        case .socialplus: SocialPlusFault(error).response
        }
    }
}
