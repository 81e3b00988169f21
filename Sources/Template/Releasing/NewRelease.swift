import Git

/// A release in the making: a copy of the one before it, as values that nobody has written yet.
public struct NewRelease: Sendable {
    /// The release it is a copy of.
    public let previous: ReleaseVersion
    /// The folder to make.
    public let folder: String
    /// What belongs into the folder.
    public let content: Baseline
    /// The `scaffold.yml` to rewrite, and its new text.
    public let index: (file: String, text: String)

    /// Copies the newest release of the version's line that is older than it, or else the newest of all that are.
    /// - Parameters:
    ///   - version: The version to make.
    ///   - source: The scaffold's folder.
    ///   - date: When it will come out, as `2024-01-15`.
    public init(_ version: ReleaseVersion, in source: FolderSource, date: String) throws(ScaffoldError) {
        let file = Path.join(source.folder, "scaffold.yml")
        guard let bytes = try FileTree.file(file) else {
            throw ScaffoldError(
                .notFound, "there is no scaffold.yml, so the folder holds one release only", at: .init(file: file),
                fix: "move the release into a folder named by its version, and write a scaffold.yml beside it")
        }
        let known = try source.releases().map(\.version)
        if known.contains(version) {
            throw ScaffoldError(.manifest, "\(source.name) has the release \(version) already", at: .init(file: file))
        }
        let older = known.filter { $0 < version }
        guard let previous = older.last(where: { $0.line == version.line }) ?? older.last else {
            throw ScaffoldError(
                .manifest, "\(source.name) has no release before \(version) to copy", at: .init(file: file),
                fix: known.first.map { "name a version above \($0)" })
        }
        guard let text = String(validating: bytes, as: UTF8.self),
            let index = IndexEdit.append(release: version, date: date, to: text)
        else {
            throw ScaffoldError(
                .manifest, "releases: is no list with a line for each release", at: .init(file: file),
                fix: "write one `- { release: …, date: … }` a line")
        }
        self.previous = previous
        self.index = (file, index)
        folder = Path.join(source.folder, version.description)
        var files: [BaselineFile] = []
        for file in try FileTree.read(source.path(of: previous)) {
            var bytes = file.bytes
            if file.path == "release.yml" {
                bytes = try NewRelease.manifest(bytes, version, after: previous, in: source)
            }
            files.append(BaselineFile(path: file.path, bytes: bytes, mode: file.mode, source: file.path))
        }
        content = Baseline(files: files)
    }

    /// The manifest of the release before, without what was only about the step into it.
    private static func manifest(
        _ bytes: [UInt8], _ version: ReleaseVersion, after previous: ReleaseVersion, in source: FolderSource
    ) throws(ScaffoldError) -> [UInt8] {
        let place = "\(source.path(of: version))/release.yml"
        var lines: [String] = []
        var isDropped = false
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            let isInside = line.isEmpty || line.hasPrefix(" ") || line.hasPrefix("-")
            if !isInside {
                let key = line.prefix { $0 != ":" }
                isDropped = ["renames", "deletions", "answers", "notes", "summary"].contains(key)
                switch key {
                case "release": lines.append("release: \(version)")
                case "previous": lines.append("previous: \(previous)")
                case "summary": lines.append("summary: TODO say in a sentence what \(version) brings")
                default: if !isDropped { lines.append(String(line)) }
                }
            } else if !isDropped {
                lines.append(String(line))
            }
        }
        if lines.last?.isEmpty == false { lines.append("") }
        let text = Array(lines.joined(separator: "\n").utf8)
        let made = try Manifest(text, file: place).release
        guard made.version == version, made.previous == previous, made.renames.isEmpty, made.deletions.isEmpty,
            made.answerMigrations.isEmpty, made.notes == nil
        else {
            throw ScaffoldError(
                .manifest, "the manifest of \(previous) is not written in blocks of lines, so it can't be taken over",
                at: .init(file: place), fix: "copy the folder by hand")
        }
        return text
    }
}
