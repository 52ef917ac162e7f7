import HeraldJSON

extension SourceView {
    /// Prints what came in within the last minutes.
    static func print(window stats: JSONValue, on console: Console) {
        var fields = ["window", "accepted", "duplicates"].map { ($0, stats.text($0)) }
        fields += [("refused", refused(stats)), ("successRate", stats.text("successRate"))]
        if let rates = stats["perSecond"] {
            let names = ["accepted", "duplicates", "refused"]
            fields.append(("perSecond", names.map { "\($0) \(rates.text($0))" }.joined(separator: ", ")))
        }
        fields += [("answerTimeMs", answerTime(stats)), ("lastEventAt", stats.text("lastEventAt"))]
        console.print(fields: fields.filter { !$0.1.isEmpty })
    }
}
