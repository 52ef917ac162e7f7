/// The receiver that demands a client certificate.
struct MutualTLSSink {
    private let receiver: PythonReceiver
    var url: String { "https://127.0.0.1:\(receiver.port)/hook" }

    init(_ files: CertificateFiles) throws {
        receiver = try PythonReceiver("mtls_sink.py", ["server.pem", "server.key", "ca.pem"].map { files.path($0) })
    }
}
