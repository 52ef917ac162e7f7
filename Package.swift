// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target of ours: language mode 6 (the tools version), the upcoming features we want from day one,
/// and no warning left standing.
let ours: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: ours)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: ours)
}

let nio = (
    core: Target.Dependency.product(name: "NIOCore", package: "swift-nio"),
    posix: Target.Dependency.product(name: "NIOPosix", package: "swift-nio"),
    http1: Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio"),
    embedded: Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio"),
    httpTypes: Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
    httpTypes1: Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
    ssl: Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
)
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let collections = (
    heap: Target.Dependency.product(name: "HeapModule", package: "swift-collections"),
    deque: Target.Dependency.product(name: "DequeModule", package: "swift-collections")
)

// Arrows point down only: a target sees what its row names, and CI builds with
// `--explicit-target-dependency-import-check error`.
let package = Package(
    name: "herald",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "herald", targets: ["herald"]),
        .library(name: "HeraldReceiver", targets: ["HeraldReceiver", "HeraldGzip", "HeraldJSON"]),
        .library(name: "HeraldReceiverHTTPTypes", targets: ["HeraldReceiverHTTPTypes"]),
        .library(name: "HeraldReceiverHummingbird", targets: ["HeraldReceiverHummingbird"]),
        .library(name: "HeraldReceiverSQLite", targets: ["HeraldReceiverSQLite"]),
        .library(name: "HeraldStoreConformance", targets: ["HeraldStoreConformance"]),
        // What Benchmarks/ measures piece by piece; no promise to anybody else.
        .library(
            name: "HeraldEngine",
            targets: [
                "HeraldOperations", "HeraldTransport", "HeraldDelivery", "HeraldStore", "HeraldWire", "HeraldModel",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-configuration.git", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
    ],
    targets: [
        // Pure: no I/O, no clock, no randomness of their own.
        library("HeraldJSON"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        library("HeraldGzip", ["CZlib"]),
        library("HeraldModel", ["HeraldJSON"]),
        library("HeraldWire", ["HeraldModel", "HeraldGzip", "HeraldJSON", crypto]),
        .target(name: "CHeraldCatalogue"),
        library("HeraldCatalogue", ["HeraldModel", "HeraldJSON", "CHeraldCatalogue"]),
        library("HeraldReceiver", ["HeraldGzip", "HeraldJSON", crypto]),
        library("HeraldReceiverHTTPTypes", ["HeraldReceiver", httpTypes]),
        library(
            "HeraldReceiverHummingbird",
            ["HeraldReceiver", "HeraldReceiverHTTPTypes", hummingbird, httpTypes, nio.core, logging]),
        library("HeraldReceiverSQLite", ["HeraldReceiver", .product(name: "GRDB", package: "GRDB.swift")]),

        // The durable engine and its drivers.
        library("HeraldStore", ["HeraldModel", "HeraldJSON", collections.deque]),
        library("HeraldStoreConformance", ["HeraldStore", "HeraldModel", "HeraldJSON"]),
        library(
            "HeraldSQLite",
            [
                "HeraldStore", "HeraldModel", "HeraldJSON", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"), crypto, logging,
            ]
        ),

        // Sending.
        library(
            "HeraldDelivery",
            [
                "HeraldStore", "HeraldWire", "HeraldModel", "HeraldJSON", nio.core, collections.heap, collections.deque,
                logging, lifecycle,
            ]
        ),
        library(
            "HeraldTransport",
            ["HeraldDelivery", "HeraldModel", nio.core, nio.posix, nio.ssl, collections.deque, crypto, logging]
        ),

        // Asking: calls whose answer the app waits for.
        library(
            "HeraldHooks",
            [
                "HeraldDelivery", "HeraldWire", "HeraldModel", "HeraldGzip", "HeraldJSON", nio.core, collections.deque,
            ]
        ),

        // What the doors share: the use cases, free of HTTP.
        library(
            "HeraldOperations",
            [
                "HeraldHooks", "HeraldDelivery", "HeraldStore", "HeraldCatalogue", "HeraldReceiver", "HeraldWire",
                "HeraldModel", "HeraldJSON", crypto, cryptoExtras,
                logging, lifecycle,
            ]
        ),

        // Doors.
        .target(name: "CHeraldAPI"),
        library(
            "HeraldAPI",
            [
                "CHeraldAPI", "HeraldOperations", "HeraldHooks", "HeraldDelivery", "HeraldStore", "HeraldCatalogue",
                "HeraldWire",
                "HeraldModel", "HeraldJSON", hummingbird, hummingbirdCore, httpTypes, nio.core, nio.http1,
                nio.httpTypes,
                nio.httpTypes1, collections.deque, crypto, logging, lifecycle,
                .product(name: "JWTKit", package: "jwt-kit"),
            ]
        ),
        .target(name: "CHeraldPanel", exclude: ["assets", "templates"]),
        library(
            "HeraldPanel",
            [
                "CHeraldPanel", "HeraldOperations", "HeraldDelivery", "HeraldStore", "HeraldCatalogue", "HeraldModel",
                "HeraldJSON", hummingbird, hummingbirdCore, httpTypes, nio.core, crypto, logging, lifecycle,
                .product(name: "Mustache", package: "swift-mustache"),
            ]
        ),
        library(
            "HeraldServer",
            [
                "HeraldAPI", "HeraldPanel", "HeraldOperations", "HeraldHooks", "HeraldTransport", "HeraldSQLite",
                "HeraldDelivery",
                "HeraldStore",
                "HeraldCatalogue", "HeraldWire", "HeraldModel", "HeraldJSON", hummingbird, lifecycle, crypto, logging,
                nio.core, nio.posix, .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Configuration", package: "swift-configuration"),
            ]
        ),
        library(
            "HeraldCLI",
            [
                "HeraldServer", "HeraldStore", "HeraldReceiver", "HeraldGzip", "HeraldCatalogue", "HeraldWire",
                "HeraldModel", "HeraldJSON", hummingbird, httpClient, httpTypes, nio.core, nio.posix, nio.http1,
                logging, lifecycle,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Configuration", package: "swift-configuration"),
            ]
        ),
        .executableTarget(name: "herald", dependencies: ["HeraldCLI"], swiftSettings: ours),

        // What tests share: a receiver, a server process, an API client.
        .target(
            name: "HeraldTestSupport",
            dependencies: [
                "HeraldJSON", hummingbird, httpClient, httpTypes, nio.core, nio.posix, nio.http1, nio.ssl, crypto,
                logging,
                lifecycle,
            ],
            path: "Tests/HeraldTestSupport", swiftSettings: ours),
        tests(
            "CrashTests", ["herald", "HeraldTestSupport", "HeraldReceiver", "HeraldJSON", httpTypes]),
        tests(
            "IntegrationTests", ["herald", "HeraldTestSupport", "HeraldReceiver", "HeraldJSON", httpTypes],
            exclude: ["Resources"]),
        tests("HeraldJSONTests", ["HeraldJSON"]),
        tests("HeraldGzipTests", ["HeraldGzip"]),
        tests("HeraldWireTests", ["HeraldWire", "HeraldModel", "HeraldGzip", "HeraldJSON", crypto]),
        tests("HeraldCatalogueTests", ["HeraldCatalogue", "HeraldModel", "HeraldJSON"]),
        tests(
            "HeraldOperationsTests",
            [
                "HeraldOperations", "HeraldHooks", "HeraldDelivery", "HeraldStore", "HeraldCatalogue", "HeraldReceiver",
                "HeraldModel", "HeraldJSON", crypto, logging, lifecycle,
            ]
        ),
        tests(
            "HeraldAPITests",
            [
                "HeraldAPI", "HeraldOperations", "HeraldHooks", "HeraldStore", "HeraldDelivery", "HeraldWire",
                "HeraldModel", "HeraldGzip", "HeraldJSON", hummingbird, hummingbirdTesting, httpTypes, nio.core,
                nio.posix, crypto, logging,
            ]
        ),
        tests(
            "HeraldPanelTests",
            [
                "HeraldPanel", "HeraldOperations", "HeraldHooks", "HeraldStore", "HeraldDelivery", "HeraldModel",
                "HeraldJSON", hummingbird, hummingbirdTesting, httpTypes, nio.core, logging,
            ]),
        tests(
            "HeraldReceiverTests", ["HeraldReceiver", "HeraldGzip", "HeraldWire", "HeraldModel", "HeraldJSON"]),
        tests(
            "HeraldReceiverHummingbirdTests",
            [
                "HeraldReceiverHummingbird", "HeraldReceiver", "HeraldJSON", hummingbird, hummingbirdTesting, httpTypes,
                nio.core, crypto, logging,
            ]),
        tests(
            "HeraldReceiverSQLiteTests",
            ["HeraldReceiverSQLite", "HeraldReceiver", .product(name: "GRDB", package: "GRDB.swift")]),
        tests("HeraldModelTests", ["HeraldModel", "HeraldJSON"]),
        tests("HeraldStoreTests", ["HeraldStore", "HeraldStoreConformance", "HeraldModel", "HeraldJSON"]),
        tests(
            "HeraldSQLiteTests",
            [
                "HeraldSQLite", "HeraldStore", "HeraldStoreConformance", "HeraldModel", "HeraldJSON", logging,
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        tests(
            "HeraldCLITests",
            [
                "HeraldCLI", "HeraldServer", "HeraldTransport", "HeraldOperations", "HeraldCatalogue", "HeraldReceiver",
                "HeraldGzip", "HeraldWire", "HeraldModel", "HeraldJSON",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
            ]
        ),
        tests(
            "HeraldDeliveryTests",
            [
                "HeraldDelivery", "HeraldTransport", "HeraldModel", "HeraldSQLite", "HeraldStore", "HeraldJSON",
                nio.core, nio.posix, logging,
            ]
        ),
        tests(
            "HeraldHooksTests",
            [
                "HeraldHooks", "HeraldTransport", "HeraldDelivery", "HeraldReceiver", "HeraldGzip", "HeraldModel",
                "HeraldJSON", "HeraldTestSupport", nio.core, nio.posix, logging,
            ]
        ),
        tests(
            "HeraldTransportTests",
            [
                "HeraldTransport", "HeraldDelivery", "HeraldModel", "HeraldTestSupport", nio.core, nio.posix, nio.http1,
                nio.embedded,
                nio.ssl, logging,
            ]
        ),
    ],
    cLanguageStandard: .c2x
)
