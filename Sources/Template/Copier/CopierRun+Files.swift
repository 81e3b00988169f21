import Git
import Jinja
import OrderedCollections

extension CopierRun {
    /// Renders everything.
    func render() throws(ScaffoldError) -> DialectRender {
        let context = context()
        var renderer = try CopierFiles(self, context)
        try renderer.renderAll()
        let commands = commands()
        let dependsOnChance = request.setting.wasAsked
        let messages = messages()
        var render = DialectRender(
            baseline: Baseline(files: renderer.files), answers: recordedAnswers(), unrendered: renderer.unrendered,
            notes: allNotes + renderer.notes, commands: commands, dependsOnChance: dependsOnChance)
        render.messages = messages
        return render
    }

    /// The remembered answers as plain data.
    private func recordedAnswers() -> Answers {
        var answers: Answers = [:]
        for (name, value) in remembered {
            do {
                answers[name] = try AnswerValue(dialect: value)
            } catch {
                notes.append(
                    DialectNote(
                        rule: "answer-not-plain", subject: name,
                        message: "the answer \(value.pythonRepr) cannot be recorded here: \(error.message)"))
            }
        }
        return answers
    }
}

/// Renders the files of a template one after the other.
struct CopierFiles {
    private(set) var files: [BaselineFile] = []
    private(set) var unrendered: [UnrenderedFile] = []
    private(set) var notes: [DialectNote] = []

    private let run: CopierRun
    private let context: OrderedDictionary<String, Value>
    /// The folder to render, without links.
    private let root: String
    private let answersFile: String
    private let excluded: PathRules
    private let skipped: PathRules
    private let attributes: CopierAttributes
    /// Which file of the list is at a path.
    private var places: [[UInt8]: Int] = [:]
    /// The folders that files need.
    private var folders: Set<[UInt8]> = []
    private var bytes = 0
    private let limits = RenderLimits()

    private var tree: CopierTree { run.template.tree }
    private var settings: CopierSettings { run.settings }

    init(_ run: CopierRun, _ context: OrderedDictionary<String, Value>) throws(ScaffoldError) {
        self.run = run
        self.context = context
        let origin = run.template.origin
        func text(_ source: String, _ setting: String, _ context: OrderedDictionary<String, Value>)
            throws(ScaffoldError)
            -> String
        {
            do {
                return try run.engine.text(source, context)
            } catch {
                throw ScaffoldError(.template, "\(setting) cannot be rendered: \(error)", at: .init(file: origin))
            }
        }
        let folder = try text(run.settings.subdirectory, "_subdirectory", context)
        guard case .folder(let root) = run.template.tree.place(of: folder) else {
            throw ScaffoldError(
                .path, "_subdirectory is \(YAMLScalar.quoted(folder)), which is no folder of the template",
                at: .init(file: origin), fix: "nothing outside of a template is read")
        }
        self.root = root
        answersFile = try text(run.request.answersFile ?? run.settings.answersFile, "_answers_file", context)
        var operating = context
        operating["_copier_operation"] = .string(run.request.operation.rawValue)
        var patterns: [String] = []
        for pattern in run.settings.exclude + run.request.furtherExcludes {
            let rendered = try text(pattern, "_exclude", operating)
            patterns += rendered.split(omittingEmptySubsequences: true) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
                .map(String.init)
        }
        excluded = try PathRules(patterns)
        skipped = try PathRules(
            try run.settings.skipIfExists.map { pattern throws(ScaffoldError) in
                try text(pattern, "_skip_if_exists", context)
            })
        attributes = CopierAttributes(run.template.tree)
    }

    /// Renders every file below the root.
    /// - Throws: ``ScaffoldError`` for links out of the template, paths out of the service, and output beyond limits.
    mutating func renderAll() throws(ScaffoldError) {
        for entry in try tree.entries(below: root, follows: !settings.preservesLinks) {
            let source = Path.join(root, entry.path)
            if let obstacle = entry.file.obstacle {
                leaveOut(entry, source, obstacle)
                continue
            }
            do {
                for (path, yields) in try destinations(of: entry) {
                    // Every file that one source yields has an identity of its own.
                    let values = yields.map { "\($0.key)=\($0.value.pythonString)" }.joined(separator: ",")
                    let identity = values.isEmpty ? source : "\(source)#\(values)"
                    try render(entry, source, as: identity, to: path, context(with: yields))
                }
            } catch {
                switch error {
                case .refused(let refusal): throw refusal
                case .failed(let failure): leave(source, nil, reason(failure))
                }
            }
        }
    }

