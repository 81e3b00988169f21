public import Git
public import Template

/// A service: a folder with a record, in a git repository, as the repository's HEAD has it.
public final class Service {
    /// The repository that holds the service.
    public let repository: Repository
    /// The service's folder relative to the repository's root; "" for the root itself.
    public let directory: String
    /// What HEAD points to.
    public let head: Head
    /// HEAD's commit.
    public let commit: Commit
    /// The service's own tree in HEAD.
    public let tree: ObjectID
    /// The record in HEAD.
    public let record: Record
    /// The record of another tool that was named.
    let answersFile: String?

    private init(
        repository: Repository, directory: String, head: Head, commit: Commit, tree: ObjectID, record: Record,
        answersFile: String?
    ) {
        self.repository = repository
        self.directory = directory
        self.head = head
        self.commit = commit
        self.tree = tree
        self.record = record
        self.answersFile = answersFile
    }

    /// Opens the service at `path`, or the one that `path` is inside of.
    /// - Parameter answersFile: The record of another tool that has no usual name, relative to `path`, which then is the
    ///   service's folder itself.
    public static func open(at path: String, answersFile: String? = nil) throws -> Service {
        let absolute = try FileSystem.realPath(path)
        let repository = try discover(absolute)
        var directory = try relativeDirectory(absolute, in: repository)
        let (head, commit) = try head(of: repository)
        let asked = directory
        while true {
            if let service = try make(directory, of: head, commit, in: repository, answersFile: answersFile) {
                return service
            }
            guard !directory.isEmpty, answersFile == nil else { break }
            directory = directory.utf8.lastIndex(of: 0x2F).map { String(directory[..<$0]) } ?? ""
        }
        throw try noRecord(answersFile ?? Record.fileName, in: asked, repository)
    }

    /// The service in one folder of a commit; nil when there is no record.
    static func make(
        _ directory: String, of head: Head, _ commit: Commit, in repository: Repository, answersFile: String? = nil
    ) throws -> Service? {
        guard let tree = try subtree(directory, of: commit, repository) else { return nil }
        let files = RecordFiles(
            place: directory, answersFile: answersFile,
            names: { try repository.entries(of: tree).filter { $0.mode != .directory }.map(\.name) },
            read: { try recordBytes($0, in: tree, directory, repository) })
        guard let record = try Record(files) else { return nil }
        return Service(
            repository: repository, directory: directory, head: head, commit: commit, tree: tree, record: record,
            answersFile: answersFile)
    }

    /// A folder of a repository's HEAD, with the records in it; nil where it has none.
    static func place(
        at path: String
    ) throws -> (repository: Repository, directory: String, commit: Commit, tree: ObjectID, record: Record?) {
        let absolute = try FileSystem.realPath(path)
        let repository = try discover(absolute)
        let directory = try relativeDirectory(absolute, in: repository)
        let commit = try head(of: repository).commit
        guard let tree = try subtree(directory, of: commit, repository) else {
            throw DriftError(
                .noRecord, "\(directory) is not committed, and scaffold works from HEAD", fix: "commit it first")
        }
        let files = RecordFiles(
            place: directory,
            names: { try repository.entries(of: tree).filter { $0.mode != .directory }.map(\.name) },
            read: { try recordBytes($0, in: tree, directory, repository) })
        return (repository, directory, commit, tree, try Record(files))
    }

    /// The same service as another commit has it.
    /// - Throws: ``DriftError`` `noRecord` where that commit has no record in its folder.
    public func at(_ commit: ObjectID) throws -> Service {
        let found = try Service.make(
            directory, of: .detached(commit), repository.commit(commit), in: repository, answersFile: answersFile)
        if let found { return found }
        let place = directory.isEmpty ? "the commit \(commit.hex.prefix(12))" : directory
        throw DriftError(
            .noRecord, "\(place) has no \(answersFile ?? Record.fileName) in the commit \(commit.hex.prefix(12))",
            fix: "push the record to the branch that pull requests go to")
    }

    /// A path of the service as the repository names it.
    public func repositoryPath(_ path: String) -> String { Service.join(directory, path) }

    /// Whether HEAD has a file or folder at a path of the service.
    public func has(_ path: String) throws -> Bool {
        let path = path.hasSuffix("/") ? String(path.dropLast()) : path
        return try !path.isEmpty && repository.entry(at: path, in: tree) != nil
    }

    /// The absolute folder of the service in the work tree; nil in a bare repository.
    public var folder: String? { repository.workTree.map { directory.isEmpty ? $0 : $0 + "/" + directory } }

    /// Where the releases of an entry come from; relative paths start at the service.
    public func locator(of entry: Record.Entry) throws(ScaffoldError) -> SourceLocator {
        try SourceLocator.parse(
            recorded: entry.source, name: entry.name, service: folder ?? repository.gitDirectory)
    }

