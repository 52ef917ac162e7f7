// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "moderation-bot",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "moderation-bot", targets: ["ModerationBot"])],
    dependencies: [
        .package(name: "herald", path: "../.."),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    ],
    targets: [
        .executableTarget(
            name: "ModerationBot",
            dependencies: [
                .product(name: "HeraldReceiver", package: "herald"),
                .product(name: "HeraldReceiverHummingbird", package: "herald"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]
        ),
        .testTarget(
            name: "ModerationBotTests",
            dependencies: [
                "ModerationBot",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
    ]
)
