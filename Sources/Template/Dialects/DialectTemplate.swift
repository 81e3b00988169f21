public import Git
public import OrderedCollections

/// A template of another tool, of either kind, rendered on its own: without a project and its record.
public struct DialectTemplate: Sendable {
    private enum Kind: Sendable {
        case copier(CopierTemplate)
        case cookiecutter(CookiecutterTemplate)
    }

    private let kind: Kind
    private let source: String
    private let clock: Int
    /// Where the installed tool finds the template; nil for a folder that is no repository.
    private var origin: InstalledTool.CopierOrigin?
    /// The version as it was asked for; nil for the newest.
    private var asked: String?

    /// Which tool the template is for.
    public var tool: InstalledTool.Name {
        switch kind {
        case .copier: .copier
        case .cookiecutter: .cookiecutter
        }
    }

    /// The commit that was read; nil for a folder that is no repository.
    public var commit: String? {
        switch kind {
        case .copier(let template): template.commit
        case .cookiecutter(let template): template.commit
        }
    }

    /// The folder of the repository that is the template, as cruft records it; "" for its root.
    public var directory: String {
        switch kind {
        case .copier: ""
        case .cookiecutter(let template): template.folder
        }
    }

    /// Reads a template from the files of its repository; nil when they are of neither tool.
    /// - Parameters:
    ///   - files: The whole tree.
    ///   - source: Where it is, as the tool would record it.
    ///   - commit: The commit the files are of; nil for a folder that is no repository.
    ///   - describe: What `git describe --tags --always` says of the commit.
    ///   - clock: The commit's date, which is what templates that ask for the time are told.
    ///   - directory: The folder of the repository that is the template of Cookiecutter; nil for its root, or the first one that
    ///     its chooser names.
    ///   - isCopiers: Whether other states of it are known to be Copier's, which renders one without a `copier.yml`, too.
    /// - Throws: ``ScaffoldError`` when the template can't be read.
    public init?(
        files: [TemplateFile], source: String, commit: ObjectID?, describe: String?, clock: Int,
        directory: String? = nil,
        isCopiers: Bool = false
    ) throws(ScaffoldError) {
        self.source = source
        self.clock = clock
        if directory == nil, CopierTemplate.isTemplate(files) {
            kind = .copier(try CopierTemplate(files: files, origin: source, commit: commit?.hex, describe: describe))
        } else if directory != nil || CookiecutterTemplate.isTemplate(files, directory: nil) {
            kind = .cookiecutter(
                try CookiecutterTemplate(
                    files: files, directory: directory, origin: source, template: source, commit: commit?.hex))
        } else if isCopiers, !files.contains(where: { ["scaffold.yml", "release.yml"].contains($0.path) }) {
            kind = .copier(try CopierTemplate(files: files, origin: source, commit: commit?.hex, describe: describe))
        } else {
            return nil
        }
    }

    /// Renders a fresh project, each time the same: its clock is the template's, and so is what is random in it; questions
    /// without an answer take their defaults.
    ///
    /// - Parameters:
    ///   - answers: Answers by name.
    ///   - folderName: What the project's folder is called.
    ///   - tool: Renders in the place of the native render.
    ///   - files: Gives the files that are in the project's folder already, for templates that read their data.
    /// - Throws: ``ScaffoldError`` for a render that fails, and for a tool that is not the template's.
    public func render(
        _ answers: Answers, folderName: String, with tool: InstalledTool? = nil,
        files: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
    ) throws(ScaffoldError) -> DialectRender {
        try render(answers, RenderSetting(folderName: folderName, clock: clock), with: tool, files: files)
    }

    private func render(
        _ answers: Answers, _ setting: RenderSetting, with tool: InstalledTool?,
        files: @escaping @Sendable (String) -> [UInt8]?
    ) throws(ScaffoldError) -> DialectRender {
        switch kind {
        case .copier(let template):
            let request = CopierRequest(
                data: answers, source: source, setting: setting, revision: asked, externalData: files)
            guard let tool else { return try template.render(request) }
            try tool.expect(.copier)
            guard let origin else { throw ScaffoldError(.locator, "copier renders templates in repositories only") }
            return try tool.render(template, request, from: origin)
        case .cookiecutter(let template):
            let request = CookiecutterRequest(recorded: answers, setting: setting)
            guard let tool else { return try template.render(request) }
            try tool.expect(.cookiecutter)
            return try template.render(request, with: tool)
        }
    }
}

extension DialectTemplate {
    /// A fresh project with its tool's record.
    public struct Project: Sendable {
        /// The files, the record among them, and what there is to tell.
        public var render: DialectRender
        /// What the template is called, and which state of it this is.
        public var origin: String

        /// Whether the tool's record is among the files; a Copier template may have none.
        public var hasRecord: Bool {
            render.baseline.files.contains { $0.path == CruftRecord.path } || render.answersFilePath != nil
        }
    }

