import HeraldJSON

/// Shows what came back from a request that was made on demand.
enum ProbeView {
    /// Whether the receiver accepted the request.
    static func isSuccess(_ answer: JSONValue) -> Bool {
        if let told = answer["success"]?.bool ?? answer["isSuccess"]?.bool ?? answer["delivered"]?.bool { return told }
        guard let status = attempt(of: answer)["status"]?.integer else { return false }
        return (200..<300).contains(status)
    }

    /// Prints request line, outcome and what the receiver answered.
    static func print(_ answer: JSONValue, on console: Console) {
        let attempt = attempt(of: answer)
        var fields = [("result", isSuccess(answer) ? "delivered" : "failed")]
        fields += [
            ("type", answer.text("type")), ("status", attempt.text("status")), ("error", attempt.text("error")),
            ("took", attempt["durationMs"].map { "\($0.displayText) ms" } ?? ""),
            ("phases", DeliveryView.phases(of: attempt)), ("answer", attempt.text("responseBody")),
        ]
        console.print(fields: fields.filter { !$0.1.isEmpty })
    }

    private static func attempt(of answer: JSONValue) -> JSONValue { answer["attempt"] ?? answer }
}
