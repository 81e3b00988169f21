// swift-tools-version: 6.2
import PackageDescription

/// The Merge module with all mutants in it, and the program that runs one of them: `scripts/check-mutations` puts this beside
/// copies of their sources and builds it there.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let tomlkit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let package = Package(
    name: "mutations",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        .target(name: "Merge", dependencies: [tomlkit, yams], swiftSettings: settings),
        .executableTarget(name: "mutation-runner", dependencies: ["Merge"], path: "Runner", swiftSettings: settings),
    ]
)
