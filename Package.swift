// swift-tools-version: 6.2
import PackageDescription

/// The same compiler settings in every target: language mode 6 and the stricter import rules.
///
/// `scripts/test` sets SCAFFOLD_WARNINGS_AS_ERRORS, so that a newer compiler's warnings never break a user's build.
var settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]
if Context.environment["SCAFFOLD_WARNINGS_AS_ERRORS"] != nil {
    settings.append(.treatAllWarnings(as: .error))
}

let collections = Target.Dependency.product(name: "OrderedCollections", package: "swift-collections")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let tomlkit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")

let package = Package(
    name: "scaffold",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "scaffold", targets: ["scaffold"]),
        .library(name: "Jinja", targets: ["Jinja"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Only the tests' fake forge uses it.
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibgit2", pkgConfig: "libgit2",
            providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .target(name: "Git", dependencies: ["CLibgit2"], swiftSettings: settings),
        .target(name: "Jinja", dependencies: [collections], swiftSettings: settings),
        .target(name: "Merge", dependencies: [tomlkit, yams], swiftSettings: settings),
        .target(name: "Report", swiftSettings: settings),
        .target(
            name: "Template", dependencies: ["Git", "Jinja", "Merge", collections, tomlkit, yams],
            swiftSettings: settings),
        .target(
            name: "Drift", dependencies: ["Git", "Merge", "Report", "Template", collections, yams],
            swiftSettings: settings),
        .target(
            name: "Fleet", dependencies: ["Drift", "Forge", "Git", "Merge", "Report", "Template", grdb],
            swiftSettings: settings),
        .target(
            name: "Forge", dependencies: ["CCurl", "Drift", "Git", "Report", "Template", yams], swiftSettings: settings),
        .target(
            name: "ScaffoldCLI",
            dependencies: [
                "Drift", "Fleet", "Forge", "Git", "Jinja", "Merge", "Report", "Template", arguments, collections, yams,
            ],
            swiftSettings: settings),
        .executableTarget(name: "scaffold", dependencies: ["ScaffoldCLI"], swiftSettings: settings),

        .target(
            name: "FakeForge", dependencies: [flyingFox, "TestSupport"], path: "Tests/FakeForge",
            swiftSettings: settings),
        .executableTarget(
            name: "fake-forge", dependencies: ["FakeForge", arguments], path: "Tests/FakeForgeServer",
            swiftSettings: settings),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "GitTests", dependencies: ["Git", "TestSupport"], swiftSettings: settings),
        .executableTarget(
            name: "jinja-oracle", dependencies: ["Jinja", collections], path: "Tests/JinjaOracle",
            swiftSettings: settings),
        .testTarget(
            name: "JinjaTests", dependencies: ["Jinja", "jinja-oracle", "TestSupport", collections],
            swiftSettings: settings),
        .testTarget(
            name: "MergeTests", dependencies: ["Merge", "TestSupport"], exclude: ["Cases"], swiftSettings: settings),
        .testTarget(
            name: "ReportTests", dependencies: ["Report", "TestSupport"], exclude: ["Golden"], swiftSettings: settings),
        .testTarget(
            name: "TemplateTests", dependencies: ["Template", "Git", "Jinja", "TestSupport", collections],
            swiftSettings: settings),
        .testTarget(
            name: "DriftTests",
            dependencies: ["Drift", "Git", "Merge", "Report", "Template", "TestSupport", collections],
            exclude: ["Memory/Golden"], swiftSettings: settings),
        .testTarget(
            name: "FleetTests", dependencies: ["Fleet", "Drift", "Forge", "Report", "Template", "TestSupport"],
            swiftSettings: settings),
        .testTarget(
            name: "ForgeTests", dependencies: ["Forge", "FakeForge", "Git", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "CLITests", dependencies: ["ScaffoldCLI", "FakeForge", "TestSupport", collections],
            exclude: ["Golden"],
            swiftSettings: settings),
    ]
)
