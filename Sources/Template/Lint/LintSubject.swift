import Git
import OrderedCollections

/// A release with what its rules look at: its renders, and the way from the release before it.
struct LintSubject {
    /// One render.
    struct Render {
        /// What is special about the answers.
        var label: String
        var answers: Answers
        var baseline: Baseline
    }

    /// A service of the release before, on its way into this one.
    struct Step {
        var label: String
        var before: Baseline
        var after: Baseline
        /// The renames that apply, by their index in the manifest.
        var moves: [(index: Int, move: PathMove)]
        /// The deletions as paths, in the order of the manifest.
        var deletions: [String]
    }

    let release: Release
    /// The release's folder as findings call it.
    let place: String
    var renders: [Render] = []
    var steps: [Step] = []
    /// What went wrong on the way to the renders.
    var problems: [LintFinding] = []

    init(_ release: Release, place: String) {
        self.release = release
        self.place = place
    }

    /// Renders a release with all its sets of answers, and carries those of the release before into it.
    init(_ release: Release, previous: Release?, place: String) throws(ScaffoldError) {
        self.init(release, place: place)
        let engine = Engine(release: release)
        let renderer = Renderer(release)
        var known: [Answers: Baseline] = [:]
        func render(_ answers: Answers) throws(ScaffoldError) -> Baseline {
            if let baseline = known[answers] { return baseline }
            let baseline = try renderer.render(answers)
            known[answers] = baseline
            return baseline
        }
        for (label, answers) in try LintSubject.sets(of: release) {
            do {
                renders.append(Render(label: label, answers: answers, baseline: try render(answers)))
            } catch {
                note(error, .render, because: "with \(label): ")
            }
        }
        guard let previous else { return }
        let oldRenderer = Renderer(previous)
        for (label, answers) in try LintSubject.sets(of: previous) {
            do {
                // What the release before can't render is that release's finding.
                guard let before = try? oldRenderer.render(answers) else { continue }
                let after = try release.migrate(answers, through: [release]).answers
                let paths = try release.indexedStep(from: answers, to: after, engine)
                steps.append(
                    Step(
                        label: label, before: before, after: try render(after), moves: paths.moves,
                        deletions: paths.deletions))
            } catch {
                note(error, .lostAnswer, because: "a service with \(label): ")
            }
        }
    }

    /// The answers to try a release with, by name; further ones are added while there are files that none of them renders.
    private static func sets(of release: Release) throws(ScaffoldError) -> OrderedDictionary<String, Answers> {
        let maker = AnswerSets(release)
        var sets = try maker.all()
        for (label, answers) in try maker.pairs() { sets[label] = answers }
        let engine = Engine(release: release)
        func wanted(_ answers: Answers) -> [String] {
            // What fails here fails when it is rendered, where it is a finding.
            guard let context = try? release.context(answers, engine: engine) else { return [] }
            return ((try? release.wantedFiles(engine, context)) ?? []).map(\.path)
        }
        var missing = Set(release.files.map(\.path))
        for answers in sets.values { missing.subtract(wanted(answers)) }
        if missing.isEmpty { return sets }
        for (label, answers) in maker.twoChanges() where !missing.isDisjoint(with: wanted(answers)) {
            sets[label] = answers
            missing.subtract(wanted(answers))
        }
        return sets
    }

    /// Notes an error once, with the first answers that lead to it.
    private mutating func note(_ error: ScaffoldError, _ rule: LintRule, because prefix: String) {
        let finding = LintFinding(error, rule, in: place, because: prefix)
        let isKnown = problems.contains { other in
            other.rule == rule && other.path == finding.path && other.line == finding.line
                && other.message.hasSuffix(error.message)
        }
        if !isKnown { problems.append(finding) }
    }

    /// Where a finding about the manifest is.
    var manifest: String { "\(place)/release.yml" }

    /// The files that are read as text: templates, fragments and parts, with their place below the release.
    var texts: [(path: String, bytes: [UInt8])] {
        var result: [(path: String, bytes: [UInt8])] = []
        for file in release.files where file.mode != .symlink && !TemplateMarkers.isBinary(file.bytes) {
            result.append(("files/\(file.path)", file.bytes))
        }
        for (folder, list) in [("slots", release.fragments), ("parts", release.parts)] {
            for (path, file) in list.sorted(by: { Path.precedes($0.key, $1.key) })
            where !TemplateMarkers.isBinary(file.bytes) {
                result.append(("\(folder)/\(path)", file.bytes))
            }
        }
        return result
    }
}

extension LintFinding {
    /// An error as a finding, at the place the error names.
    init(_ error: ScaffoldError, _ rule: LintRule, in place: String, because prefix: String = "") {
        // Errors name files by the release's folder on this machine; a finding by the scaffold's.
        var path = "\(place)/release.yml"
        if let file = error.location?.file {
            for folder in ["/files/", "/slots/", "/parts/"] {
                if let range = file.range(of: folder) { path = place + file[range.lowerBound...] }
            }
        }
        let details = error.details.map { "; \($0)" }.joined()
        self.init(
            rule, path, line: error.location?.line, prefix + error.message + details,
            fix: error.fix ?? "correct it there")
    }
}

extension String {
    /// Where a text stands in this one.
    fileprivate func range(of text: String) -> Range<String.Index>? { ranges(of: text).last }
}
