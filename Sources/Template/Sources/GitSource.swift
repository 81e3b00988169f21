public import Git

/// Releases in a git repository: each version tag (`v1.2.3` or `1.2.3`) whose tree has `release.yml` at its root.
///
/// A `scaffold.yml` at HEAD may add what a tag cannot say later: that a release is yanked.
public struct GitSource: ScaffoldSource {
    /// The scaffold's name.
    public let name: String
    /// What the scaffold is, in a sentence.
    public let summary: String
    /// Where it is.
    public let locator: SourceLocator
    /// What a person should know, such as that a cached copy is used.
    public let warnings: [String]
    /// The repository that is read: a mirror, or the local repository itself.
    public let repository: String
    private let tags: [Tag]
    private let index: ScaffoldIndex?

    private struct Tag: Sendable {
        var version: ReleaseVersion
        var name: String
        var commit: ObjectID
    }

    /// Opens a repository on this machine.
    /// - Parameters:
    ///   - repository: The path of the repository, bare or not.
    ///   - locator: How it was asked for.
    ///   - warnings: What a person should know about the copy.
    /// - Throws: ``ScaffoldError`` when no tag and not HEAD either holds a release.
    public init(
        repository: String, locator: SourceLocator, warnings: [String] = []
    ) throws(ScaffoldError) {
        self.repository = repository
        self.locator = locator
        self.warnings = warnings
        let opened = try GitSource.open(repository)
        tags = try GitSource.tags(of: opened, locator)
        let head = try GitSource.git { () throws(GitError) in try opened.head().commit }
        index = try head.flatMap { commit throws(ScaffoldError) in
            let bytes = try GitSource.blob("scaffold.yml", at: commit, in: opened)
            return try bytes.map { bytes throws(ScaffoldError) in
                try ScaffoldIndex(bytes, file: "\(locator)@HEAD/scaffold.yml")
            }
        }
        guard let commit = tags.last?.commit ?? head,
            let bytes = try GitSource.blob("release.yml", at: commit, in: opened)
        else {
            throw ScaffoldError(
                .notFound, "the repository is no scaffold: neither a version tag nor HEAD has release.yml at its root",
                at: .init(file: locator.description), fix: "tag a commit that has release.yml as v1.0.0")
        }
        let file = "\(locator)@\(tags.last?.name ?? "HEAD")/release.yml"
        let root = try ManifestNode.root(of: bytes, file: file)
        guard let name = root["scaffold"]?.scalarText else { throw root.error("lacks the key scaffold") }
        self.name = index?.name ?? name
        summary = index?.summary ?? Manifest.summary(in: bytes)
    }

    /// Whether a folder is the root of a repository that has version tags.
    static func isTagged(_ folder: String) -> Bool {
        let isBare = FileTree.isFile(Path.join(folder, "HEAD")) && FileTree.isFolder(Path.join(folder, "objects"))
        let hasGit = FileTree.isFolder(Path.join(folder, ".git")) || FileTree.isFile(Path.join(folder, ".git"))
        guard isBare || hasGit, let repository = try? open(folder) else { return false }
        return ((try? tags(of: repository, .folder(folder))) ?? []).isEmpty == false
    }

    /// The tagged releases, oldest version first.
    public func releases() throws(ScaffoldError) -> [ReleaseSummary] {
        let opened = try GitSource.open(repository)
        var result: [ReleaseSummary] = []
        for tag in tags {
            guard let bytes = try GitSource.blob("release.yml", at: tag.commit, in: opened) else { continue }
            let known = index?.releases.first { $0.version == tag.version }
            let seconds = try GitSource.git { () throws(GitError) in try opened.commit(tag.commit).committer.seconds }
            result.append(
                ReleaseSummary(
                    version: tag.version, date: known?.date ?? CivilDate.text(secondsSince1970: seconds),
                    yanked: known?.yanked, summary: Manifest.summary(in: bytes)))
        }
        return result
    }

    /// Reads the release of a version tag.
    public func release(_ version: ReleaseVersion) throws(ScaffoldError) -> Release {
        guard let tag = tags.first(where: { $0.version == version }) else {
            throw unknownRelease(version.description, known: try releases())
        }
        let release = try read(tag.commit, as: tag.name)
        guard release.version == version, release.scaffold == name else {
            throw ScaffoldError(
                .manifest, "the tag \(tag.name) holds \(release.scaffold) \(release.version), not \(name) \(version)",
                at: .init(file: "\(release.origin)/release.yml"), fix: "make a new tag; released tags never move")
        }
        return release
    }

    /// See ``ScaffoldSource/pathChanges(in:)``.
    public func pathChanges(in version: ReleaseVersion) throws(ScaffoldError) -> Release? {
        guard let tag = tags.first(where: { $0.version == version }),
            let bytes = try GitSource.blob("release.yml", at: tag.commit, in: GitSource.open(repository)),
            Manifest.changesPaths(bytes)
        else { return nil }
        return try Manifest(bytes, file: "\(locator)@\(tag.name)/release.yml").release
    }

