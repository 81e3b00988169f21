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
    /// Whether a pre-release may be the newest version of a Copier template.
    var prereleases = false
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
        /// Whether the repository does not have it any more.
        var isGone = false

        var name: ReleaseName { .revision(revision) }

        /// The revision for people, who don't read whole ids.
        var shortName: String { revision == commit.hex ? String(revision.prefix(12)) : revision }
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
        /// The version that was asked for, as it was written; nil for the newest.
        var asked: String?
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
            throw unknown(name)
        }
    }

    private func unknown(_ name: ReleaseName) -> DriftError {
        DriftError(
            .unknownRelease, "\(record.path) names \(name), which \(source.locator) does not have",
            fix: "the template's history was rewritten: `scaffold adopt` shows which state comes nearest")
    }

    /// The state that an upgrade goes to: the one that was asked for, or the newest that the tool itself would take.
    ///
    /// A cruft project that follows a branch or tag stays on it. Copier takes the newest version tag; a project that is
    /// past it (generated from an untagged commit) stays where it is. Nothing goes back to an ancestor by itself.
    func target(asked: String?, from: State) throws -> State {
        if let asked { return try named(asked) }
        let newest = try newest()
        if let old = from.version, let new = newest.version { return new <= old ? from : newest }
        return try isPast(newest, from) ? from : newest
    }

    /// The newest state that the tool itself would take.
    private func newest() throws -> State {
        switch record.tool {
        case .cruft: return try named(record.checkout ?? "HEAD")
        case .copier:
            let newest = try versions.newest(prereleases: prereleases)
            return State(commit: newest.commit, revision: newest.describe, version: newest.version)
        }
    }

    /// Whether a state is an ancestor of the one that the project is at.
    private func isPast(_ state: State, _ from: State) throws -> Bool {
        try !from.isGone && state.commit != from.commit && source.repository.isAncestor(state.commit, of: from.commit)
    }

    /// What a record is to follow from now on (cruft's `checkout`), where something was asked for; nil keeps what it says.
    ///
    /// As cruft does, whatever was asked for is written: a branch, a tag, or a commit, on which the project then stays. A
    /// project that is there already, and that its record leads there, keeps its record.
    func checkout(asked: String?, from: State, _ to: State) throws -> String? {
        guard record.tool == .cruft, let asked else { return nil }
        if from.commit == to.commit, try newest().commit == to.commit { return nil }
        return asked
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
    /// - Parameter asked: The state that was asked for; nil where the upgrade goes to the newest.
    func findings(about from: State, _ to: State, asked: String?) throws -> [Finding] {
        func finding(_ message: String) -> [Finding] {
            [Finding(rule: "older-target", severity: .warning, path: record.path, message: message)]
        }
        if let old = from.version, let new = to.version {
            guard new < old else { return [] }
            return finding("\(to.revision) is older than \(from.revision), which the project is at")
        }
        if asked == nil {
            let newest = try newest()
            guard from == to, try isPast(newest, from) else { return [] }
            let name = record.checkout ?? newest.shortName
            return finding(
                "the project is at \(from.shortName), which comes after \(name), the newest that its record leads to: "
                    + "it stays there; `scaffold upgrade --to` goes back to \(name), or follows another state")
        }
        guard try isPast(to, from) else { return [] }
        return finding("\(to.shortName) is older than \(from.shortName), which the project is at")
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
        let old = from.isGone ? [] : try source.files(at: from.commit)
        return Pair(from: from, to: to, old: old, new: from.commit == to.commit ? old : try source.files(at: to.commit))
    }

    /// Renders both states, as the project would have them committed.
    func renders(_ pair: Pair, _ inputs: Inputs) throws -> Renders {
        let (base, incoming) = try rendersOrHistory(pair, inputs)
        var form = CommittedForm(read: inputs.files)
        return (try form.committed(base), try form.committed(incoming))
    }

    private func rendersOrHistory(_ pair: Pair, _ inputs: Inputs) throws -> Renders {
        if pair.from.isGone { return try rendersFromHistory(pair, inputs, why: unknown(pair.from.name)) }
        do {
            return try rendersAsTool(pair, inputs)
        } catch let error as ScaffoldError {
            // What is wrong with the target, or with answers given now, is told as it is.
            guard let why = failure(of: pair, inputs) else { throw error }
            return try rendersFromHistory(pair, inputs, why: why)
        }
    }

    private func rendersAsTool(_ pair: Pair, _ inputs: Inputs) throws -> Renders {
        switch record.tool {
        case .copier: try copierRenders(pair, inputs)
        case .cruft: try cruftRenders(pair, inputs)
        }
    }

    /// Why the old state can't be rendered by itself; nil where it can.
    private func failure(of pair: Pair, _ inputs: Inputs) -> ScaffoldError? {
        var alone = inputs
        alone.changes = [:]
        alone.consent.hooks = nil
        do {
            _ = try rendersAsTool(Pair(from: pair.from, to: pair.from, old: pair.old, new: pair.old), alone)
            return nil
        } catch {
            return error as? ScaffoldError
        }
    }

    /// Renders one state.
    func render(_ state: State, _ inputs: Inputs) throws -> DialectRender {
        try renders(pair(state, state), inputs).base
    }
}
