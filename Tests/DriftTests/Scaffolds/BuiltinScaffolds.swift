import Foundation
import Git
import OrderedCollections
import Synchronization
import Template
import Testing

/// The scaffolds of this repository, each release of which is read once, and rendered once with the same answers.
enum BuiltinScaffolds {
    /// Opens a built-in scaffold.
    static func source(_ name: String) throws -> any ScaffoldSource {
        try sources.withLock { sources in
            if let known = sources[name] { return known }
            let source = CachedSource(try Catalog(root: folder).source(named: name))
            sources[name] = source
            return source
        }
    }

    /// Every pair of a release and the one that its manifest names as the release before it, withdrawn ones too.
    static let steps: [ReleaseStep] = {
        guard let scaffolds = try? Catalog(root: folder).scaffolds() else { return [] }
        return scaffolds.flatMap { scaffold in
            scaffold.releases.compactMap { summary in
                let release = try? source(scaffold.name).release(summary.version)
                return release?.previous.map {
                    ReleaseStep(
                        scaffold: scaffold.name, from: $0, to: summary.version, isWithdrawn: summary.yanked != nil)
                }
            }
        }
    }()

    /// What a release gives, and its effective answers; the one required answer is filled in.
    static func render(
        _ scaffold: String, _ release: String, _ answers: Answers
    ) throws -> (baseline: Baseline, answers: Answers) {
        let release = try source(scaffold).release(try version(release))
        var given = answers
        for question in release.questions where question.isRequired && given[question.name] == nil {
            given[question.name] = "shop"
        }
        let effective = try release.answers(given: given)
        let key = Rendering(scaffold: scaffold, release: release.version, answers: effective)
        if let known = renderings.withLock({ $0[key] }) { return (known, effective) }
        let baseline = try release.render(effective)
        renderings.withLock { $0[key] = baseline }
        return (baseline, effective)
    }

    private struct Rendering: Hashable {
        var scaffold: String
        var release: ReleaseVersion
        var answers: Answers
    }

    private static let renderings = Mutex<[Rendering: Baseline]>([:])
    private static let sources = Mutex<[String: any ScaffoldSource]>([:])
    /// Where they are.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../baselines").standardizedFileURL.path(percentEncoded: false)
}

/// From one release of a scaffold to another.
struct ReleaseStep: Sendable, CustomTestStringConvertible {
    var scaffold: String
    var from: ReleaseVersion
    var to: ReleaseVersion
    /// Whether the target is withdrawn.
    var isWithdrawn: Bool

    var testDescription: String { "\(scaffold) \(from) → \(to)" }
}

/// A source whose releases are read once, since reading them is most of what an upgrade costs.
private final class CachedSource: ScaffoldSource {
    private let source: any ScaffoldSource
    private let known = Mutex<[ReleaseVersion: Release]>([:])

    init(_ source: any ScaffoldSource) { self.source = source }

    var name: String { source.name }
    var summary: String { source.summary }
    var locator: SourceLocator { source.locator }

    func releases() throws(ScaffoldError) -> [ReleaseSummary] { try source.releases() }

    func release(_ version: ReleaseVersion) throws(ScaffoldError) -> Release {
        if let release = known.withLock({ $0[version] }) { return release }
        let release = try source.release(version)
        known.withLock { $0[version] = release }
        return release
    }

    func pathChanges(in version: ReleaseVersion) throws(ScaffoldError) -> Release? {
        let release = try release(version)
        return release.renames.isEmpty && release.deletions.isEmpty ? nil : release
    }
}
