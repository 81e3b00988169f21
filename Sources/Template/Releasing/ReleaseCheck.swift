import Git
import OrderedCollections

/// Whether the releases that are out are what they were: the content of their folders, and what they render.
public struct ReleaseCheck {
    let source: FolderSource
    let place: String

    /// A check of a scaffold's folder, and how findings call it.
    public init(_ source: FolderSource, place: String) {
        self.source = source
        self.place = place
    }

    /// What is not as it was released.
    ///
    /// A release without `content:` is still being made and is left alone.
    public func findings(of version: ReleaseVersion? = nil) throws(ScaffoldError) -> [LintFinding] {
        let record = try RenderRecord(of: source)
        let releases = try source.releases()
        var findings: [LintFinding] = []
        for summary in releases where version == nil || version == summary.version {
            findings += try content(of: summary)
            if summary.content != nil { findings += try renders(of: summary.version, record) }
        }
        if version != nil { return findings }
        let known = Set(releases.map(\.version.description))
        let gone = Set(record.trees.keys.map { String($0.prefix { $0 != " " }) }).subtracting(known)
        return findings
            + gone.sorted().map { release in
                LintFinding(
                    .released, "\(place)/scaffold.yml", "\(release) was released, and is not listed any more",
                    fix: "list it again: services were generated from it")
            }
    }

    /// What a release lacks to be out, its content id and its renders; nothing that is noted is overwritten.
    ///
    /// - Returns: The new texts of `scaffold.yml` and of `renders.json`, and how many renders were added.
    public func recording(
        _ version: ReleaseVersion, index text: String
    ) throws(ScaffoldError) -> (index: String, renders: String, count: Int) {
        guard let summary = try source.releases().first(where: { $0.version == version }) else {
            throw source.unknownRelease(version.description, known: try source.releases())
        }
        var index = text
        if summary.content == nil {
            let content = try source.contentID(of: version)
            guard let filled = IndexEdit.fill(content: content.hex, of: version, in: text) else {
                throw ScaffoldError(
                    .manifest, "the entry of \(version) is not on one line", at: .init(file: "\(place)/scaffold.yml"),
                    fix: "write content: \(content) into it by hand")
            }
            index = filled
        }
        var record = try RenderRecord(of: source)
        var count = 0
        for (key, tree) in try trees(of: version) where record.note(key, tree) { count += 1 }
        return (index, record.text, count)
    }

    /// Whether a released folder still has the content it was released with.
    func content(of summary: ReleaseSummary) throws(ScaffoldError) -> [LintFinding] {
        guard let recorded = summary.content else { return [] }
        let actual = try source.contentID(of: summary.version)
        if actual == recorded { return [] }
        return [
            LintFinding(
                .released, folder(of: summary.version), "the content is \(actual), but \(recorded) was released",
                fix: "take the change back: make a new release")
        ]
    }

    func folder(of version: ReleaseVersion) -> String {
        source.path(of: version) == source.folder ? place : "\(place)/\(version)"
    }

    private func renders(of version: ReleaseVersion, _ record: RenderRecord) throws(ScaffoldError) -> [LintFinding] {
        let folder = folder(of: version)
        return try trees(of: version).compactMap { key, tree in
            let label = key.drop { $0 != " " }.dropFirst()
            guard let recorded = record.trees[key] else {
                return LintFinding(
                    .unrecorded, folder, "what it renders with \(label) is not recorded",
                    fix: "scaffold release check \(place)@\(version) --record")
            }
            if recorded == tree { return nil }
            return LintFinding(
                .changedRender, folder, "with \(label) it renders \(tree), but \(recorded) when it was released",
                fix: "take the change of the tool or of the release back: services could not be reproduced")
        }
    }

    private func trees(of version: ReleaseVersion) throws(ScaffoldError) -> [(key: String, tree: String)] {
        let release = try source.release(version)
        let renderer = Renderer(release)
        var result: [(key: String, tree: String)] = []
        for (label, answers) in try AnswerSets(release).all() {
            result.append(("\(version) \(label)", try renderer.render(answers).tree.hex))
        }
        return result
    }
}
