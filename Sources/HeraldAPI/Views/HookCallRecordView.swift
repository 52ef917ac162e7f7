import HeraldHooks
import HeraldJSON

/// How a remembered call looks to users.
enum HookCallRecordView {
    static func json(_ record: HookCallRecord) -> JSONValue {
        [
            "startedAt": .time(record.startedAt),
            "durationMs": .milliseconds(microseconds: record.durationMicroseconds),
            "verdict": .string(record.verdict), "decidedBy": .string(record.decidedBy.rawValue),
            "status": .count(record.status), "error": HookOutcomeView.error(record.fault),
            "subject": .text(record.subject), "shadow": .bool(record.isShadow),
            "shadowVerdict": .text(record.shadowVerdict),
        ]
    }
}
