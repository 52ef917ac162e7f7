import Configuration

/// The places a server's settings come from: flags beat the environment, the environment beats the file.
///
/// Keys are plain (`listen`, `limits.webhooksPerNetwork`); in the environment they carry the prefix `HERALD_`.
enum ConfigurationLayers {
    /// A reader over all layers.
    /// - Throws: ``CommandFailure`` when the file is missing or not YAML.
    static func reader(
        flags: [String: ConfigContent], environment: [String: String], file: String?
    ) async throws -> ConfigReader {
        let values = flags.map { key, content in
            (
                AbsoluteConfigKey(key.split(separator: ".").map(String.init)),
                ConfigValue(content, isSecret: Redaction.isSecret(key: key))
            )
        }
        let flagLayer = InMemoryProvider(name: "flags", values: Dictionary(values) { _, last in last })
        let environmentLayer = EnvironmentVariablesProvider(environmentVariables: environment)
            .prefixKeys(with: "herald")
        guard let file else { return ConfigReader(providers: [flagLayer, environmentLayer]) }
        return ConfigReader(providers: [flagLayer, environmentLayer, try await fileLayer(file)])
    }

    private static func fileLayer(_ path: String) async throws -> FileProvider<YAMLSnapshot> {
        let location = InMemoryProvider(values: ["filePath": ConfigValue(.string(path), isSecret: false)])
        do {
            return try await FileProvider<YAMLSnapshot>(config: ConfigReader(provider: location))
        } catch {
            throw CommandFailure(
                "The configuration file '\(TextWidth.harmless(path))' cannot be read.",
                details: [TextWidth.harmless("\(error)")],
                hint: "It must exist and be a YAML mapping, such as 'listen: 127.0.0.1:8080'."
            )
        }
    }
}