    /// Reads what a branch, tag or commit holds.
    public func release(revision: String) throws(ScaffoldError) -> Release {
        let opened = try GitSource.open(repository)
        let commit = try GitSource.git { () throws(GitError) in try opened.resolve(revision) }
        return try read(commit, as: revision)
    }

    /// The commit of a version tag.
    public func commit(of version: ReleaseVersion) throws(ScaffoldError) -> ObjectID? {
        tags.first { $0.version == version }?.commit
    }

    private func read(_ commit: ObjectID, as label: String) throws(ScaffoldError) -> Release {
        let opened = try GitSource.open(repository)
        let origin = "\(locator)@\(label)"
        guard let bytes = try GitSource.blob("release.yml", at: commit, in: opened) else {
            throw ScaffoldError(.notFound, "there is no release.yml at its root", at: .init(file: origin))
        }
        var manifest = try Manifest(bytes, file: "\(origin)/release.yml")
        let known = index?.releases.first { $0.version == manifest.release.version }
        manifest.release.commit = commit
        manifest.release.yanked = known?.yanked
        manifest.release.date = known?.date
        if known?.date == nil {
            let seconds = try GitSource.git { () throws(GitError) in try opened.commit(commit).committer.seconds }
            manifest.release.date = CivilDate.text(secondsSince1970: seconds)
        }
        return try manifest.release(
            files: try GitSource.files("files", at: commit, in: opened, origin: origin),
            fragments: try GitSource.files("slots", at: commit, in: opened, origin: origin),
            parts: try GitSource.files("parts", at: commit, in: opened, origin: origin))
    }
}

extension GitSource {
    private static func open(_ path: String) throws(ScaffoldError) -> Repository {
        try git { () throws(GitError) in try Repository.open(at: path) }
    }

    private static func tags(of repository: Repository, _ locator: SourceLocator) throws(ScaffoldError) -> [Tag] {
        var found: [ReleaseVersion: Tag] = [:]
        let references = try git { () throws(GitError) in try repository.references(under: "refs/tags/") }
        for reference in references {
            let name = String(reference.name.dropFirst("refs/tags/".count))
            guard let version = ReleaseVersion(name) else { continue }
            let tag = Tag(version: version, name: name, commit: reference.commit)
            if let other = found[version], other.commit != tag.commit {
                throw ScaffoldError(
                    .manifest, "the tags \(other.name) and \(name) are one version but different commits",
                    at: .init(file: locator.description), fix: "remove the wrong one")
            }
            found[version] = tag
        }
        return found.values.sorted { $0.version < $1.version }
    }

    private static func blob(
        _ path: String, at commit: ObjectID, in repository: Repository
    ) throws(ScaffoldError) -> [UInt8]? {
        try git { () throws(GitError) in
            let tree = try repository.commit(commit).tree
            guard let entry = try repository.entry(at: path, in: tree), entry.mode.isBlob else { return nil }
            return try repository.blob(entry.id)
        }
    }

    private static func files(
        _ folder: String, at commit: ObjectID, in repository: Repository, origin: String
    ) throws(ScaffoldError) -> [TemplateFile] {
        let place = ScaffoldError.Location(file: "\(origin)/\(folder)")
        let listed: [TreeFile] = try git { () throws(GitError) in
            let tree = try repository.commit(commit).tree
            guard let entry = try repository.entry(at: folder, in: tree), entry.mode == .directory else { return [] }
            return try repository.files(in: entry.id)
        }
        let limits = FileTree.Limits()
        if listed.count > limits.files {
            throw ScaffoldError(.limit, "the folder has more than \(limits.files) files", at: place)
        }
        var total = 0
        var files: [TemplateFile] = []
        for file in listed {
            guard file.mode.isBlob else {
                throw ScaffoldError(
                    .manifest, "\(file.path) is a submodule, which a template cannot hold", at: place,
                    fix: "copy its files into the template")
            }
            let bytes = try git { () throws(GitError) in try repository.blob(file.id) }
            total += bytes.count
            if total > limits.bytes {
                throw ScaffoldError(.limit, "the folder has more than \(limits.bytes) bytes", at: place)
            }
            files.append(TemplateFile(path: file.path, bytes: bytes, mode: file.mode))
        }
        return files
    }

    /// Runs git's part of an operation and translates its errors.
    static func git<T>(_ body: () throws(GitError) -> T) throws(ScaffoldError) -> T {
        do {
            return try body()
        } catch {
            throw ScaffoldError(error)
        }
    }
}

extension ScaffoldError {
    /// An error of the Git room in this room's words.
    public init(_ error: GitError) {
        let code: Code =
            switch error.code {
            case .notFound: .notFound
            case .network, .locked, .modified: .temporary
            default: .io
            }
        self.init(
            code, error.message,
            at: error.subject.isEmpty ? nil : .init(file: error.subject),
            fix: error.hint.isEmpty ? nil : error.hint)
    }
}
