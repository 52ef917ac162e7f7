import ServiceLifecycle

/// An example program as one of the demo's services.
struct DemoExampleService: Service {
    let index: Int
    let process: ExampleProcess
    let announce: AsyncStream<DemoConductor.Start>.Continuation

    func run() async throws {
        try await process.run { url in announce.yield(.example(index: index, url: url)) }
    }
}
