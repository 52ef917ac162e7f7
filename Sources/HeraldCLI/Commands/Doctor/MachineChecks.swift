/// Looks at the machine.
enum MachineChecks {
    /// Whether enough files and sockets may be open at once.
    static func fileDescriptors(_ limit: UInt?) -> DoctorCheck {
        let name = "open files"
        guard let limit else { return DoctorCheck(name, .warn, "the limit is unknown") }
        guard limit >= 4096 else {
            return DoctorCheck(
                name, .warn, "at most \(limit)", advice: "Each connection needs one. Raise it: ulimit -n 65536."
            )
        }
        return DoctorCheck(name, .ok, limit > 1 << 40 ? "unlimited" : "at most \(limit)")
    }

    /// Whether this machine's clock agrees with the server's.
    static func clock(serverSeconds: Int64, localSeconds: Int64) -> DoctorCheck {
        let difference = abs(serverSeconds - localSeconds)
        guard difference > 5 else { return DoctorCheck("clock", .ok, "agrees with the server's") }
        return DoctorCheck(
            "clock", difference > 300 ? .fail : .warn, "differs from the server's by \(difference) s",
            advice: "Receivers refuse signatures with an old timestamp. Keep both clocks in step with NTP."
        )
    }
}
