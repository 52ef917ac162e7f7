import HeraldJSON

/// Feeds the JSON parsers.
enum JSONFeeds {
    static func json(_ input: [UInt8]) {
        let canonical = try? JSONCanonicalizer.canonicalize(input)
        if let canonical {
            let again = try? JSONCanonicalizer.canonicalize(canonical)
            mustHold(again == canonical, "canonical JSON stays as it is")
        }
        guard let value = try? JSONValue(parsing: input) else { return }
        for isPretty in [false, true] {
            let again = try? JSONValue(parsing: value.encoded(pretty: isPretty))
            mustHold(again == value, "what is written is read alike")
        }
    }

    static func pointer(_ input: [UInt8]) {
        guard let pointer = try? JSONPointer(String(decoding: input, as: UTF8.self)) else { return }
        let again = try? JSONPointer("\(pointer)")
        mustHold(again == pointer, "a pointer that is written is read alike")
        let document: JSONValue = ["a": [1, ["b": nil]], "": "x"]
        _ = document[pointer: pointer]
    }
}
