public import HeraldModel
import HeraldStore

/// Orders exports of failed deliveries and hands out their files. The ``ExportRunner`` makes them.
public struct FailureExports: Sendable {
    let store: any Store
    let directory: Directory
    let signal: ReplaySignal
    let gate: ChangeGate
    let clock: WallClock

    /// How many exports one network keeps; the oldest finished one goes when another is ordered.
    public static let kept = 20
    /// How many of them may be unfinished.
    public static let active = 3

    /// A network's exports, newest first.
    public func all(of network: NetworkID) async throws -> [FailureExport] {
        let now = clock.now
        return try await stored().filter { export in
            export.networkID == network && export.expiresAt.map { now < $0 } != false
        }
    }

    /// One export.
    public func export(_ id: String, of network: NetworkID) async throws -> FailureExport {
        guard let document = try await document(FailureExport.jobName(id), network),
            let export = FailureExport(document), export.expiresAt.map({ clock.now < $0 }) != false
        else { throw OperationError.notFound("export") }
        return export
    }

    /// Orders an export. It is made in the background; a restart goes on where it was.
    public func schedule(_ request: FailureExportRequest, of network: NetworkID) async throws -> FailureExport {
        try Self.check(request)
        return try await gate.run {
            guard directory.network(network) != nil else { throw OperationError.notFound("network") }
            let existing = try await all(of: network)
            let active = existing.count { !$0.status.isFinal }
            guard active < Self.active else {
                throw OperationError(
                    .throttled, code: "too_many_exports", title: "Too many exports",
                    detail: "The network has \(Self.active) exports under way. Wait until one is done.",
                    retryAfter: 5)
            }
            for old in existing.filter(\.status.isFinal).dropFirst(Self.kept - active - 1) {
                try await delete(old)
            }
            let export = FailureExport(
                id: SecretMaker.hexadecimal(bytes: 8), networkID: network, request: request, createdAt: clock.now,
                token: SecretMaker.hexadecimal(bytes: 24))
            try await OperationError.translating("network") { try await store.save([export.document]) }
            signal.send()
            return export
        }
    }

    /// The export whose link was followed.
    public func export(
        _ id: String, of network: NetworkID, linkToken: some StringProtocol
    ) async throws -> FailureExport {
        let export = try await export(id, of: network)
        guard SecretMaker.areEqual(export.token, linkToken), export.status == .done else {
            throw OperationError.notFound("export")
        }
        return export
    }

    /// One part of a finished file.
    public func part(_ number: Int, of export: FailureExport) async throws -> [UInt8] {
        guard let part = try await document(FailureExport.partName(export.id, number), export.networkID) else {
            throw OperationError.notFound("export")
        }
        return part.body
    }

    /// All exports of all networks, newest first.
    func stored() async throws -> [FailureExport] {
        try await OperationError.translating("export") {
            try await store.documents(named: FailureExport.jobPrefix).compactMap(FailureExport.init)
        }.sorted { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
    }

    /// Removes an export with its file; the job first, so that nobody finds half a file.
    func delete(_ export: FailureExport) async throws {
        try await OperationError.translating("export") {
            try await store.deleteDocuments(named: FailureExport.jobName(export.id), of: export.networkID)
            try await store.deleteDocuments(named: FailureExport.partPrefix(export.id), of: export.networkID)
        }
    }

    private func document(_ name: String, _ network: NetworkID) async throws -> Document? {
        guard name.utf8.count <= 128 else { return nil }
        return try await OperationError.translating("export") { try await store.document(name, of: network) }
    }

    private static func check(_ request: FailureExportRequest) throws(OperationError) {
        var errors: [FieldError] = []
        let window = request.end.milliseconds - request.start.milliseconds
        if request.start.milliseconds < 0 || window <= 0 {
            errors.append(FieldError(pointer: "/end_ts", detail: "'end_ts' must be later than 'start_ts'"))
        } else if window > FailureExportRequest.longestWindowMilliseconds {
            errors.append(
                FieldError(
                    pointer: "/end_ts", detail: "'end_ts' may be at most 2 days (172800000 ms) after 'start_ts'"))
        }
        if ZonedTime(request.timeZone) == nil {
            errors.append(
                FieldError(pointer: "/timezone", detail: "'timezone' must name a zone, such as Europe/London"))
        }
        if !request.delimiter.isASCII || ["\"", "\r", "\r\n"].contains(request.delimiter) {
            errors.append(
                FieldError(pointer: "/csv_delimiter", detail: "'csv_delimiter' must be one ASCII character"))
        }
        guard errors.isEmpty else { throw .invalidFields(errors) }
    }
}
