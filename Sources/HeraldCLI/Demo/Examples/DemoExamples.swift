import Foundation

/// The example programs that were found, and a folder for what they write, which is gone afterwards.
struct DemoExamples: Sendable {
    /// The programs to run; empty when there are none.
    let processes: [ExampleProcess]
    private let folder: URL?

    /// Looks for the programs.
    /// - Parameter beside: the folder that `auto` looks in.
    /// - Throws: ``CommandFailure`` when a folder that was named lacks one of them.
    init(_ option: ExamplesOption, beside: URL? = Self.programFolder) throws {
        let place: URL? =
            switch option {
            case .auto: beside
            case .none: nil
            case .folder(let path): URL(fileURLWithPath: path, isDirectory: true)
            }
        let missing = DemoExample.allCases.filter { example in
            !FileManager.default.isExecutableFile(atPath: place?.appendingPathComponent(example.program).path ?? "")
        }
        if case .folder(let path) = option, !missing.isEmpty {
            throw CommandFailure(
                "\(path) has no program \(missing.map(\.program).joined(separator: ", ")).",
                hint: "'make examples' builds the examples and runs the demo with them."
            )
        }
        guard let place, missing.isEmpty else {
            processes = []
            folder = nil
            return
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("herald-demo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.folder = folder
        processes = DemoExample.allCases.map { example in
            ExampleProcess(
                example: example, program: place.appendingPathComponent(example.program), folder: folder,
                secret: "demo-" + RandomToken.hex(bytes: 24)
            )
        }
    }

    /// Deletes what the programs wrote.
    func remove() {
        if let folder { try? FileManager.default.removeItem(at: folder) }
    }

    /// The folder that this program is in.
    static var programFolder: URL? { Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent() }
}
