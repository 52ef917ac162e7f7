import ArgumentParser
import HeraldJSON

/// The certificates of a webhook, each from a file.
struct TLSOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Issuers to trust instead of the system's, in PEM form.", valueName: "file"))
    var caFile: String?
    @Option(
        help: ArgumentHelp("The client certificate to show, then its issuers, in PEM form.", valueName: "file"))
    var clientCertFile: String?
    @Option(help: ArgumentHelp("The client certificate's private key, in PEM form.", valueName: "file"))
    var clientKeyFile: String?

    /// The longest text the server takes.
    private static let limit = 65_536

    /// The `tls` object; nil when nothing was given.
    func value() throws(CommandFailure) -> JSONValue? {
        var object = JSONObject()
        object["caCertificates"] = try Self.text(of: caFile)
        object["clientCertificate"] = try Self.text(of: clientCertFile)
        object["clientKey"] = try Self.text(of: clientKeyFile)
        return object.isEmpty ? nil : .object(object)
    }

    private static func text(of path: String?) throws(CommandFailure) -> JSONValue? {
        guard let path else { return nil }
        return .string(String(decoding: try InputFile.read(path, limit: limit), as: UTF8.self))
    }
}
