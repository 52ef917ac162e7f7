import HeraldJSON
import HeraldModel
import Testing

@testable import HeraldOperations

@Suite struct PayloadFilterTests {
    static let data = #"{"2":true,"channel":{"channelId":"a","n":1,"tags":["x","y"],"o":{"k":null}},"text":"é\n/"}"#

    @Test(arguments: [
        (#"{"path":"/data/channel/channelId","in":["a"]}"#, true),
        (#"{"path":"/data/channel/channelId","in":["b","a"]}"#, true),
        (#"{"path":"/data/channel/channelId","in":["A",1,null]}"#, false),
        (#"{"path":"/data/channel/n","in":[1.0]}"#, true), (#"{"path":"/data/channel/n","in":["1"]}"#, false),
        (#"{"path":"/data/channel/tags/1","in":["y"]}"#, true), (#"{"path":"/data/channel/tags/2","in":["y"]}"#, false),
        (#"{"path":"/data/channel/o","in":[{"k":null}]}"#, true), (#"{"path":"/data/channel/o/k","in":[null]}"#, true),
        (#"{"path":"/data/2","in":[true]}"#, true), (#"{"path":"/data/nothing","in":[null]}"#, false),
        (#"{"path":"/data/text","in":["\u00e9\u000a\/"]}"#, true), (#"{"path":"/data/text","prefix":"é\n"}"#, true),
        (#"{"path":"/data/channel/channelId","prefix":"a"}"#, true),
        (#"{"path":"/data/channel/channelId","prefix":"ab"}"#, false),
        (#"{"path":"/data/channel/n","prefix":"1"}"#, false), (#"{"path":"/data/channel","prefix":"{"}"#, false),
        (#"{"path":"/event","in":["channel.didCreate"]}"#, true), (#"{"path":"/type","prefix":"channel."}"#, true),
        (#"{"path":"/event","prefix":"message."}"#, false),
        (#"{"not":{"path":"/data/nothing","in":[1]}}"#, true),
        (#"{"all":[{"path":"/event","prefix":"c"},{"path":"/data/channel/n","in":[1]}]}"#, true),
        (#"{"all":[{"path":"/event","prefix":"c"},{"path":"/data/channel/n","in":[2]}]}"#, false),
        (#"{"any":[{"path":"/event","prefix":"x"},{"path":"/data/channel/n","in":[1]}]}"#, true),
        (#"{"any":[{"path":"/event","prefix":"x"},{"not":{"path":"/event","prefix":"c"}}]}"#, false),
    ])
    func conditionsHoldOrNot(text: String, expected: Bool) throws {
        let json = try JSONValue(parsing: text)
        let filter = try FieldRule<PayloadFilter>.filter.read(json)
        let data = try JSONCanonicalizer.canonicalize(Array(Self.data.utf8))
        #expect(filter.matches(type: "channel.didCreate", data: data) == expected)
        #expect(try FieldRule<PayloadFilter>.filter.read(filter.json) == filter)
    }

    @Test func nestingAndNumberAreBounded() throws {
        func nested(_ depth: Int) -> JSONValue {
            depth == 1 ? ["path": "/data/a", "in": [1]] : ["not": nested(depth - 1)]
        }
        func wide(_ count: Int) -> JSONValue {
            ["all": .array(Array(repeating: ["path": "/data/a", "in": [1]], count: count))]
        }
        let rule = FieldRule<PayloadFilter>.filter
        _ = try rule.read(nested(8))
        #expect(throws: FieldProblem.self) { try rule.read(nested(9)) }
        _ = try rule.read(wide(63))
        #expect(throws: FieldProblem.self) { try rule.read(wide(64)) }
    }
}
