import HeraldModel

extension OperationError {
    /// Picks the code that says most: a payload over the limit, else unknown types alone, else invalid events.
    static func invalidEvents(_ errors: [FieldError]) -> OperationError {
        let detail =
            errors.count == 1
            ? "Nothing was accepted: \(errors[0].detail)"
            : "Nothing was accepted: \(errors.count) faults; 'errors' names each."
        if errors.contains(where: { $0.code == "payload_too_large" }) {
            return OperationError(
                .tooLarge, code: "payload_too_large", title: "Payload too large", detail: detail, errors: errors)
        }
        if errors.allSatisfy({ $0.code == "unknown_event_type" }) {
            return OperationError(
                .invalid, code: "unknown_event_type", title: "Unknown event type", detail: detail, errors: errors)
        }
        return OperationError(
            .invalid, code: "invalid_events", title: "Invalid events", detail: detail, errors: errors)
    }

    static func idConflict(_ events: [NewEvent], at indices: [Int]) -> OperationError {
        OperationError(
            .conflict, code: "event_id_conflict", title: "Event id conflict",
            detail: "Nothing was accepted: an id was used before for an event with other content. Give new events new "
                + "ids; ids are remembered for 24 hours.",
            errors: indices.map { index in
                FieldError(
                    pointer: events.count == 1 ? "/id" : "/\(index)/id",
                    detail: "The id of event \(index) belongs to an event with other content.",
                    code: "event_id_conflict")
            })
    }
}
