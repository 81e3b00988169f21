import Git
import OrderedCollections

extension InstalledTool {
    /// Where the installed Copier finds a template: in a repository on this machine, under the address of the record.
    public struct CopierOrigin: Sendable {
        /// The repository's folder.
        var place: String
        /// Folders that it needs beside that: a linked work tree has its repository elsewhere.
        var further: [String]
        /// How git knows the template; nil for a folder.
        var url: String?

        /// The repository that a template was read from.
        public init(_ source: TemplateRepository) {
            let repository = source.repository
            let place = repository.workTree ?? repository.gitDirectory
            self.place = place
            further = [repository.gitDirectory, repository.commonDirectory].filter {
                $0 != place && !$0.hasPrefix("\(place)/")
            }
            if case .git(let url) = source.locator { self.url = url } else { url = nil }
        }
    }

    /// Renders a Copier template with the installed Copier: without tasks and migrations, and without a network.
    ///
    /// Copier gets the template's address as the record has it, and git takes it from the copy on this machine.
    public func render(
        _ template: CopierTemplate, _ request: CopierRequest, from origin: CopierOrigin
    ) throws(ScaffoldError) -> DialectRender {
        guard let commit = template.commit else {
            throw ScaffoldError(.locator, "copier renders versions of a repository, and \(template.origin) is a folder")
        }
        // What a template reads of the service is known from the native render, as far as that gets.
        let witness = ExternalFiles(request.externalData)
        var watched = request
        watched.externalData = { witness.read($0) }
        let native = try? template.render(watched)
        var data = request.answers
        if let native { data = data.filter { native.answers[$0.key] != nil } }
        data.merge(request.data) { $1 }

        let answersFile = request.answersFile ?? CopierAnswersFile.usualPath
        let address = origin.url == nil ? origin.place : request.source
        var arguments = [
            request.operation.rawValue, "copy", "--defaults", "--overwrite", "--quiet", "--trust", "--skip-tasks",
            "--vcs-ref", commit, "--data-file", "/tmp/answers.yml",
        ]
        if let path = request.answersFile { arguments += ["--answers-file", path] }
        for pattern in request.furtherExcludes { arguments += ["--exclude", pattern] }
        let folderName = request.setting.folderName
        var files = try run(
            InstalledTool.copierDriver, arguments + [address, "."], folderName: folderName, files: witness.files,
            support: [
                TemplateFile(path: "answers.yml", bytes: Array(AnswerValue.map(data).json.utf8)),
                TemplateFile(path: "gitconfig", bytes: Array(gitConfiguration(origin, address).utf8)),
            ], variables: ["GIT_CONFIG_GLOBAL=/tmp/gitconfig"], readable: [origin.place] + origin.further)
        files.removeAll { file in
            witness.files.contains(file) && native?.baseline[file.path] == nil
        }
        var answers = native?.answers ?? data
        if let index = files.firstIndex(where: { $0.path == answersFile }) {
            let written = try CopierAnswersFile(files[index].bytes, path: answersFile)
            answers = written.answers
            if written.source != request.source {
                files[index].bytes = written.updated(source: request.source, commit: written.commit, answers: answers)
            }
        }
        return replacing(native, files: files, answers: answers)
    }

    /// git's settings: every spelling of the template's address leads to its copy here.
    private func gitConfiguration(_ origin: CopierOrigin, _ address: String) -> String {
        var text = "[safe]\n\tdirectory = *\n"
        guard let url = origin.url else { return text }
        let bare = url.hasSuffix(".git") ? String(url.dropLast(4)) : url
        text += "[url \(Quoting.json(origin.place))]\n"
        for spelling in ["\(bare).git", bare, address] { text += "\tinsteadOf = \(Quoting.json(spelling))\n" }
        return text
    }

    /// Starts Copier; templates that ask what it is doing are told, where its version has a place for that.
    private static let copierDriver = """
        import runpy, sys
        operation = sys.argv.pop(1)
        try:
            from copier import _main
            _main._operation.set(operation)
        except (ImportError, AttributeError):
            pass
        sys.argv[0] = "copier"
        runpy.run_module("copier", run_name="__main__")
        """
}

/// Files of the service that a template reads, noted as they are read.
private final class ExternalFiles: @unchecked Sendable {
    private let source: @Sendable (String) -> [UInt8]?
    private(set) var files: [TemplateFile] = []

    init(_ source: @escaping @Sendable (String) -> [UInt8]?) { self.source = source }

    func read(_ path: String) -> [UInt8]? {
        guard let bytes = source(path) else { return nil }
        if !files.contains(where: { $0.path == path }) { files.append(TemplateFile(path: path, bytes: bytes)) }
        return bytes
    }
}
