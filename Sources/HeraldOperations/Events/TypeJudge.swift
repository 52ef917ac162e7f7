import HeraldCatalogue
import HeraldDelivery
import HeraldModel

/// Judges the event types of one request by the network's catalogue and validation mode.
struct TypeJudge {
    /// What publishing does with a type.
    enum Verdict {
        /// Take it under this name, with the catalogue's remark.
        case accepted(type: String, notice: String?)
        case refused(FieldError)
    }

    private let catalogue: EventCatalogue?
    private let dialect: Dialect
    private let mode: Validation

    init(network: Network) {
        catalogue = EventCatalogue.catalogue(for: network.dialect)
        dialect = network.dialect
        mode = network.validation
    }

    /// The verdict on `type`. Another name of an event is taken under the event's own name.
    func judge(_ type: String) -> Verdict {
        guard EventCatalogue.isValidTypeName(type, dialect: dialect) else {
            return .refused(
                FieldError(
                    pointer: "", detail: "'type' must be 1 to 128 letters, digits, '.', '_', '-' or '/'.",
                    code: "invalid_event_type"))
        }
        guard !type.utf8.starts(with: EngineNotice.typePrefix.utf8) else {
            return .refused(
                FieldError(
                    pointer: "",
                    detail: "Types that start with 'herald.' are Herald's own. Publish under another name.",
                    code: "reserved_event_type"))
        }
        guard let catalogue else { return .accepted(type: type, notice: nil) }
        switch catalogue.judge(type: type, mode: mode) {
        case .accepted: return .accepted(type: canonical(type, in: catalogue), notice: nil)
        case .marked(let notice): return .accepted(type: canonical(type, in: catalogue), notice: notice)
        case .refused(let detail, let nearest):
            return .refused(
                FieldError(pointer: "", detail: detail, code: "unknown_event_type", suggestions: nearest))
        }
    }

    /// What keeps the event in order when its sender did not say.
    func orderingKey(type: String, data: [UInt8]) -> String? { catalogue?.orderingKey(type: type, data: data) }

    private func canonical(_ type: String, in catalogue: EventCatalogue) -> String {
        guard case .alias(_, let canonical?, _) = catalogue.lookup(type) else { return type }
        return canonical
    }
}
