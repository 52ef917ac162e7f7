import HeraldModel

/// Looks at a running server.
enum ServerChecks {
    /// Whether it answers, is ready, agrees on the time, and accepts the key.
    static func all(_ client: APIClient) async -> [DoctorCheck] {
        var client = client
        client.timeout = .seconds(5)
        let alive: APIAnswer
        do {
            alive = try await client.exchange(.get, "/healthz")
        } catch {
            let reason = (error as? CommandFailure)?.message ?? "no answer"
            return [
                DoctorCheck(
                    "server", .warn, reason, advice: "Start it with 'herald serve', or say where it is: --server.")
            ]
        }
        var checks = [answer(alive, at: client.base)]
        if let date = alive.header("date").flatMap(HTTPDate.seconds) {
            checks.append(MachineChecks.clock(serverSeconds: date, localSeconds: Timestamp.now.milliseconds / 1000))
        }
        checks.append(await ready(client))
        checks.append(await key(client))
        return checks
    }

    private static func answer(_ answer: APIAnswer, at base: String) -> DoctorCheck {
        answer.status == 200
            ? DoctorCheck("server", .ok, "answers at \(base)")
            : DoctorCheck("server", .fail, "answers \(answer.status) at \(base)", advice: "Is it a Herald server?")
    }

    private static func ready(_ client: APIClient) async -> DoctorCheck {
        guard let answer = try? await client.exchange(.get, "/readyz"), answer.status == 200 else {
            return DoctorCheck("server ready", .fail, "not ready for events", advice: "Its log says what is missing.")
        }
        return DoctorCheck("server ready", .ok, "store writable, engine running")
    }

    private static func key(_ client: APIClient) async -> DoctorCheck {
        guard client.key != nil else {
            return DoctorCheck("key", .warn, "none given", advice: "Set HERALD_KEY or give --key.")
        }
        do {
            let answer = try await client.exchange(.get, "/v1/networks", query: [("limit", "1")])
            if (200..<300).contains(answer.status) { return DoctorCheck("key", .ok, "accepted") }
            if answer.status == 403 { return DoctorCheck("key", .ok, "accepted, for one network") }
            return DoctorCheck("key", .fail, "refused (\(answer.status))", advice: "Use a key of this server.")
        } catch {
            return DoctorCheck("key", .fail, "no answer", advice: "Try again.")
        }
    }
}
