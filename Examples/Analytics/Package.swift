// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "analytics-store",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "analytics-store", targets: ["AnalyticsStore"])],
    dependencies: [
        .package(name: "herald", path: "../.."),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    ],
    targets: [
        .executableTarget(
            name: "AnalyticsStore",
            dependencies: [
                .product(name: "HeraldReceiver", package: "herald"),
                .product(name: "HeraldReceiverHummingbird", package: "herald"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "AnalyticsStoreTests",
            dependencies: [
                "AnalyticsStore",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
    ]
)
