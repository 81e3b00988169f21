import Git

/// Checks a scaffold before a release of it comes out.
///
/// Each rule is a function of a release and its renders; what is found is for the scaffold's authors.
public struct Lint {
    /// The folder with the releases.
    let source: FolderSource
    /// How findings call the folder.
    let place: String

    /// A lint of a folder.
    public init(_ source: FolderSource, place: String) {
        self.source = source
        self.place = place
    }

    /// Every finding, release by release.
    /// - Parameters:
    ///   - version: The only release to look at; nil for all.
    ///   - includesReleased: Whether to apply every rule to releases that are out too: nothing in them can be mended any
    ///     more, so that otherwise only their content id is checked.
    public func findings(
        of version: ReleaseVersion? = nil, includesReleased: Bool = false
    ) throws(ScaffoldError) -> [LintFinding] {
        let check = ReleaseCheck(source, place: place)
        var findings: [LintFinding] = []
        if version == nil { findings += try unlisted() }
        for summary in try source.releases() where version == nil || version == summary.version {
            findings += try check.content(of: summary)
            if summary.content != nil, !includesReleased { continue }
            findings += inRelease(summary)
        }
        return findings
    }

    /// What the rules find in one release.
    static func findings(in subject: LintSubject) -> [LintFinding] {
        var findings = subject.problems
        func add(_ found: [LintFinding]) {
            // A template that does not parse is found by every rule that reads it.
            findings += found.filter { !findings.contains($0) }
        }
        add(delimiters(subject))
        add(conditions(subject))
        add(placeholders(subject))
        add(reading(subject, questions))
        add(reading(subject, names))
        add(files(subject))
        add(purposes(subject))
        add(paths(subject))
        add(ports(subject))
        add(selectors(subject))
        add(environment(subject))
        return findings
    }

    /// What a rule finds that parses templates; that one does not parse is a finding as well.
    private static func reading(
        _ subject: LintSubject, _ rule: (LintSubject) throws(ScaffoldError) -> [LintFinding]
    ) -> [LintFinding] {
        do {
            return try rule(subject)
        } catch {
            return [LintFinding(error, .render, in: subject.place)]
        }
    }

    private func inRelease(_ summary: ReleaseSummary) -> [LintFinding] {
        let folder = ReleaseCheck(source, place: place).folder(of: summary.version)
        do {
            let release = try source.release(summary.version)
            let previous = try release.previous.map { version throws(ScaffoldError) in try source.release(version) }
            return Lint.findings(in: try LintSubject(release, previous: previous, place: folder))
        } catch {
            return [LintFinding(error, .manifest, in: folder)]
        }
    }

    /// Folders that look like releases and are not listed.
    private func unlisted() throws(ScaffoldError) -> [LintFinding] {
        let listed = Set(try source.releases().map(\.version.description))
        if listed.count == 1, source.path(of: try source.releases()[0].version) == source.folder { return [] }
        return try FileTree.folders(in: source.folder)
            .filter { ReleaseVersion($0) != nil && !listed.contains($0) }
            .map { LintFinding(.released, "\(place)/\($0)", "scaffold.yml does not list the release", fix: "list it") }
    }
}
