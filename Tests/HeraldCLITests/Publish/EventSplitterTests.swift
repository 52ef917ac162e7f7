import Testing

@testable import HeraldCLI

@Suite struct EventSplitterTests {
    private func split(_ text: String, chunk: Int = .max) throws -> [String] {
        var splitter = EventSplitter()
        var events: [[UInt8]] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            events += try splitter.feed(rest.prefix(chunk))
            rest = rest.dropFirst(chunk)
        }
        try splitter.finish()
        return events.map { String(decoding: $0, as: UTF8.self) }
    }

    private static let inputs: [(String, [String])] = [
        (#"{"a":1}"#, [#"{"a":1}"#]),
        (#" [ {"a":1} , {"b":[2]} ] "#, [#"{"a":1}"#, #"{"b":[2]}"#]),
        ("{\"a\":1}\n{\"b\":2}\n", [#"{"a":1}"#, #"{"b":2}"#]),
        ("{\n  \"a\": 1\n}{\"b\":{}}", ["{\n  \"a\": 1\n}", #"{"b":{}}"#]),
        (#"{"a":"}\"{[","b":"\\"}"#, [#"{"a":"}\"{[","b":"\\"}"#]),
        ("\u{FEFF}[]", []),
    ]

    @Test(arguments: 0..<6, [1, 3, 4096])
    func findsEventsHoweverTheInputIsCut(index: Int, chunk: Int) throws {
        let (text, events) = Self.inputs[index]
        #expect(try split(text, chunk: chunk) == events)
    }

    @Test(arguments: ["", "[", #"{"a":1"#, #"[{"a":1}"#, "1", #"["a"]"#, #"{"a":1}]"#, "null", #"[,{"a":1}]"#])
    func refusesWhatIsNotEvents(text: String) {
        #expect(throws: CommandFailure.self) { try split(text) }
    }

    @Test func oneEventHasALimit() {
        var splitter = EventSplitter(eventLimit: 10)
        #expect(throws: CommandFailure.self) { try splitter.feed(#"{"a":"0123456789"}"#.utf8) }
    }
}
