/// What was done before the page was shown. A closed list: the word comes by the URL.
enum Flash: String {
    case created, saved, deleted, paused, resumed, resent, ended, added, password
    case started, held, continued, cancelled

    var words: String {
        switch self {
        case .created: "Created."
        case .saved: "Saved."
        case .deleted: "Deleted."
        case .paused: "Paused. Deliveries wait until you resume."
        case .resumed: "Resumed. What waited is on its way."
        case .resent: "On its way again. Reload to see the outcome."
        case .ended: "Signed out there."
        case .added: "Added."
        case .started: "Started."
        case .held: "Paused. What was queued already is still sent."
        case .continued: "Going on."
        case .cancelled: "Cancelled. What was queued already is still sent."
        case .password: "Password changed. Other sessions were signed out."
        }
    }
}
