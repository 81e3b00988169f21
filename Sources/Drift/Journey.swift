import OrderedCollections
import Template

/// The way from one release to another: each release on it, with the answers as they are there.
///
/// A release's moves and notes are written for its own questions, so that one in the middle must be read with the answers
/// migrated that far, and not with the last release's, where a question may have another name.
struct Journey {
    private var stops: [(release: Release, before: Answers, after: Answers)] = []

    /// Migrates answers step by step; the last stop has the answers that the upgrade ends with.
    init(from answers: Answers, through releases: [Release], to last: Answers) throws {
        var before = answers
        for (index, release) in releases.enumerated() {
            let isLast = index == releases.count - 1
            let after = isLast ? last : try release.migrate(before, through: [release], setting: [:]).answers
            stops.append((release, before, after))
            before = after
        }
    }

    /// What each release does to the paths of the one before it.
    func pathSteps() throws -> [PathStep] { try stops.map { try $0.release.pathStep(from: $0.before, to: $0.after) } }

    /// What the releases tell their users; those that tell nothing are left out.
    func notes() throws -> [(release: ReleaseName, text: String)] {
        try stops.compactMap { stop in
            let text = try stop.release.renderedNotes(stop.after)
            return text.isEmpty ? nil : (.version(stop.release.version), text)
        }
    }
}
