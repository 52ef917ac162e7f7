import HeraldModel

/// Which of a name's addresses are tried, and in what order.
enum DialOrder {
    /// More are not tried for one connection: a name may have thousands, and none of them may answer.
    static let limit = 8

    /// The address that worked last if the name still has it, then the others as they come. Of more than the limit, both
    /// families keep a part, so that one this machine has no route to cannot crowd the other out.
    static func addresses(of all: [IPAddress], preferred: IPAddress?) -> [IPAddress] {
        var chosen = all
        if all.count > limit {
            let v4 = all.filter(\.isV4)
            let v6 = all.filter { !$0.isV4 }
            let kept = min(v4.count, max(limit / 2, limit - v6.count))
            let picked = Set(v4.prefix(kept)).union(v6.prefix(limit - kept))
            chosen = all.filter { picked.contains($0) }
        }
        guard let preferred, all.contains(preferred) else { return chosen }
        chosen.removeAll { $0 == preferred }
        return [preferred] + chosen.prefix(limit - 1)
    }
}

extension IPAddress {
    fileprivate var isV4: Bool {
        if case .v4 = self { true } else { false }
    }
}
