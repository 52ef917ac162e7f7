import HeraldDelivery
import HeraldGzip
import HeraldJSON

/// Reads what a hook sent back.
enum HookAnswer {
    /// The document of an answer; nil when its body is empty.
    ///
    /// A gzip body is inflated, recognised by its first bytes, since proxies compress without asking.
    /// - Parameters:
    ///   - response: the answer, cut somewhere behind `limit`.
    ///   - limit: how many bytes the body may have, inflated too.
    static func read(_ response: TransportResponse, limit: Int) throws(HookFault) -> JSONValue? {
        guard (200..<300).contains(response.status) else { throw .status(response.status) }
        do throws(HookFault) {
            return try document(response.body, limit: limit)
        } catch {
            throw error.with(status: response.status)
        }
    }

    private static func document(_ sent: [UInt8], limit: Int) throws(HookFault) -> JSONValue? {
        guard sent.count <= limit else { throw .tooLarge(limit: limit) }
        var body = sent
        if Gzip.isGzip(body) {
            do throws(GzipError) {
                body = try Gzip.inflate(body, limit: limit)
            } catch {
                throw error == .tooLarge ? .tooLarge(limit: limit) : .undecodable(error.description)
            }
        }
        guard body.contains(where: { !isBlank($0) }) else { return nil }
        do throws(JSONError) {
            return try JSONValue(parsing: body)
        } catch {
            let place = error.position(in: body)
            throw .notJSON("line \(place.line), column \(place.column): \(error.remedy)")
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// The members of an answer. An empty array is what PHP makes of an empty object.
    static func object(_ answer: JSONValue?) throws(HookFault) -> JSONObject {
        switch answer {
        case nil: return JSONObject()
        case .array(let elements)? where elements.isEmpty: return JSONObject()
        case .object(let object)?: return object
        default: throw .wrongType("", "an object")
        }
    }
}
