// swift-tools-version: 6.2
import PackageDescription

// What `make fuzz` runs. The parsers are Herald's own files, reached through symbolic links: so they are instrumented,
// their internals can be called, and nothing but swift-crypto is built besides. A package of its own, so that nobody
// who depends on Herald sees it.
let fuzzed: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

func parsers(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: fuzzed)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
    name: "herald-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [
        // The same version as Herald's own.
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2")
    ],
    targets: [
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        parsers("HeraldJSON"),
        parsers("HeraldGzip", ["CZlib"]),
        parsers("HeraldModel", ["HeraldJSON"]),
        parsers("HeraldReceiver", ["HeraldGzip", "HeraldJSON", crypto]),
        parsers("HeraldDelivery"),
        parsers("HeraldTransport", ["HeraldDelivery", "HeraldModel"]),
        parsers("HeraldAPI"),
        .executableTarget(
            name: "HeraldFuzz",
            dependencies: [
                "HeraldReceiver", "HeraldTransport", "HeraldDelivery", "HeraldAPI", "HeraldModel", "HeraldGzip",
                "HeraldJSON", crypto,
            ],
            swiftSettings: fuzzed,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
    ],
    cLanguageStandard: .c2x
)