    /// Renders a fresh project with the record that its tool would write; answers must fit their questions.
    ///
    /// Copier's record is a file of the template. What hooks do is read from their texts, or they run.
    /// - Parameters:
    ///   - setting: The name of the folder, today's clock, and a seed that nobody can guess: passwords and keys that a
    ///     template draws come from it.
    ///   - checkout: The branch or tag that a project of cruft is to follow.
    ///   - hooks: Runs hooks; nil where there is no consent for it.
    ///   - tool: Renders in the place of the native render.
    ///   - files: Gives the files that are in the folder already, for templates that read their data.
    /// - Throws: ``ScaffoldError`` for what can't be rendered, or could not be upgraded later: a folder that is in no
    ///   repository.
    public func project(
        _ answers: Answers, _ setting: RenderSetting, checkout: String?, hooks: HookRunner?, with tool: InstalledTool?,
        files: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
    ) throws(ScaffoldError) -> Project {
        switch kind {
        case .copier(let template):
            guard let describe = template.describe else { throw inNoRepository() }
            return Project(
                render: try render(answers, setting, with: tool, files: files),
                origin: "\(source) \(describe)")
        case .cookiecutter(let template):
            guard let commit = template.commit else { throw inNoRepository() }
            try tool?.expect(.cookiecutter)
            let request = CookiecutterRequest(data: answers, setting: setting)
            var result: DialectRender
            if let hooks {
                switch try template.render(request, running: hooks, with: tool) {
                case .success(let render): result = render
                case .failure(let failed):
                    throw ScaffoldError(.template, failed.note.message, at: failed.note.subject.map { .init(file: $0) })
                }
            } else {
                let (render, effects) = try template.renderReadingHooks(request, with: tool)
                let applied = effects.apply(to: render.baseline)
                result = render
                result.baseline = applied.baseline
                result.notes += effects.notes + applied.notes
            }
            let record = CruftRecord.new(
                template: source, commit: commit, checkout: checkout, answers: result.answers,
                directory: template.folder.isEmpty ? nil : template.folder)
            let file = BaselineFile(path: CruftRecord.path, bytes: record, mode: .file, source: CruftRecord.path)
            result.baseline = Baseline(files: result.baseline.files.filter { $0.path != CruftRecord.path } + [file])
            return Project(render: result, origin: "\(source) \(commit.prefix(12))")
        }
    }

    private func inNoRepository() -> ScaffoldError {
        ScaffoldError(
            .locator, "\(source) is no git repository: a project of it could never be brought up to date",
            fix: "put the template under git, or render it without a record with `scaffold render`")
    }
}

extension DialectTemplate {
    /// Reads the template at a locator; nil when it is no template of another tool.
    /// - Parameters:
    ///   - locator: A folder or an address.
    ///   - revision: A tag, branch or commit; nil for the newest version that the tool would take.
    ///   - directory: The folder of the repository that is the template, of those that hold several of Cookiecutter.
    ///   - prereleases: Whether the newest version of a Copier template may be a pre-release.
    ///   - folder: The folder that relative paths start from.
    public static func open(
        _ locator: SourceLocator, at revision: String?, directory: String? = nil, prereleases: Bool = false,
        relativeTo folder: String
    ) throws(ScaffoldError) -> DialectTemplate? {
        switch locator {
        case .builtin: return nil
        case .folder(let path):
            let place = Path.join(folder, try expanded(path))
            for name in ["scaffold.yml", "release.yml"] where FileTree.isFile(Path.join(place, name)) { return nil }
            // A file is a bundle, if anything.
            if FileTree.isFolder(Path.join(place, ".git")) || FileTree.isFile(Path.join(place, "HEAD"))
                || FileTree.isFile(place)
            {
                break
            }
            let files = try FileTree.read(place)
            return try DialectTemplate(
                files: files, source: path, commit: nil, describe: nil, clock: 0, directory: directory)
        case .git: break
        }
        let source = try TemplateRepository(locator, relativeTo: folder, needing: revision.map { [$0] } ?? [])
        let versions = CopierVersions(source.repository)
        func head() throws(ScaffoldError) -> DialectTemplate? {
            try read(source, versions.version(of: versions.resolve("HEAD")), locator, directory)
        }
        guard let revision else {
            // Cookiecutter takes the newest commit, Copier the newest version.
            let head = try head()
            guard case .copier? = head?.kind else { return head }
            return try read(source, versions.newest(prereleases: prereleases), locator, directory)
        }
        let version = try versions.version(of: versions.resolve(revision))
        var template = try read(source, version, locator, directory)
        if template == nil, case .copier? = try head()?.kind {
            template = try read(source, version, locator, directory, isCopiers: true)
        }
        template?.asked = revision
        return template
    }

    private static func read(
        _ source: TemplateRepository, _ version: CopierVersion, _ locator: SourceLocator, _ directory: String?,
        isCopiers: Bool = false
    ) throws(ScaffoldError) -> DialectTemplate? {
        let commit = try GitSource.git { () throws(GitError) in try source.repository.commit(version.commit) }
        var template = try DialectTemplate(
            files: source.files(at: version.commit), source: locator.description, commit: version.commit,
            describe: version.describe, clock: Int(commit.committer.seconds), directory: directory,
            isCopiers: isCopiers)
        template?.origin = InstalledTool.CopierOrigin(source)
        return template
    }
}
