import Git
import Merge
import OrderedCollections
import Report
import Template

/// Another tool's template in its repository: which states it has, and what they render to.
struct ForeignTemplate {
    let record: ForeignRecord
    let source: TemplateRepository
    /// The template's address as it stands in the record.
    let address: String
    private let versions: CopierVersions

    init(_ entry: Record.Entry, _ record: ForeignRecord, _ source: TemplateRepository) {
        self.record = record
        self.source = source
        versions = CopierVersions(source.repository)
        address = entry.source
    }

    /// One state of the template.
    struct State: Hashable {
        /// The commit.
        var commit: ObjectID
        /// What the tool records of it: Copier what `git describe` says, cruft the whole id.
        var revision: String
        /// Its place among the versions; nil where it has none.
        var version: PythonVersion?

        var name: ReleaseName { .revision(revision) }
    }

    /// The two states of an upgrade, read.
    struct Pair {
        var from: State
        var to: State
        var old: [TemplateFile]
        var new: [TemplateFile]
    }

    /// What both states are rendered with.
    struct Inputs {
        /// The recorded answers.
        var answers: Answers
        /// Answers that only the target gets.
        var changes: Answers = [:]
        /// When the service took the first of them; nil where that isn't known or doesn't matter.
        var moment: RecordHistory.Moment?
        /// Reads a file of the service as it is, for the target.
        var files: @Sendable (String) -> [UInt8]?
        /// Reads a file of the service as it was when the service took the first of them.
        var earlierFiles: @Sendable (String) -> [UInt8]?
        var setting: RenderSetting
        /// What of the template may run.
        var consent = Consent.none
    }

    /// Both renders of an upgrade.
    typealias Renders = (base: DialectRender, incoming: DialectRender)

    // MARK: States

    /// The state that a record calls so.
    /// - Throws: ``DriftError`` `unknown-release` when the repository does not have it.
    func state(_ name: ReleaseName) throws -> State {
        guard case .revision(let text) = name else { return try named(name.description) }
        do {
            return try named(text)
        } catch let error as ScaffoldError where error.code == .notFound || error.code == .locator {
            throw DriftError(
                .unknownRelease, "\(record.path) names \(name), which \(source.locator) does not have",
                fix: "the template's history was rewritten: `scaffold adopt` shows which state comes nearest")
        }
    }

    /// The state that an upgrade goes to: the one that was asked for, or the newest that the tool itself would take.
    ///
    /// A cruft project that follows a branch or tag stays on it. Copier takes the newest version tag; a project that is
    /// past it (generated from an untagged commit) stays where it is.
    func target(asked: String?, from: State) throws -> State {
        if let asked { return try named(asked) }
        switch record.tool {
        case .cruft: return try named(record.checkout ?? "HEAD")
        case .copier:
            let newest = try versions.newest()
            if let old = from.version, let new = newest.version, new <= old { return from }
            return State(commit: newest.commit, revision: newest.describe, version: newest.version)
        }
    }

    /// How far two states are apart: in version tags, where the template's tool goes by them, and in days.
    func distance(from old: ReleaseName, to new: ReleaseName) throws -> ReleaseDistance {
        let (from, to) = (try state(old), try state(new))
        func day(_ state: State) throws -> Int64 {
            try source.repository.commit(state.commit).committer.seconds / 86_400
        }
        var releases: Int?
        if let before = from.version, let after = to.version {
            releases = try versions.tags().count { $0.version > before && $0.version <= after }
        }
        return ReleaseDistance(releases: from.commit == to.commit ? 0 : releases, days: Int(try day(to) - day(from)))
    }

    private func named(_ text: String) throws -> State {
        switch record.tool {
        case .copier:
            let version = try versions.version(of: versions.resolve(text))
            return State(commit: version.commit, revision: version.describe, version: version.version)
        case .cruft:
            let commit = try versions.resolve(text)
            return State(commit: commit, revision: commit.hex, version: nil)
        }
    }

    /// What there is to say about the two states.
    func findings(about from: State, _ to: State) throws -> [Finding] {
        guard let old = from.version, let new = to.version, new < old else { return [] }
        return [
            Finding(
                rule: "older-target", severity: .warning,
                message: "\(to.revision) is older than \(from.revision), which the project is at")
        ]
    }

    /// Whether a state is younger than the project's commit that took it: a tag was moved to another commit since.
    func isMoved(_ state: State, since moment: RecordHistory.Moment) throws -> Bool {
        try source.repository.commit(state.commit).committer.seconds > moment.commit.committer.seconds + 60
    }

    /// The folder of the repository that ``BaselineFile/source`` starts from; nil where the template can't be read.
    func folder(of pair: Pair) -> String? {
        switch record.tool {
        case .copier: ""
        case .cruft: try? cookiecutterTemplate(pair.new, pair.to).source("")
        }
    }

    // MARK: Renders

    /// Reads two states.
    func pair(_ from: State, _ to: State) throws -> Pair {
        let old = try source.files(at: from.commit)
        return Pair(from: from, to: to, old: old, new: from.commit == to.commit ? old : try source.files(at: to.commit))
    }

    /// Renders both states.
    func renders(_ pair: Pair, _ inputs: Inputs) throws -> Renders {
        switch record.tool {
        case .copier: try copierRenders(pair, inputs)
        case .cruft: try cruftRenders(pair, inputs)
        }
    }

    /// Renders one state.
    func render(_ state: State, _ inputs: Inputs) throws -> DialectRender {
        try renders(pair(state, state), inputs).base
    }
}
