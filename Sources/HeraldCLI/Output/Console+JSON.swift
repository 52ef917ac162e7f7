import HeraldJSON

extension Console {
    /// Writes a document: indented for a terminal, on one line otherwise.
    func print(json: JSONValue) {
        let bytes = json.encoded(pretty: isTerminal)
        write(String(decoding: bytes, as: UTF8.self) + "\n")
    }
}
