// swift-tools-version: 6.2
import PackageDescription

// What `make bench` and `make bench-check` measure with. A package of its own, so that nothing here is part of Herald
// and nobody who depends on Herald builds it.
let package = Package(
    name: "herald-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "herald", path: ".."),
        // The same versions as Herald's own.
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    ],
    targets: [
        .executableTarget(
            name: "bare-hummingbird",
            dependencies: [
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
            ],
            path: "Sources/BareHummingbird"),
        .executableTarget(
            name: "engine-bench",
            dependencies: [.product(name: "HeraldEngine", package: "herald")],
            path: "Sources/EngineBench",
            swiftSettings: [.enableUpcomingFeature("ExistentialAny")]),
    ]
)
