import HeraldJSON
import HeraldModel
import HeraldOperations

/// How the last minutes of a source look to users.
enum SourceWindowView {
    static func json(_ window: SourceWindow, of stats: SourceStats.Snapshot) -> JSONValue {
        let total = window.total
        var object = JSONObject([
            .init("window", .string(window.window.description)),
            .init("from", .time(window.from)),
            .init("to", .time(window.to)),
            .init("bucketSeconds", .count(window.window.bucketMinutes * 60)),
        ])
        add(total, to: &object)
        object["successRate"] = number(total.successRate)
        object["perSecond"] = [
            "accepted": number(rounded(window.perSecond(total.accepted))),
            "duplicates": number(rounded(window.perSecond(total.duplicates))),
            "refused": number(rounded(window.perSecond(total.refusedCount))),
        ]
        object["lastEventAt"] = .time(stats.lastEventAt)
        object["buckets"] = .array(
            window.buckets.map { bucket in
                var object = JSONObject([.init("start", .time(bucket.start))])
                add(bucket.figures, to: &object)
                return .object(object)
            })
        return .object(object)
    }

    private static func add(_ figures: SourceFigures, to object: inout JSONObject) {
        object["accepted"] = .count(figures.accepted)
        object["duplicates"] = .count(figures.duplicates)
        object["refused"] = .object(
            JSONObject(figures.refused.sorted { $0.key < $1.key }.map { .init($0.key, .count($0.value)) }))
        object["answerTimeMs"] = [
            "p50": .milliseconds(microseconds: figures.answerTimes.percentile(0.5)),
            "p99": .milliseconds(microseconds: figures.answerTimes.percentile(0.99)),
        ]
    }

    private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

    private static func number(_ value: Double?) -> JSONValue {
        value.flatMap { JSONNumber($0) }.map(JSONValue.number) ?? .null
    }
}
