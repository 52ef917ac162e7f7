import NIOCore

/// Says that a port cannot be listened on.
enum PortTrouble {
    /// The error number for an address that is in use, which differs between systems.
    private static let addressInUse: Int32 = {
        #if os(Linux)
        98
        #else
        48
        #endif
    }()

    /// Whether an error means that the address is in use, also when another error wraps it.
    static func isTaken(_ error: any Error) -> Bool {
        if let error = error as? IOError { return error.errnoCode == addressInUse }
        return "\(error)".contains("errno: \(addressInUse)")
    }

    /// The failure, with another port to try.
    static func taken(host: String, port: Int) -> CommandFailure {
        let other = port < 65_535 ? port + 1 : port - 1
        return CommandFailure(
            "Port \(port) on \(host) is taken by another program.",
            hint:
                "End that program, or choose another port: --listen \(host):\(other) (herald listen: --port \(other))."
        )
    }
}
