import HeraldHooks
import HeraldModel

/// One remembered call in the log.
struct HookRecordRow {
    let at: Moment
    let subject: String
    let verdict: Pill
    /// What the hook wanted, in shadow mode.
    let wanted: String
    let decidedBy: String
    let answer: String
    let why: String
    let took: String

    init(_ record: HookCallRecord) {
        at = Moment(record.startedAt)
        subject = record.subject.map(PlainText.visible) ?? ""
        verdict = Pill(verdict: record.verdict)
        wanted = record.shadowVerdict.map { "shadow mode; it wanted: \($0)" } ?? ""
        decidedBy = record.decidedBy.title
        answer = record.status.map { "HTTP \($0)" } ?? "–"
        why = record.fault.map { Self.sentence($0.description) } ?? ""
        took = Figure.duration(microseconds: record.durationMicroseconds)
    }

    static func sentence(_ text: String) -> String {
        let text = PlainText.visible(text)
        return text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix(".") ? "" : ".")
    }
}
