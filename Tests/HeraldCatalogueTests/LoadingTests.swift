import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldCatalogue

@Suite("Reading a catalogue file")
struct LoadingTests {
    @Test("the embedded bytes are the whole file and stay where they are")
    func embedded() throws {
        let bytes = try #require(CatalogueBytes.bytes(of: .socialplus))
        #expect(bytes.count > 100_000)
        #expect(bytes.first == UInt8(ascii: "{"))
        #expect(bytes.last == UInt8(ascii: "}") || bytes.last == UInt8(ascii: "\n"))
        #expect(CatalogueBytes.bytes(of: .socialplus)?.baseAddress == bytes.baseAddress)
        #expect(CatalogueBytes.bytes(of: .standard) == nil)
    }

    @Test(
        "types are read as written",
        arguments: [
            ("string", .string, false), ("integer?", .integer, true), ("millis", .milliseconds, false),
            ("seconds", .seconds, false), ("enum(a|b)", .enumeration(["a", "b"]), false),
            ("[string]", .array(.string), false), ("[ enum(a) ]?", .array(.enumeration(["a"])), true),
            ("map<[integer]>", .map(.array(.integer)), false), ("User", .reference("User"), false),
            ("[map<User>]", .array(.map(.reference("User"))), false),
        ] as [(String, FieldType, Bool)]
    )
    func notation(text: String, type: FieldType, isOptional: Bool) {
        #expect(FieldType.parse(text) == FieldType.Notation(type: type, isOptional: isOptional))
    }

    @Test(
        "types that are none are refused", arguments: ["", "?", "strin", "[string", "map<>", "enum(a", "[]", "[foo]"])
    func badNotation(text: String) {
        #expect(FieldType.parse(text) == nil)
    }

    /// A dialect whose payload stands flat in the body and whose types use `?`.
    private static let flatFile = """
        {"dialect":"flat","envelope":{"fields":{"category":"string","app_id":"string"}},
        "events":[{"name":"open_channel:create","group":"open_channel","summary":"Made.","status":"current",
        "evidence":"documented","payload":{"category":"string","created_at":"millis","operators":"[User]?","channel":"Channel"}}],
        "objects":{"User":{"fields":{"user_id":{"type":"string","required":true}}},
        "Channel":{"fields":{"channel_url":{"type":"string","required":true},"by":{"type":"User?","required":false}}}}}
        """

    private func catalogue(_ file: String) throws(CatalogueError) -> EventCatalogue {
        let anchors = ["Channel": [OrderingAnchor("channel_url", .fixed("channel"))]]
        return try EventCatalogue(parsing: Array(file.utf8), dialect: .sendbird, typeKey: "category", anchors: anchors)
    }

    @Test("another dialect needs only its file, type key and anchors")
    func flatDialect() throws {
        let catalogue = try catalogue(Self.flatFile)
        let type = try #require(catalogue.type(named: "open_channel:create"))
        #expect(type.orderingPointers == ["/channel/channel_url"])
        let schema = type.schema
        #expect(schema["required"] == ["category", "app_id", "created_at", "channel"])
        #expect(schema["properties"]?["category"]?["const"] == "open_channel:create")
        #expect(schema["$defs"]?["Channel"]?["properties"]?["by"]?["anyOf"] != nil)
        let body = type.sampleBody()
        #expect(body["category"]?.string == "open_channel:create")
        #expect(body["channel"]?["channel_url"]?.string?.isEmpty == false)
        #expect(StructuralValidator.faults(of: body, against: schema).isEmpty)
        #expect(catalogue.judge(type: "open_channel:created", mode: .warn) != .accepted)
    }

    static let broken: [(file: String, code: CatalogueError.Code, place: String)] = [
        ("{", .invalidJSON, "byte 1"),
        ("{}", .missingKey, "dialect"),
        (#"{"dialect":"x"}"#, .missingKey, "objects"),
        (#"{"dialect":"x","objects":{"A":{"fields":{"b":{"type":"strin"}}}}}"#, .unknownType, "objects.A.b"),
        (#"{"dialect":"x","objects":{},"events":[{"status":"current"}]}"#, .missingKey, "events[0].name"),
        (#"{"dialect":"x","objects":{},"events":[{"status":"?"}]}"#, .missingKey, "events[0].status"),
    ]

    @Test("a broken file says where", arguments: broken)
    func brokenFile(file: String, code: CatalogueError.Code, place: String) throws {
        let error = try #require(throws: CatalogueError.self) { _ = try catalogue(file) }
        #expect(error.code == code)
        #expect(error.place.hasPrefix(place))
        #expect(error.description.contains(place))
    }
}
