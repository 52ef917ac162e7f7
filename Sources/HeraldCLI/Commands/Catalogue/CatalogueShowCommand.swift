import ArgumentParser
import HeraldCatalogue
import HeraldJSON
import HeraldModel

/// `herald catalogue show`
struct CatalogueShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show one event type with its payload and a sample.",
        discussion: """
            EXAMPLES:
              herald catalogue show message.didCreate
              herald catalogue show v3.post.didCreate --schema | jq .properties
            """
    )

    @Argument(help: "The event type.")
    var type: String
    @Option(help: "The dialect.")
    var dialect: Dialect = .socialplus
    @Flag(help: "Print only the JSON Schema of the wire body.")
    var schema = false
    @Option(help: ArgumentHelp("Another number gives another sample.", valueName: "n"))
    var seed: UInt64 = 0
    @Option(help: ArgumentHelp("Ask the server for this network's catalogue.", valueName: "id|name"))
    var network: String?
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let console = CommandContext.current.console
        let detail = try await detail()
        if schema { return console.print(json: detail["schema"] ?? .null) }
        if server.json { return console.print(json: detail) }
        let names = ["type", "summary", "group", "status", "since", "until", "aliasOf", "nearest", "notice", "note"]
        console.print(fields: names.map { ($0, detail.text($0)) }.filter { !$0.1.isEmpty })
        if let fields = detail[pointer: Self.dataFields]?.object {
            console.print()
            var table = Table(["FIELD OF DATA", "TYPE"])
            for member in fields.members { table.add([member.key, Self.typeName(member.value)]) }
            console.print(table, whenEmpty: "The payload has no fields of its own.")
        }
        guard let sample = detail["wireBody"] ?? detail["sample"] else { return }
        console.print()
        console.print(console.style(.bold, "Sample"))
        console.write(String(decoding: sample.encoded(pretty: true), as: UTF8.self) + "\n")
    }

    private func detail() async throws -> JSONValue {
        guard let network else {
            let type = try CatalogueSource.type(type, in: dialect)
            var detail = type.detailJSON.object ?? JSONObject()
            detail["sample"] = type.sample(seed: seed)
            detail["wireBody"] = type.sampleBody(seed: seed)
            return .object(detail)
        }
        let client = try server.client()
        let id = try await NetworkOptions.resolve(network, with: client)
        return try await client.call(.get, "/v1/networks/\(id)/catalogue/\(APIClient.escape(type))")
    }

    private static let dataFields = JSONPointer(tokens: ["schema", "properties", "data", "properties"])

    /// The type of a schema in one word or two.
    static func typeName(_ schema: JSONValue) -> String {
        if let reference = schema["$ref"]?.string { return String(reference.split(separator: "/").last ?? "") }
        if let items = schema["items"] { return "[\(typeName(items))]" }
        return schema.text("type")
    }
}
