public import Git
import OrderedCollections
public import Template

/// Writes a new service: its files and its record, all or nothing.
public struct Generation {
    /// The folder to make, as given.
    public let directory: String
    /// The files.
    public let baseline: Baseline
    /// What the record will say.
    public let entry: Record.Entry

    /// Makes a generation of its parts.
    public init(directory: String, baseline: Baseline, entry: Record.Entry) {
        self.directory = directory
        self.baseline = baseline
        self.entry = entry
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
        guard isNew || FileSystem.isDirectory(directory) else {
            throw DriftError(.files, "\(directory) is a file", fix: "name a folder")
        }
        let record = try mergedRecord()
        try refuseExisting()
        if isNew {
            try writeWhole(record)
        } else {
            try writeFiles(into: directory, record)
        }
        return try settleRepository(makesRepository, record)
    }

    private func mergedRecord() throws -> Record {
        let path = directory + "/" + Record.fileName
        guard FileSystem.exists(path) else { return Record(scaffolds: [entry]) }
        var record = try Record(parsing: FileSystem.read(path), file: path)
        guard !record.scaffolds.contains(where: { $0.name == entry.name }) else {
            throw DriftError(.files, "\(directory) already is a service made from \(entry.name)", fix: "bring it up to date with `scaffold upgrade`")
        }
        record.scaffolds.append(entry)
        return record
    }

    private func refuseExisting() throws(DriftError) {
        let taken = baseline.files.map(\.path).filter { path in
            if FileSystem.exists(directory + "/" + path) { return true }
            return FileSystem.passesThroughLink(path, below: directory) || ancestors(of: path).contains { isFile($0) }
        }
        guard taken.isEmpty else {
            let rest = taken.count > 5 ? " and \(taken.count - 5) more" : ""
            throw DriftError(
                .files, "\(directory) already has \(taken.prefix(5).joined(separator: ", "))\(rest)",
                fix: "name a new folder, or move those files away")
        }
    }

    private func ancestors(of path: String) -> [String] {
        var parts = path.split(separator: "/").map(String.init)
        var result: [String] = []
        while parts.count > 1 {
            parts.removeLast()
            result.append(parts.joined(separator: "/"))
        }
        return result
    }

    private func isFile(_ path: String) -> Bool {
        FileSystem.mode(of: directory + "/" + path).map { $0 != .directory } ?? false
    }

    /// Into a folder beside the wanted one, which then gets its name: a failure leaves nothing behind.
    private func writeWhole(_ record: Record) throws {
        let temporary = try FileSystem.makeTemporaryDirectory(beside: directory)
        do {
            try writeFiles(into: temporary, record)
            try FileSystem.move(temporary, to: directory)
        } catch {
            FileSystem.removeTree(temporary)
            throw error
        }
    }

    /// Writes a baseline's files below `folder`, and nothing else: no record, no repository.
    /// - Throws: ``DriftError`` when one of them exists.
    public static func writeFiles(of baseline: Baseline, into folder: String) throws {
        for file in baseline.files where FileSystem.exists(folder + "/" + file.path) {
            throw DriftError(.files, "\(folder)/\(file.path) exists", fix: "name a new folder")
        }
        for file in baseline.files {
            try FileSystem.write(file.bytes, mode: file.mode, to: folder + "/" + file.path)
        }
    }

    private func writeFiles(into folder: String, _ record: Record) throws {
        try Self.writeFiles(of: baseline, into: folder)
        try FileSystem.write(Array(record.text.utf8), mode: .file, to: folder + "/" + Record.fileName)
    }

    private func settleRepository(_ makesRepository: Bool, _ record: Record) throws -> Outcome {
        let path = try FileSystem.realPath(directory)
        if (try? Repository.discover(from: path)) != nil { return .insideRepository }
        guard makesRepository else { return .filesOnly }
        let branch = entry.answers["default_branch"]?.display ?? "main"
        let repository = try Repository.create(at: path, bare: false, initialBranch: branch)
        var files: [TreeFile] = []
        for file in baseline.files {
            files.append(TreeFile(path: file.path, mode: file.mode, id: try repository.writeBlob(file.bytes)))
        }
        files.append(TreeFile(path: Record.fileName, mode: .file, id: try repository.writeBlob(Array(record.text.utf8))))
        let tree = try repository.writeTree(files)
        try repository.withIndex { (index) throws(GitError) in
            for file in files { try index.add(file.path, mode: file.mode, id: file.id) }
        }
        do {
            let commit = try repository.writeCommit(
                tree: tree, parents: [], author: repository.signature(.author), committer: repository.signature(.committer),
                message: "Generate from \(entry.name) \(entry.release)\n")
            try repository.setReference("refs/heads/" + branch, to: commit, expecting: nil, message: "scaffold: new")
            return .committed(commit)
        } catch {
            return .uncommitted(error.hint.isEmpty ? error.message : "\(error.message); \(error.hint)")
        }
    }
}