    /// Notes a file that can't be rendered.
    private mutating func leave(_ source: String, _ path: String?, _ reason: String) {
        unrendered.append(UnrenderedFile(source: source, path: path, reason: reason))
    }

    /// Notes an entry without content, with all that would be below it; what the template itself leaves out is missed by nobody.
    private mutating func leaveOut(_ entry: CopierTree.Entry, _ source: String, _ reason: String) {
        // Where the path can't be rendered, the entry is noted by its source.
        let found = try? destinations(of: entry)
        let paths: [String?] = found.map { $0.map { CopierTree.spelled($0.path) } } ?? [nil]
        for path in paths {
            if let path, excluded.matches(path) || excluded.matches("\(path)/file") { continue }
            unrendered.append(UnrenderedFile(source: source, path: path, reason: reason, isFolder: true))
        }
    }

    private func reason(_ error: TemplateError) -> String {
        guard let location = error.location, let name = location.name else { return error.message }
        return "\(name):\(location.line): \(error.message.isEmpty ? error.code.pythonClass : error.message)"
    }

    // MARK: paths

    /// Why a path could not be made.
    private enum Stop: Error {
        /// The whole template is refused.
        case refused(ScaffoldError)
        /// The one file is not rendered.
        case failed(TemplateError)
    }

    /// The values that the parts of a path yielded, by their names.
    private typealias Yields = OrderedDictionary<String, Value>

    private typealias Destination = (path: String, yields: Yields)

    /// Where a file goes: nowhere, to one path, or to many where a part of it yields values.
    private func destinations(of entry: CopierTree.Entry) throws(Stop) -> [Destination] {
        let suffix = settings.suffix
        var path = entry.path
        let isTemplate = CopierNames.name(of: path).utf8.reversed().starts(with: suffix.utf8.reversed())
        if !suffix.isEmpty {
            if tree.exists(Path.join(root, path + suffix)) { return [] }
            if isTemplate { path = CopierNames.withoutSuffix(path) }
        }
        var found: [Destination] = []
        try renderParts(CopierTree.parts(of: path)[...], below: [], isTemplate, [:], into: &found)
        return found
    }

    private func renderParts(
        _ parts: ArraySlice<String>, below: [String], _ isTemplate: Bool, _ yields: Yields,
        into found: inout [Destination]
    ) throws(Stop) {
        guard let part = parts.first else {
            // As Python's pathlib joins: an absolute part drops those before it.
            let start = below.lastIndex { $0.utf8.first == UInt8(ascii: "/") } ?? below.startIndex
            let path = below[start...].joined(separator: "/")
            // The name as it is rendered hides a plain file where a template of that name is at the root.
            if isTemplate || !tree.exists(path + settings.suffix) { found.append((path, yields)) }
            return
        }
        for (text, yields) in try rendered(part, yields) {
            if text.isEmpty { continue }
            if text == CopierTree.spelled(answersFile) {
                found.append((text, yields))
                continue
            }
            try renderParts(parts.dropFirst(), below: below + [text], isTemplate, yields, into: &found)
        }
    }

    /// What a part of a path is rendered to: one text, or one for each value that it yields.
    private func rendered(_ part: String, _ yields: Yields) throws(Stop) -> [(String, Yields)] {
        do throws(TemplateError) {
            var found: [(String, Yields)] = []
            for part in try run.engine.parts(of: part, context(with: yields)) {
                var yields = yields
                if let (name, value) = part.variable {
                    guard context[name] == nil else {
                        throw TemplateError(.type, "a path yields '\(name)', which is an answer's name already")
                    }
                    yields[name] = value
                }
                found.append((part.name, yields))
            }
            return found
        } catch {
            throw .failed(error)
        }
    }

    private func context(with yields: Yields) -> OrderedDictionary<String, Value> {
        yields.isEmpty ? context : context.merging(yields) { _, new in new }
    }

    // MARK: files

    private mutating func render(
        _ entry: CopierTree.Entry, _ source: String, as identity: String, to written: String,
        _ context: OrderedDictionary<String, Value>
    ) throws(Stop) {
        if let refusal = CopierDestination.refusal(of: written) {
            throw .refused(
                ScaffoldError(.path, "a file's path \(refusal): \(written)", at: .init(file: place(source))))
        }
        let path = CopierTree.spelled(written)
        if excluded.matches(path) { return }
        if CopierDestination.isInsideGit(path) {
            throw .refused(
                ScaffoldError(.path, "a file would be in git's own folder: \(path)", at: .init(file: place(source))))
        }
        if let complaint = OutputPath.complaint(about: path) { return leave(source, path, "the path \(complaint)") }
        do {
            guard let (bytes, mode) = try content(entry, source, path, context) else { return }
            try add(bytes, mode, of: entry.file, identity, path)
        } catch {
            switch error {
            case .refused: throw error
            case .failed(let failure): leave(source, path, reason(failure))
            }
        }
    }

