public import Git

/// Releases in a folder: `scaffold.yml` with a folder for each release, or one `release.yml`.
public struct FolderSource: ScaffoldSource {
    /// The scaffold's name.
    public let name: String
    /// What the scaffold is, in a sentence.
    public let summary: String
    /// Where it is.
    public let locator: SourceLocator
    /// The folder.
    public let folder: String
    private let index: [ReleaseSummary]
    /// Whether the folder itself is the only release.
    private let isSingle: Bool

    /// Opens a folder.
    /// - Parameters:
    ///   - folder: The folder's path.
    ///   - locator: How it was asked for; the folder itself by default.
    /// - Throws: ``ScaffoldError`` when there is neither `scaffold.yml` nor `release.yml`, or it is broken.
    public init(_ folder: String, locator: SourceLocator? = nil) throws(ScaffoldError) {
        self.folder = folder
        self.locator = locator ?? .folder(folder)
        let indexFile = Path.join(folder, "scaffold.yml")
        if let bytes = try FileTree.file(indexFile) {
            let index = try ScaffoldIndex(bytes, file: indexFile)
            name = index.name
            summary = index.summary
            self.index = index.releases
            isSingle = false
            return
        }
        let manifestFile = Path.join(folder, "release.yml")
        guard let bytes = try FileTree.file(manifestFile) else {
            let isThere = FileTree.isFolder(folder)
            throw ScaffoldError(
                .notFound,
                isThere ? "the folder is no scaffold: it has neither scaffold.yml nor release.yml" : "no such folder",
                at: .init(file: folder), fix: "name a folder with scaffold.yml, or with release.yml and files/")
        }
        let release = try Manifest(bytes, file: manifestFile).release
        name = release.scaffold
        summary = release.summary
        index = [ReleaseSummary(version: release.version, summary: release.summary)]
        isSingle = true
    }

    /// The releases that the index lists, oldest version first.
    public func releases() throws(ScaffoldError) -> [ReleaseSummary] {
        var list = index
        for position in list.indices where list[position].summary.isEmpty {
            let file = "\(path(of: list[position].version))/release.yml"
            guard let bytes = try FileTree.file(file) else { continue }
            list[position].summary = Manifest.summary(in: bytes)
        }
        return list
    }

    /// Reads one release with all its files.
    public func release(_ version: ReleaseVersion) throws(ScaffoldError) -> Release {
        guard let entry = index.first(where: { $0.version == version }) else {
            throw unknownRelease(version.description, known: index)
        }
        let folder = path(of: version)
        let file = Path.join(folder, "release.yml")
        guard let bytes = try FileTree.file(file) else {
            throw ScaffoldError(
                .notFound, "the index lists \(version), but its release.yml is missing", at: .init(file: file),
                fix: "restore the folder")
        }
        var manifest = try Manifest(bytes, file: file)
        guard manifest.release.version == version, manifest.release.scaffold == name else {
            throw ScaffoldError(
                .manifest,
                "the manifest is of \(manifest.release.scaffold) \(manifest.release.version), "
                    + "the index says \(name) \(version)", at: .init(file: file))
        }
        manifest.release.date = entry.date
        manifest.release.yanked = entry.yanked
        return try manifest.release(
            files: try FileTree.read(Path.join(folder, "files")),
            fragments: try FileTree.read(Path.join(folder, "slots")),
            parts: try FileTree.read(Path.join(folder, "parts")))
    }

    /// See ``ScaffoldSource/pathChanges(in:)``.
    public func pathChanges(in version: ReleaseVersion) throws(ScaffoldError) -> Release? {
        let file = Path.join(path(of: version), "release.yml")
        guard let bytes = try FileTree.file(file), Manifest.changesPaths(bytes) else { return nil }
        return try Manifest(bytes, file: file).release
    }

    /// The git tree id of a release's folder, as `git rev-parse HEAD:<folder>` gives it once it is committed.
    public func contentID(of version: ReleaseVersion) throws(ScaffoldError) -> ObjectID {
        let files = try FileTree.read(path(of: version))
        return TreeBuilder.id(of: files.map { ($0.path, $0.mode, ObjectID.of(blob: $0.bytes)) })
    }

    /// The folder of a release.
    public func path(of version: ReleaseVersion) -> String {
        isSingle ? folder : Path.join(folder, version.description)
    }
}
