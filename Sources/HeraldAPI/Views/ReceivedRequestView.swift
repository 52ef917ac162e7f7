import FoundationEssentials
import HeraldJSON
import HeraldModel

/// How a request that came in by a source looks to whoever may have it as it came.
enum ReceivedRequestView {
    static func json(_ request: ReceivedRequest, of event: EventRecord) -> JSONValue {
        [
            "heraldId": .string(event.id.description), "type": .string(event.type),
            "acceptedAt": .time(event.acceptedAt), "sourceId": .string(request.sourceID.description),
            "provider": .string(request.provider.rawValue),
            "headers": .array(
                request.headers.map { ["name": .string($0.name), "value": .string($0.value)] }),
            "bodyBase64": .string(Data(request.body).base64EncodedString()),
        ]
    }
}
