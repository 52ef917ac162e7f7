import ArgumentParser
import Configuration
import HeraldJSON
import HeraldServer

/// `herald doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the configuration, the store, the machine and the server.",
        discussion: """
            Reads the same flags, variables and file as 'herald serve'. Ends with 1 when a check fails.

            EXAMPLES:
              herald doctor
              herald doctor --config herald.yaml --store sqlite:/var/lib/herald/herald.db
            """
    )

    @OptionGroup var settings: ServerSettings
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let context = CommandContext.current
        let checks = try await checks(in: context)
        let console = context.console
        if server.json {
            console.print(json: ["checks": .array(checks.map(\.json))])
        } else {
            for check in checks {
                console.print(check.line(style: console.style))
                if let advice = check.advice { console.print("      " + console.style(.dim, "→ " + advice)) }
            }
        }
        if checks.contains(where: { $0.verdict == .fail }) { throw CommandFailure.silent(.failure) }
    }

    private func checks(in context: CommandContext) async throws -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        do {
            let reader = try await ConfigurationLayers.reader(
                flags: settings.flags, environment: context.environment, file: settings.file
            )
            checks += ConfigurationChecks.all(reader, file: settings.file)
            if let configuration = try? ServerConfiguration(reader: reader) {
                checks += await EgressChecks.all(configuration.egress)
            }
        } catch let failure as CommandFailure {
            checks.append(DoctorCheck("configuration", .fail, failure.message, advice: failure.hint))
        }
        checks.append(MachineChecks.fileDescriptors(Terminal.fileDescriptorLimit?.soft))
        checks += await ServerChecks.all(try server.client())
        return checks
    }
}
