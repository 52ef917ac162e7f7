import HeraldJSON
import Testing

@Suite struct JSONValueTests {
    @Test func parsesEveryKind() throws {
        let value = try JSONValue(
            parsing: #" {"s":"a\u00e9\ud83c\udf0d\n","n":-1.50e3,"i":7,"t":true,"z":null,"a":[1,[]],"o":{}} "#)
        #expect(
            value == [
                "s": "aé🌍\n", "n": .number(JSONNumber(validated: "-1.50e3")), "i": 7, "t": true, "z": nil,
                "a": [1, []], "o": [:],
            ])
        #expect(value["n"].flatMap { if case .number(let number) = $0 { number.double } else { nil } } == -1500)
        #expect(value.encodedString == #"{"s":"aé🌍\n","n":-1.50e3,"i":7,"t":true,"z":null,"a":[1,[]],"o":{}}"#)
    }

    @Test func parsesWhatIsNotContiguous() throws {
        #expect(try JSONValue(parsing: Array("]2,1[".utf8).reversed()) == [1, 2])
        #expect(try JSONValue(parsing: Array("xx[1]".utf8)[2...]) == [1])
        #expect(throws: JSONError(.unexpectedEnd, at: 2)) { try JSONValue(parsing: Array("1[".utf8).reversed() + []) }
    }

    @Test func replacesLoneSurrogates() throws {
        #expect(
            try JSONValue(parsing: #"["\ud83c","\udf0dx","\ud83c\u0041"]"#) == ["\u{FFFD}", "\u{FFFD}x", "\u{FFFD}A"])
    }

    @Test func mergesRepeatedKeysByTheirBytes() throws {
        let few = try JSONValue(parsing: #"{"a":1,"b":2,"a":3}"#)
        #expect(few.encodedString == #"{"a":3,"b":2}"#)
        let equivalent = try JSONValue(parsing: "{\"caf\u{e9}\":1,\"cafe\u{301}\":2}")
        #expect(equivalent.object?.members.count == 2)
        let many = try JSONValue(parsing: "{" + (0..<100).map { "\"\($0 % 50)k\":\($0)" }.joined(separator: ",") + "}")
        #expect(many.object?.keys == (0..<50).map { "\($0)k" })
        #expect(many["7k"] == 57)
    }

    @Test func bigObjectsAreNotQuadratic() throws {
        // Quadratic work on these would take minutes.
        let text = "{" + (0..<120_000).map { "\"key-number-\($0)\":0" }.joined(separator: ",") + "}"
        #expect(try JSONValue(parsing: text).object?.members.count == 120_000)
        #expect(try canonical(text) == text)
    }

    @Test func writesForPeople() throws {
        let value: JSONValue = ["a": [1, "x"], "b": [:], "c": [], "d": ["e": nil]]
        let expected = """
            {
              "a": [
                1,
                "x"
              ],
              "b": {},
              "c": [],
              "d": {
                "e": null
              }
            }
            """
        #expect(String(decoding: value.encoded(pretty: true), as: UTF8.self) == expected)
        #expect(try JSONValue(parsing: value.encoded(pretty: true)) == value)
    }

    @Test(arguments: [
        ("", #""""#), ("a/b é 🌍", #""a/b é 🌍""#), ("\"\\\u{8}\u{c}\n\r\t", #""\"\\\b\f\n\r\t""#),
        ("\u{0}\u{1f}\u{7f}\u{2028}", "\"\\u0000\\u001f\u{7f}\u{2028}\""),
    ])
    func escapesAsJavaScript(text: String, expected: String) {
        var output: [UInt8] = []
        JSONStringWriter.append(text, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == expected)
    }

    @Test func makesNumbersFromDoubles() {
        #expect(JSONNumber(1.0)?.text == "1")
        #expect(JSONNumber(1e21)?.text == "1e+21")
        #expect(JSONNumber(Double.infinity) == nil)
    }

    @Test func locatesErrors() {
        let document = Array("{\n  \"a\": 1,\n  \"b\" 2\n}".utf8)
        #expect(throws: JSONError(.unexpectedByte, at: 18)) { try JSONValue(parsing: document) }
        let place = JSONError(.unexpectedByte, at: 18).position(in: document)
        #expect(place.line == 3 && place.column == 7)
        for code in JSONError.Code.allCases {
            #expect(JSONError(code, at: 3).description.hasPrefix("byte 3: "))
        }
    }
}
