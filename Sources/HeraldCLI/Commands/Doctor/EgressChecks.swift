import HeraldServer

/// Looks whether deliveries can leave by the ways they are told to.
enum EgressChecks {
    /// One finding per region that has a way of its own.
    static func all(_ settings: [EgressSetting]) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        for setting in settings {
            let name = "egress \(setting.region)"
            let published = setting.publishedAddresses.joined(separator: ", ")
            if let problem = await EgressProbe.problem(with: setting.way) {
                checks.append(
                    DoctorCheck(name, .fail, problem, advice: "Correct 'egress.\(setting.region)', or the machine."))
            } else if setting.publishedAddresses.isEmpty {
                checks.append(
                    DoctorCheck(
                        name, .warn, "works, but publishes no address",
                        advice: "List what receivers see under 'egress.\(setting.region).addresses'."))
            } else {
                checks.append(DoctorCheck(name, .ok, "works; published: \(published)"))
            }
        }
        return checks
    }
}
