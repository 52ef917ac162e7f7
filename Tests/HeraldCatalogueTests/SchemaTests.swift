import HeraldJSON
import Testing

@testable import HeraldCatalogue

@Suite("Schemas")
struct SchemaTests {
    private func schema(_ name: String) throws -> JSONValue { try SocialPlus.type(name).schema }

    @Test("name draft, event and required keys", arguments: SocialPlus.catalogue.types)
    func outline(type: EventType) {
        let schema = type.schema
        #expect(schema["$schema"]?.string == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["$id"]?.string == "urn:herald:socialplus:\(type.name)")
        #expect(schema["required"]?.array?.contains("data") == true)
        #expect(schema["deprecated"]?.bool ?? false == (type.status != .current))
        if !type.isPush { #expect(schema["properties"]?["event"]?["const"]?.string == type.wireName) }
    }

    @Test("define every object they refer to and nothing else", arguments: SocialPlus.catalogue.types)
    func definitions(type: EventType) throws {
        let schema = type.schema
        let text = schema.encodedString
        let names = schema["$defs"]?.object?.keys ?? []
        for name in names { #expect(text.contains("\"#/$defs/\(name)\"")) }
        let references = text.split(separator: "\"").filter { $0.hasPrefix("#/$defs/") }
        #expect(Set(references.map { String($0.dropFirst(8)) }) == Set(names))
    }

    @Test("take a channel as object or as list")
    func channel() throws {
        let schema = try schema("channel.didCreate")
        let alternatives = schema["properties"]?["data"]?["properties"]?["channel"]?["anyOf"]
        #expect(
            alternatives == [
                ["$ref": "#/$defs/Channel"], ["type": "array", "items": ["$ref": "#/$defs/Channel"]],
            ]
        )
        #expect(schema["properties"]?["data"]?["required"] == ["channel", "userIds"])
        #expect(schema["$defs"]?["Channel"]?["required"] == ["channelId", "createdAt", "updatedAt"])
        let time: JSONValue = "2026-01-02T03:04:05.678Z"
        let one: JSONValue = ["channelId": "c", "createdAt": time, "updatedAt": time]
        let list: JSONValue = ["event": "channel.didCreate", "data": ["channel": [one], "userIds": []]]
        #expect(StructuralValidator.faults(of: list, against: schema).isEmpty)
    }

    @Test("close an enumeration only when no newer or custom value is to be expected")
    func enumerations() throws {
        let post = try schema("v3.post.didCreate")["$defs"]?["Post"]?["properties"]
        #expect(post?["targetType"]?["enum"] == ["user", "community", "content"])
        #expect(post?["dataType"]?["type"]?.string == "string")
        #expect(post?["dataType"]?["examples"]?.array?.first == "text")
        #expect(post?["dataType"]?["enum"] == nil)
        let comment = try schema("v3.comment.didCreate")["$defs"]?["Comment"]?["properties"]
        #expect(comment?["dataTypes"]?["items"] == ["type": "string", "examples": ["text", "image", "video"]])
        #expect(try schema("follow.didRequest")["properties"]?["data"]?["properties"]?["status"]?["const"] == "pending")
        let block = try schema("user.didBlock")["properties"]?["data"]?["properties"]?["status"]
        #expect(block?["type"] == "string")
        #expect(block?["examples"] == ["blocked"])
    }

    @Test("state null, times, lengths and maps")
    func constraints() throws {
        let request = try schema("v3.communityJoinRequest.didCreate")["$defs"]?["JoinRequest"]?["properties"]
        #expect(request?["respondedAt"]?["type"] == ["string", "null"])
        #expect(request?["respondedAt"]?["format"] == "date-time")
        let tag = try schema("tag.created")["properties"]?["data"]?["properties"]
        #expect(tag?["name"]?["maxLength"] == 20)
        #expect(tag?["backgroundColor"]?["pattern"] == "^#[0-9A-Fa-f]{6}$")
        let message = try schema("message.didCreate")["$defs"]?["Message"]?["properties"]
        #expect(message?["reactions"]?["additionalProperties"] == ["type": "integer"])
        #expect(message?["hashFlag"]?["anyOf"] == [["$ref": "#/$defs/HashFlag"], ["type": "null"]])
        let post = try schema("v3.post.didCreate")["$defs"]?["Post"]?["properties"]
        #expect(post?["tags"]?["maxItems"] == 5)
        #expect(post?["hashtags"]?["$comment"] != nil)
    }

    @Test("describe the push envelope")
    func push() throws {
        let schema = try schema("push-notification/message.created")
        #expect(schema["required"] == ["eventType", "data"])
        #expect(schema["properties"]?["eventType"]?["const"] == "push-notification.created")
        #expect(schema["properties"]?["data"]?["required"] == ["targetIds", "title", "body", "messages"])
    }

    @Test("put the network beside the payload of a deleted file")
    func topLevel() throws {
        #expect(try schema("file.didDelete")["properties"]?["networkId"] == ["type": "string"])
    }

    static let broken: [(type: String, body: JSONValue)] = [
        ("message.didCreate", ["event": "message.didUpdate", "data": ["messages": []]]),
        ("message.didCreate", ["event": "message.didCreate", "data": ["users": []]]),
        ("message.didCreate", ["event": "message.didCreate", "data": ["messages": [["messageId": "m"]]]]),
        ("follow.didRequest", ["event": "follow.didRequest", "data": ["status": "accepted"]]),
        ("follow.didRequest", ["event": "follow.didRequest", "data": ["from": 1]]),
        ("follow.didRequest", ["event": "follow.didRequest"]),
        ("follow.didRequest", ["event": "follow.didRequest", "data": ["createdAt": true]]),
        ("tag.created", ["event": "tag.created", "data": ["name": "more than twenty characters"]]),
        ("channel.didClose", ["event": "channel.didClose", "data": ["channel": "c1"]]),
    ]

    @Test("reject what is wrong", arguments: broken)
    func rejects(type: String, body: JSONValue) throws {
        #expect(!StructuralValidator.faults(of: body, against: try schema(type)).isEmpty)
    }
}
