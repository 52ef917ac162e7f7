import Foundation
import HeraldCLI

/// The program's entry; everything it does is in HeraldCLI.
@main
struct Herald {
    static func main() async {
        let status = await HeraldProgram.run(Array(CommandLine.arguments.dropFirst()))
        exit(status.rawValue)
    }
}