    /// The entry of the record that is meant: the only one, or the one named.
    public func entry(named name: String?) throws(DriftError) -> Record.Entry {
        if let name {
            guard let entry = record.scaffolds.first(where: { $0.name == name }) else {
                let known = record.scaffolds.map(\.name).joined(separator: ", ")
                throw DriftError(
                    .whichScaffold, "this service does not follow a scaffold named \(name)", fix: "it follows \(known)")
            }
            return entry
        }
        if let answersFile, let entry = record.scaffolds.first(where: { $0.foreign?.path == answersFile }) {
            return entry
        }
        if let usual = usualEntry { return usual }
        guard record.scaffolds.count == 1, let entry = record.scaffolds.first else {
            let known = record.scaffolds.map { $0.foreign.map { "\($0.path)" } ?? $0.name }.joined(separator: ", ")
            throw DriftError(
                .whichScaffold, "this service follows several scaffolds: \(known)",
                fix: "name one with --scaffold or --answers-file")
        }
        return entry
    }

    /// The record that is meant where none is named; nil where nothing says which one it is.
    ///
    /// Among answers files of Copier it is the one of Copier's own name; of records that two tools have of one template, the
    /// one that was brought up to date last.
    private var usualEntry: Record.Entry? {
        let records = record.scaffolds.compactMap(\.foreign)
        guard records.count == record.scaffolds.count else { return nil }
        if records.allSatisfy({ $0.tool == .copier }) {
            return record.scaffolds.first { Service.copierNames.contains($0.foreign?.path ?? "") }
        }
        let addresses = record.scaffolds.map { entry in
            guard case .git(let url)? = try? locator(of: entry) else { return entry.source }
            return RemoteURL.normalized(url)
        }
        guard records.count == 2, addresses[0] == addresses[1] else { return nil }
        let times = records.map { record in
            (try? RecordHistory(service: self, record: record).generation())?.commit.committer.seconds ?? .min
        }
        if times[0] == times[1] { return nil }
        return record.scaffolds[times[0] > times[1] ? 0 : 1]
    }

    private static let copierNames = [".copier-answers.yml", ".copier-answers.yaml"]

    // MARK: Finding it

    static func discover(_ path: String) throws -> Repository {
        do {
            return try Repository.discover(from: path)
        } catch {
            guard error.code == .notFound else { throw error }
            throw DriftError(
                .notARepository, "\(path) is in no git repository",
                fix: "run it inside a service's repository, or `git init` and commit first")
        }
    }

    private static func relativeDirectory(_ path: String, in repository: Repository) throws -> String {
        guard let workTree = repository.workTree else { return "" }
        let root = try FileSystem.realPath(workTree)
        if path == root { return "" }
        guard path.hasPrefix(root + "/") else {
            throw DriftError(
                .notARepository, "\(path) is inside the repository's own folder, not its work tree",
                fix: "run it in \(root)")
        }
        return String(path.dropFirst(root.count + 1))
    }

    /// The tree of a folder; nil when the commit has none there.
    static func subtree(_ directory: String, of commit: Commit, _ repository: Repository) throws -> ObjectID? {
        if directory.isEmpty { return commit.tree }
        guard let entry = try repository.entry(at: directory, in: commit.tree), entry.mode == .directory else {
            return nil
        }
        return entry.id
    }

    private static func recordBytes(
        _ path: String, in tree: ObjectID, _ directory: String, _ repository: Repository
    ) throws -> [UInt8]? {
        guard let record = try repository.entry(at: path, in: tree) else { return nil }
        guard record.mode == .file || record.mode == .executable else {
            throw DriftError(
                .brokenRecord, "\(join(directory, path)) is not a regular file",
                fix: "restore it from history")
        }
        guard try repository.blobSize(record.id) <= recordLimit else {
            throw DriftError(
                .brokenRecord, "\(join(directory, path)) has more than \(recordLimit >> 20) MiB, and is no record",
                fix: "restore it from history")
        }
        return try repository.blob(record.id)
    }

    /// What is larger is not even read, whatever tool's record it is.
    private static let recordLimit = 8 << 20

    static func noRecord(_ file: String, in directory: String, _ repository: Repository) throws -> DriftError {
        let name = join(directory, file)
        if let workTree = repository.workTree, FileSystem.exists(workTree + "/" + name) {
            return DriftError(
                .noRecord, "\(name) is not committed, and scaffold works from HEAD",
                fix: "`git add \(name)` and commit it with the files it describes")
        }
        let place = directory.isEmpty ? repository.displayPath : directory
        let message = "\(place) has no \(file): nothing says which scaffold it was made from"
        // A tree that can't be looked through has no services to name, which is not what is wrong here.
        let below = (try? folders(in: repository, under: directory)) ?? []
        if below.isEmpty {
            return DriftError(
                .noRecord, message, fix: "make a service with `scaffold new`, or run this in a service's folder")
        }
        let names = below.prefix(5).joined(separator: ", ")
        let more = below.count > 5 ? " and \(below.count - 5) more" : ""
        return DriftError(
            .noRecord, message, fix: "name one of the services below it, from the repository's root: \(names)\(more)")
    }

    private static func join(_ directory: String, _ path: String) -> String {
        directory.isEmpty ? path : directory + "/" + path
    }
}

extension Repository {
    /// What messages call the repository.
    var displayPath: String { workTree ?? gitDirectory }
}