    /// A file's content and mode; nil where it was noted why there is none.
    private mutating func content(
        _ entry: CopierTree.Entry, _ source: String, _ path: String, _ context: OrderedDictionary<String, Value>
    ) throws(Stop) -> ([UInt8], FileMode)? {
        let isTemplate = CopierNames.name(of: entry.path).utf8.reversed().starts(with: settings.suffix.utf8.reversed())
        if entry.file.mode == .symlink {
            guard settings.preservesLinks else {
                leave(source, path, "the symlink leads nowhere")
                return nil
            }
            var target = CopierTree.spelled(String(decoding: entry.file.bytes, as: UTF8.self))
            do {
                if isTemplate { target = CopierTree.spelled(try run.engine.text(target, context)) }
            } catch {
                throw .failed(error)
            }
            if let complaint = OutputPath.complaint(aboutTarget: target, ofLinkAt: path) {
                leave(source, path, "the symlink \(complaint)")
                return nil
            }
            return (Array(target.utf8), .symlink)
        }
        // Copier asks git for the mode of the path as it is listed, and git has none for a link.
        let mode: FileMode = entry.isLink ? .file : entry.file.mode
        guard isTemplate else {
            switch attributes.checkedOut(entry.file) {
            case .success(let checkout):
                if let note = checkout.note {
                    notes.append(DialectNote(rule: "git-attributes", subject: path, message: note))
                }
                return (checkout.bytes, mode)
            case .failure(let refusal):
                leave(source, path, refusal.reason)
                return nil
            }
        }
        guard let text = String(validating: entry.file.bytes, as: UTF8.self) else {
            if settings.suffix.isEmpty { return (entry.file.bytes, mode) }
            leave(source, path, "the template is not UTF-8")
            return nil
        }
        do {
            let bytes = try run.engine.file(source, text, context)
            if run.request.operation == .update {
                notes += run.engine.undefinedNames(source, text, context).map { name in
                    DialectNote(
                        rule: DialectNote.undefinedName, subject: path,
                        message:
                            "the template prints '\(name)' here, which it does not ask for, so that nothing records it")
                }
            }
            return (bytes, mode)
        } catch {
            throw .failed(error)
        }
    }

    private mutating func add(
        _ content: [UInt8], _ mode: FileMode, of template: TemplateFile, _ source: String, _ path: String
    ) throws(Stop) {
        if let complaint = clash(of: path) { return leave(source, path, complaint) }
        let file = BaselineFile(
            path: path, bytes: content, mode: mode, source: source,
            fileClass: skipped.matches(path) ? .createOnce : .managed, from: template)
        bytes += content.count
        if let other = places[Array(path.utf8)] {
            notes.append(
                DialectNote(
                    rule: "two-sources-one-path", subject: path,
                    message: "both \(files[other].source) and \(source) are rendered to this path; "
                        + "which one Copier takes depends on the disk"))
            // A template further down may hold an answers file of its own, which Copier puts to the same place.
            func depth(_ source: String) -> Int { source.utf8.count { $0 == UInt8(ascii: "/") } }
            let isFurtherDown = path == CopierTree.spelled(answersFile) && depth(source) > depth(files[other].source)
            if !isFurtherDown { files[other] = file }
            return
        }
        places[Array(path.utf8)] = files.count
        files.append(file)
        guard files.count <= limits.files, bytes <= limits.bytes else {
            throw .refused(
                ScaffoldError(
                    .limit, "the output has more than \(limits.files) files or \(limits.bytes) bytes",
                    at: .init(file: run.template.origin)))
        }
    }

    /// Why a path cannot be beside the others; Copier fails at such a template half-way.
    private mutating func clash(of path: String) -> String? {
        if folders.contains(Array(path.utf8)) { return "the path is a folder of other files" }
        var folder = Path.parent(of: path)
        while !folder.isEmpty {
            if let other = places[Array(folder.utf8)] {
                return "the path needs the folder \(folder), which \(files[other].source) is rendered to"
            }
            folders.insert(Array(folder.utf8))
            folder = Path.parent(of: folder)
        }
        return nil
    }

    private func place(_ source: String) -> String { "\(run.template.origin)/\(source)" }
}
