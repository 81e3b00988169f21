public import Git

/// The repository of another tool's template, read on this machine.
///
/// A remote one is read from its mirror in the cache, so that an upgrade between two states that the mirror holds asks no
/// server.
public final class TemplateRepository {
    /// The repository: a mirror, or the local repository itself.
    public let repository: Repository
    /// Where it was asked for.
    public let locator: SourceLocator
    /// What a person should know, such as that a cached copy is used.
    public let warnings: [String]
    /// Contents that were read: the states of a template share most of them.
    private var contents: [ObjectID: [UInt8]] = [:]
    private var contentSize = 0
    /// Where mirrors are; nil for the standard place.
    let cache: SourceCache?
    /// How many submodules this repository stands in.
    let depth: Int
    /// The files of submodules that were asked for, by address and commit; nil for those that can't be had.
    var submodules: [String: [TemplateFile]?] = [:]

    /// Opens the repository that a locator names.
    /// - Parameters:
    ///   - locator: A folder or an address; no built-in scaffold has another tool's template.
    ///   - folder: The folder that relative paths start from.
    ///   - cache: The mirrors of remote repositories; nil uses the standard place.
    ///   - revisions: What must be there, as recorded or asked; empty asks for news. A revision that doesn't move (a tag, a
    ///     commit id) and that the mirror holds is not asked for again.
    /// - Throws: ``ScaffoldError`` when there is no repository, or no way to get it.
    public init(
        _ locator: SourceLocator, relativeTo folder: String, cache: SourceCache? = nil, needing revisions: [String]
    ) throws(ScaffoldError) {
        self.locator = locator
        self.cache = cache
        depth = 0
        switch locator {
        case .builtin(let name):
            throw ScaffoldError(
                .locator, "\(name) is no address of a template", fix: "name a folder (./\(name)) or a repository")
        case .folder(let path):
            let place = Path.join(folder, try expanded(path))
            // A bundle is a repository in one file, which git fetches from as from a remote one.
            if FileTree.isFile(place) {
                (repository, warnings) = try TemplateRepository.copy(of: place, locator, cache, needing: revisions)
                return
            }
            repository = try GitSource.git { () throws(GitError) in try Repository.open(at: place) }
            warnings = []
        case .git(let url):
            (repository, warnings) = try TemplateRepository.copy(of: url, locator, cache, needing: revisions)
        }
    }

    static func copy(
        of url: String, _ locator: SourceLocator, _ cache: SourceCache?, needing revisions: [String]
    ) throws(ScaffoldError) -> (Repository, [String]) {
        let mirror = try GitSource.git { () throws(GitError) in
            if let cache { return try TemplateRepository.mirror(of: url, in: cache, needing: revisions) }
            let standard = try SourceCache.standard(git: try GitExecutable.find())
            return try TemplateRepository.mirror(of: url, in: standard, needing: revisions)
        }
        let repository = try GitSource.git { () throws(GitError) in try Repository.open(at: mirror.path) }
        let news = mirror.failure.map {
            "\(locator) could not be asked for news, the cached copy is used: \($0.message)"
        }
        return (repository, news.map { [$0] } ?? [])
    }

    /// Opens a copy that is as new as it has to be.
    /// - Parameters:
    ///   - path: The mirror, or the local repository itself.
    ///   - locator: Where it was asked for.
    ///   - warnings: What a person should know about the copy.
    public convenience init(at path: String, of locator: SourceLocator, warnings: [String]) throws(ScaffoldError) {
        let repository = try GitSource.git { () throws(GitError) in try Repository.open(at: path) }
        self.init(repository, of: locator, warnings: warnings, cache: nil, depth: 0)
    }

    /// The copy of a template's repository, or of a submodule's.
    init(
        _ repository: Repository, of locator: SourceLocator, warnings: [String], cache: SourceCache?, depth: Int
    ) {
        self.repository = repository
        self.locator = locator
        self.warnings = warnings
        self.cache = cache
        self.depth = depth
    }

    /// The mirror with all that is needed; a revision that nobody has is left to whoever asks for it.
    private static func mirror(
        of url: String, in cache: SourceCache, needing revisions: [String]
    ) throws(GitError) -> Mirror {
        var last: Mirror?
        for revision in revisions {
            do throws(GitError) {
                last = try cache.mirror(of: url, needing: revision)
                if last?.fetched == true { return try cache.mirror(of: url, needing: revision) }
            } catch {
                guard error.code == .notFound else { throw error }
                last = nil
            }
        }
        if let last { return last }
        return try cache.mirror(of: url)
    }

    /// The whole tree of a commit with the files of its submodules; submodules that can't be had, and entries whose names are
    /// no UTF-8, have no content.
    /// - Throws: ``ScaffoldError`` when it holds more than a template may.
    public func files(at commit: ObjectID) throws(ScaffoldError) -> [TemplateFile] {
        let place = ScaffoldError.Location(file: "\(locator)@\(commit.hex.prefix(12))")
        let (listed, unreadable) = try GitSource.git { () throws(GitError) in
            let listing = try repository.listing(of: repository.commit(commit).tree)
            return (listing.files, listing.unreadable)
        }
        let limits = FileTree.Limits()
        guard listed.count + unreadable.count <= limits.files else {
            throw ScaffoldError(.limit, "the template has more than \(limits.files) files", at: place)
        }
        var total = 0
        var files: [TemplateFile] = []
        let addresses = try listed.contains { $0.mode == .submodule } ? submoduleAddresses(listed) : [:]
        for file in listed {
            guard file.mode.isBlob else {
                if let inner = addresses[file.path].flatMap({ self.files(ofSubmodule: file, at: $0) }) {
                    total += inner.reduce(0) { $0 + $1.bytes.count }
                    files += inner
                } else {
                    files.append(TemplateFile(path: file.path, bytes: [], mode: file.mode))
                }
                continue
            }
            let bytes = try content(file.id)
            total += bytes.count
            guard total <= limits.bytes else {
                throw ScaffoldError(.limit, "the template has more than \(limits.bytes) bytes", at: place)
            }
            files.append(TemplateFile(path: file.path, bytes: bytes, mode: file.mode, id: file.id))
        }
        guard files.count <= limits.files, total <= limits.bytes else {
            throw ScaffoldError(.limit, "the template is too large with its submodules", at: place)
        }
        return files + unreadable.map { TemplateFile(unreadableName: $0) }
    }

    func content(_ id: ObjectID) throws(ScaffoldError) -> [UInt8] {
        if let known = contents[id] { return known }
        let bytes = try GitSource.git { () throws(GitError) in try repository.blob(id) }
        contentSize += bytes.count
        if contentSize > 2 * FileTree.Limits().bytes {
            (contents, contentSize) = ([:], bytes.count)
        }
        contents[id] = bytes
        return bytes
    }

    /// The states that a project may have been made from: the version tags, newest first, and before them HEAD; then the
    /// commits behind HEAD.
    /// - Parameter limit: How many are named at most.
    public func states(limit: Int) throws(ScaffoldError) -> [ObjectID] {
        let head = try resolve("HEAD")
        let tags = try CopierVersions(repository).tags().reversed().map(\.commit)
        let history = try GitSource.git { () throws(GitError) in try repository.history(of: head) }
        var seen: Set<ObjectID> = []
        return Array(([head] + tags + history).filter { seen.insert($0).inserted }.prefix(limit))
    }

    /// The commit that a revision names.
    public func resolve(_ revision: String) throws(ScaffoldError) -> ObjectID {
        try GitSource.git { () throws(GitError) in try repository.resolve(revision) }
    }
}
