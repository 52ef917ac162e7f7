/// Runs one piece of a delivery's way many times, without network or disk, so that a profiler can count instructions
/// and allocations per turn.
///
/// Usage: engine-bench LOOP COUNT, or engine-bench list.
@main
enum EngineBench {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments == ["list"] {
            for loop in Loop.allCases { print(loop.rawValue) }
            return
        }
        guard arguments.count == 2, let loop = arguments.first.flatMap({ Loop(rawValue: $0) }),
            let count = arguments.last.flatMap({ Int($0) }), count > 0
        else { throw UsageError() }
        // The printed figure depends on the work, so that none of it can be optimised away.
        print(loop.rawValue, count, try await loop.run(count))
    }
}

/// What can be run.
enum Loop: String, CaseIterable {
    /// A delivery's way through the engine: committed, dispatched, completed, settled.
    case engine
    /// The body in the social.plus dialect and its signature.
    case sign
    /// The signature alone, of a body that is there.
    case signature
    /// An event of a batch of 100 in NDJSON: split, made canonical, judged, matched with its webhook.
    case prepare
    /// nginx's answer.
    case parse

    func run(_ count: Int) async throws -> Int {
        switch self {
        case .engine: try EngineLoop.run(count)
        case .sign: SigningLoop.run(count, rendering: true)
        case .signature: SigningLoop.run(count, rendering: false)
        case .prepare: try await PublishingLoop.run(count)
        case .parse: try ParsingLoop.run(count)
        }
    }
}

struct UsageError: Error, CustomStringConvertible {
    var description: String {
        "usage: engine-bench \(Loop.allCases.map(\.rawValue).joined(separator: "|")) COUNT"
    }
}
