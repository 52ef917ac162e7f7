import HeraldJSON
import HeraldModel
import HeraldOperations

/// How a request that a source refused looks to users.
enum SourceRefusalView {
    static func json(_ refusal: SourceRefusal) -> JSONValue {
        [
            "at": .time(refusal.at), "code": .string(refusal.code),
            "clientAddress": .text(refusal.client?.description),
            "headerNames": .array(refusal.headerNames.map(JSONValue.string)),
            "hasSignature": .bool(refusal.hasSignature), "bodyBytes": .count(refusal.bodyBytes),
        ]
    }
}
