import ArgumentParser
import HeraldModel
import HeraldWire

/// What some dialects' headers carry besides the signature.
struct RequestOptions: ParsableArguments {
    @Option(help: ArgumentHelp("With standard: the event's id.", valueName: "id"))
    var id: String?
    @Option(help: ArgumentHelp("With standard: the time of the request. Default: now.", valueName: "unix-seconds"))
    var timestamp: Int64?
    @Option(help: ArgumentHelp("With stream: the attempt's number.", valueName: "n"))
    var attempt: Int = 1
    @Option(help: ArgumentHelp("With stream: the API key whose secret is given.", valueName: "key"))
    var apiKey: String?
    @Option(help: ArgumentHelp("With sendbird: the application's id, for the body.", valueName: "id"))
    var appId: String?

    func validate() throws {
        for (name, value) in [("--id", id), ("--api-key", apiKey), ("--app-id", appId)] {
            guard let value else { continue }
            guard (1...128).contains(value.utf8.count), value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw ValidationError("\(name) takes 1 to 128 visible ASCII characters.")
            }
        }
        guard attempt >= 1 else { throw ValidationError("--attempt counts from 1.") }
        guard (0...253_402_300_799).contains(timestamp ?? 0) else {
            throw ValidationError("--timestamp takes seconds since 1970.")
        }
    }

    /// The dialect's wire format with the names that were given.
    /// - Throws: ``CommandFailure`` when this version does not speak it.
    func wire(for dialect: Dialect) throws(CommandFailure) -> any WireDialect {
        switch dialect {
        case .sendbird: SendbirdDialect(appID: appId ?? SendbirdDialect.exampleAppID)
        case .stream: StreamDialect(apiKey: apiKey ?? StreamDialect.exampleAPIKey)
        case .socialplus, .standard: try SignedBody.wire(for: dialect)
        }
    }

    /// The request to sign. Without an id, one is made: the same moment and number give the same.
    func request(legacy: Bool, seed: UInt64 = 0, at now: Timestamp = .now) -> WireRequest {
        let key = Int64(seed & 0xFFF)
        return WireRequest(
            network: NetworkID(rawValue: key), delivery: DeliveryID(rawValue: DeliveryID(firstAt: now).rawValue | key),
            event: EventID(rawValue: EventID(firstAt: now).rawValue | key), externalID: id, attempt: attempt,
            time: timestamp.map { Timestamp(milliseconds: $0 * 1000) } ?? now, isLegacy: legacy)
    }
}
