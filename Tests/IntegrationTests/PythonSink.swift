/// The independent receiver that checks signatures.
struct PythonSink {
    private let receiver: PythonReceiver
    var url: String { "http://127.0.0.1:\(receiver.port)/hook" }

    init(secret: String) throws { receiver = try PythonReceiver("sink.py", [secret]) }
}
