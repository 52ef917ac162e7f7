import HeraldModel

/// SQL for the deliveries of one event.
///
/// Those made together with the event lie, by id, between it and the next event. Those a replay made later carry
/// `late_event_id`, which alone is indexed.
enum EventDeliveries {
    /// How far behind an event's id its own deliveries lie at most: ids step one by one, and to the next millisecond
    /// after 4,096 of them, so this is room for 60,000 deliveries. It bounds the search behind the newest event.
    static let reach: Int64 = 16 << 22

    /// Whether there is a delivery of an event, as a term.
    ///
    /// - Parameters:
    ///   - event: the event's id, an expression. Used several times.
    ///   - condition: what must hold for the delivery `d`.
    static func exist(of event: String, where condition: String = "TRUE") -> String {
        """
        (EXISTS (SELECT 1 FROM \(direct(of: event)) AND \(condition))
            OR EXISTS (SELECT 1 FROM \(late(of: event)) AND \(condition)))
        """
    }

    /// The rows `d` made together with the event, as what follows `FROM`.
    static func direct(of event: String) -> String {
        """
        deliveries d NOT INDEXED WHERE d.id > \(event) AND d.id < min(\(event) + \(reach),
            ifnull((SELECT f.id FROM events f WHERE f.id > \(event) ORDER BY f.id LIMIT 1), \(Int64.max)))
            AND d.event_id = \(event) AND d.late_event_id IS NULL
        """
    }

    /// The rows `d` made later than the event, as what follows `FROM`.
    static func late(of event: String) -> String {
        "deliveries d INDEXED BY deliveries_late WHERE d.late_event_id = \(event)"
    }
}
