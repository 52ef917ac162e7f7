import Foundation

/// `HeraldFuzz TARGET [libFuzzer's options] [corpus…]` feeds one parser; `HeraldFuzz --list` names them.
///
/// libFuzzer brings no `main` here, because SwiftPM's executables have one: its driver is called instead.
@main
struct HeraldFuzz {
    private typealias Callback = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
    private typealias Arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

    /// The parser that is fed. Written once, before libFuzzer starts; it calls from one thread.
    nonisolated(unsafe) static var feed: ([UInt8]) -> Void = { _ in }

    static func main() {
        let name = CommandLine.arguments.dropFirst().first ?? ""
        guard let target = FuzzTarget(rawValue: name) else {
            for target in FuzzTarget.allCases { print(target.rawValue) }
            exit(name == "--list" ? 0 : 2)
        }
        feed = target.feed
        // libFuzzer must not take the name for a corpus folder.
        var arguments = CommandLine.arguments
        arguments.remove(at: 1)
        var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var count = CInt(arguments.count)
        pointers.withUnsafeMutableBufferPointer { buffer in
            guard var start = buffer.baseAddress else { return }
            exit(
                runDriver(&count, &start) { bytes, count in
                    HeraldFuzz.feed(Array(UnsafeBufferPointer(start: bytes, count: count)))
                    return 0
                })
        }
    }

    @_silgen_name("LLVMFuzzerRunDriver")
    private static func runDriver(
        _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutablePointer<Arguments>, _ callback: Callback
    ) -> CInt
}
