public import Git
import OrderedCollections
public import Template

/// Writes a new service: its files, its record and, where there is none, its repository; all or nothing.
public struct Generation {
    /// The folder to make, as given.
    public let directory: String
    /// The files.
    public let baseline: Baseline
    /// What the record will say; nil where the record is another tool's, and one of the files.
    public let entry: Record.Entry?
    /// What the first commit says the service is made from.
    private let origin: String
    /// The branch of a new repository.
    private let branch: String

    /// Makes a generation of its parts.
    public init(directory: String, baseline: Baseline, entry: Record.Entry) {
        self.init(
            directory, baseline, entry, origin: "\(entry.name) \(entry.release)",
            branch: entry.answers["default_branch"]?.display ?? "main")
    }

    /// Makes a generation from another tool's template, whose record is one of the files.
    /// - Parameter origin: What the first commit says it is made from.
    public init(directory: String, baseline: Baseline, from origin: String) {
        self.init(directory, baseline, nil, origin: origin, branch: "main")
    }

    private init(
        _ directory: String, _ baseline: Baseline, _ entry: Record.Entry?, origin: String, branch: String
    ) {
        var directory = directory
        while directory.utf8.count > 1, directory.utf8.last == 0x2F { directory.removeLast() }
        self.directory = directory
        self.baseline = baseline
        self.entry = entry
        self.origin = origin
        self.branch = branch
    }

    /// What became of the repository.
    public enum Outcome: Hashable, Sendable {
        /// A repository was made, with this first commit.
        case committed(ObjectID)
        /// A repository was made, but nothing could be committed; the reason.
        case uncommitted(String)
        /// The folder is inside a repository: its owner commits.
        case insideRepository
        /// No repository was wanted.
        case filesOnly
    }

    /// Writes the service.
    ///
    /// No file that exists is ever overwritten. In a folder that has a record already, the scaffold is added to it.
    /// - Throws: ``DriftError`` that names the files in the way.
    public func write(makesRepository: Bool) throws -> Outcome {
        let isNew = !FileSystem.exists(directory)
        guard try isNew || FileSystem.isDirectory(FileSystem.realPath(directory)) else {
            throw DriftError(.files, "\(directory) is a file", fix: "name a folder")
        }
        let record = try mergedRecord()?.verifiedBytes()
        return isNew ? try writeNew(record, makesRepository) : try writeInto(record, makesRepository)
    }

    private func mergedRecord() throws -> Record? {
        guard let entry else { return nil }
        let path = directory + "/" + Record.fileName
        guard FileSystem.exists(path) else { return Record(scaffolds: [entry]) }
        var record = try Record(parsing: FileSystem.read(path), file: path)
        guard !record.scaffolds.contains(where: { $0.name == entry.name }) else {
            throw DriftError(
                .files, "\(directory) already is a service made from \(entry.name)",
                fix: "bring it up to date with `scaffold upgrade`")
        }
        record.scaffolds.append(entry)
        return record
    }

    /// Into a folder beside the wanted one, which then gets its name: a failure leaves nothing behind.
    private func writeNew(_ record: [UInt8]?, _ makesRepository: Bool) throws -> Outcome {
        let temporary = try FileSystem.makeTemporaryDirectory(beside: directory)
        do {
            try Self.writeFiles(of: baseline, into: temporary)
            if let record { try FileSystem.write(record, mode: .file, to: temporary + "/" + Record.fileName) }
            let outcome = try settleRepository(at: temporary, record, makesRepository)
            try FileSystem.move(temporary, to: directory)
            return outcome
        } catch {
            FileSystem.removeTree(temporary)
            throw error
        }
    }

    private func writeInto(_ record: [UInt8]?, _ makesRepository: Bool) throws -> Outcome {
        let place = directory + "/" + Record.fileName
        let earlier = FileSystem.exists(place) ? try FileSystem.read(place) : nil
        let hadRepository = FileSystem.exists(directory + "/.git")
        try Self.writeFiles(of: baseline, into: directory)
        do {
            if let record { try FileSystem.write(record, mode: .file, to: place) }
            return try settleRepository(at: directory, record, makesRepository)
        } catch {
            for file in baseline.files { try? FileSystem.remove(directory + "/" + file.path, upTo: directory) }
            if let earlier {
                try? FileSystem.write(earlier, mode: .file, to: place)
            } else if record != nil {
                try? FileSystem.remove(place, upTo: directory)
            }
            if !hadRepository { FileSystem.removeTree(directory + "/.git") }
            throw error
        }
    }

    // MARK: The repository

    private func settleRepository(at folder: String, _ record: [UInt8]?, _ makesRepository: Bool) throws -> Outcome {
        let path = try FileSystem.realPath(folder)
        if (try? Repository.discover(from: path)) != nil { return .insideRepository }
        guard makesRepository else { return .filesOnly }
        guard BranchName.isValid(branch) else {
            throw DriftError(
                .answers, "the answer default_branch, '\(branch)', is no name for a branch",
                fix: "choose one without spaces, colons and the like: --set default_branch=main")
        }
        let repository = try Repository.create(at: path, bare: false, initialBranch: branch)
        var files = try baseline.files.map { file in
            TreeFile(path: file.path, mode: file.mode, id: try repository.writeBlob(file.bytes))
        }
        if let record {
            files.append(TreeFile(path: Record.fileName, mode: .file, id: try repository.writeBlob(record)))
        }
        let tree = try repository.writeTree(files)
        try repository.withIndex { (index) throws(GitError) in
            for file in files { try index.add(file.path, mode: file.mode, id: file.id) }
        }
        let author: Signature
        let committer: Signature
        do {
            author = try repository.signature(.author)
            committer = try repository.signature(.committer)
        } catch {
            return .uncommitted(error.hint.isEmpty ? error.message : "\(error.message); \(error.hint)")
        }
        let commit = try repository.writeCommit(
            tree: tree, parents: [], author: author, committer: committer,
            message: "Generate from \(origin)\n")
        try repository.setReference("refs/heads/" + branch, to: commit, expecting: nil, message: "scaffold: new")
        return .committed(commit)
    }
}
