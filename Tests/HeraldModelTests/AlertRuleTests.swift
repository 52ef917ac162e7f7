import HeraldJSON
import HeraldModel
import Testing

@Suite struct AlertRuleTests {
    private static let time = Timestamp(milliseconds: 1_767_323_045_678)

    @Test(arguments: [
        AlertRule(
            id: AlertID(rawValue: 7), networkID: NetworkID(rawValue: 1), name: "Fails", metric: .successRate,
            subject: .webhook(WebhookID(rawValue: 3)), threshold: 0.95, windowMinutes: 90, minimum: 5,
            createdAt: time),
        AlertRule(
            id: AlertID(rawValue: 8), networkID: NetworkID(rawValue: 1), name: "Lags", metric: .lag,
            subject: .consumer("search"), threshold: 1000, forSeconds: 60, isEnabled: false, createdAt: time,
            updatedAt: time.advanced(byMilliseconds: 1), firingSince: time.advanced(byMilliseconds: 2)),
        AlertRule(
            id: AlertID(rawValue: 9), networkID: NetworkID(rawValue: 1), name: "Silent", metric: .silence,
            threshold: 0.5, createdAt: time),
    ])
    func whatIsWrittenIsReadAgain(rule: AlertRule) throws {
        let json = try JSONValue(parsing: JSONValue.object(rule.json).encoded())
        #expect(AlertRule(json: json, of: rule.networkID) == rule)
    }

    @Test(
        arguments: [
            ("1m", 1), ("5m", 5), ("90m", 90), ("2h", 120), ("1d", 1440), ("1440m", 1440), ("0m", nil), ("1441m", nil),
            ("2d", nil), ("5", nil), ("m", nil), ("-5m", nil), ("5s", nil), ("", nil), ("00005m", nil),
        ] as [(String, Int64?)])
    func windows(text: String, minutes: Int64?) { #expect(AlertRule.minutes(text) == minutes) }

    @Test(arguments: [
        (AlertRule.Metric.successRate, 0.9, 0.8999, true), (.successRate, 0.9, 0.9, false), (.lag, 10, 10, false),
        (.lag, 10, 11, true), (.silence, 60, 59.9, false), (.silence, 60, 60, true),
    ])
    func conditions(metric: AlertRule.Metric, threshold: Double, value: Double, isMet: Bool) {
        let rule = AlertRule(
            id: AlertID(rawValue: 1), networkID: NetworkID(rawValue: 1), name: "", metric: metric,
            threshold: threshold, createdAt: Self.time)
        #expect(rule.isMet(by: value) == isMet)
    }

    @Test(arguments: [
        #"{}"#, #"{"webhook":"net_0000000000001"}"#, #"{"source":""}"#, #"{"source":"a","consumer":"b"}"#,
        #"{"network":"n"}"#, #""network""#, #"{"consumer":"a\nb"}"#, #"{"source":1}"#,
    ])
    func subjectsThatAreNone(text: String) throws {
        #expect(AlertRule.Subject(json: try JSONValue(parsing: Array(text.utf8))) == nil)
    }
}
