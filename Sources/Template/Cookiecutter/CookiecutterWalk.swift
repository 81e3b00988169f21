import Git
import Jinja

/// Goes over the rendered folder of a template in Cookiecutter's order and collects the output.
///
/// The order can be seen, since a template may change the variables for those after it: in each folder first the folders
/// that are copied, then the names of the others, then the files, all sorted; then the other folders, one by one.
struct CookiecutterWalk {
    private let template: CookiecutterTemplate
    private let engine: CookiecutterEngine
    private let textSources: Set<String>
    private var limits = RenderLimits()
    // By bytes: Swift takes two spellings of é for one path.
    private var outputs: [[UInt8]: BaselineFile] = [:]
    private var folders: Set<[UInt8]> = [[]]
    private var bytes = 0
    private var patterns: [String: CopyPattern] = [:]
    private(set) var unrendered: [UnrenderedFile] = []
    private(set) var notes: [DialectNote] = []

    init(_ template: CookiecutterTemplate, _ engine: CookiecutterEngine, textSources: Set<String>) {
        self.template = template
        self.engine = engine
        self.textSources = textSources
    }

    /// Every file that was rendered or copied.
    var baseline: Baseline { Baseline(files: Array(outputs.values)) }

    /// Renders everything.
    /// - Throws: ``ScaffoldError`` for output beyond limits.
    mutating func run() throws(ScaffoldError) {
        guard case .folder(let real) = template.tree.entry(template.source("")) else { return }
        try walk(real, "", depth: 0)
    }

    /// Renders a folder.
    /// - Parameters:
    ///   - real: Its own path in the repository.
    ///   - path: Its unrendered path in the rendered folder.
    private mutating func walk(_ real: String, _ path: String, depth: Int) throws(ScaffoldError) {
        guard depth < 64 else { throw ScaffoldError(.limit, "folders are nested deeper than 64", at: place(path)) }
        var copied: [String] = []
        var rendered: [(name: String, real: String)] = []
        var files: [String] = []
        for name in template.tree.names(in: real) {
            guard case .folder(let inner) = template.tree.entry(Path.join(real, name)) else {
                files.append(name)
                continue
            }
            if isCopied(Path.join(path, name)) { copied.append(name) } else { rendered.append((name, inner)) }
        }
        for name in copied { try copyFolder(Path.join(real, name), Path.join(path, name)) }
        var inner: [(name: String, real: String)] = []
        for folder in rendered where makeFolder(Path.join(path, folder.name)) {
            // Cookiecutter does not go through symlinks: what is there in the end is an empty folder.
            if !template.tree.isSymlink(folder.name, in: real) { inner.append(folder) }
        }
        for name in files { try file(Path.join(real, name), Path.join(path, name)) }
        for folder in inner { try walk(folder.real, Path.join(path, folder.name), depth: depth + 1) }
    }

    /// Notes a folder of the output; false when it and what is in it are left out.
    private mutating func makeFolder(_ path: String) -> Bool {
        guard let target = target(path) else { return false }
        guard let target else {
            notes.append(
                DialectNote(
                    rule: "empty-path", subject: template.source(path),
                    message: "the folder's name renders to nothing: it is left out with everything in it"))
            return false
        }
        addFolders(of: target)
        folders.insert(Array(target.utf8))
        return true
    }

    /// The rendered path; an inner nil where it renders to nothing, an outer nil where it is refused.
    private mutating func target(_ path: String) -> String?? {
        let text: String
        do {
            text = try engine.text(path)
        } catch {
            unrendered.append(
                UnrenderedFile(
                    source: template.source(path), path: nil, reason: "in its name: \(engine.reason(error))"))
            return nil
        }
        switch RenderedPath(text) {
        case .place(CruftRecord.path):
            notes.append(
                DialectNote(
                    rule: "record-in-template", subject: template.source(path),
                    message: "the template has a \(CruftRecord.path) of its own, which is the record's place; left out")
            )
            return nil
        case .place(let target): return .some(target)
        case .nothing: return .some(nil)
        case .refused(let rule, let why):
            notes.append(
                DialectNote(
                    rule: rule, subject: template.source(path),
                    message: "the path renders to \(YAMLScalar.quoted(text)), which \(why): it is left out"))
            return nil
        }
    }

    private mutating func file(_ real: String, _ path: String) throws(ScaffoldError) {
        let file: TemplateFile
        switch template.tree.entry(real) {
        case .file(let found): file = found
        case .folder: return
        case .unusable(let entry):
            // The path of such a name only shows it, and renders to nothing that could be there.
            guard entry.hasReadableName else { return leaveOut(path, entry.obstacle ?? "") }
            if let found = target(path), let target = found { leaveOut(entry, path, target) }
            return
        case .outside: return leaveOut(path, "the symlink leads out of the template's repository")
        case .missing: return leaveOut(path, "the symlink leads nowhere")
        }
        guard let found = target(path), let target = found else { return }
        if isCopied(path) { return try add(target, path, file.bytes, of: file) }
        // Cookiecutter takes the name of a folder for an empty name.
        if folders.contains(Array(target.utf8)) { return }
        if isBinary(file, path) { return try add(target, path, file.bytes, of: file) }
        let content: [UInt8]
        do {
            content = try engine.file(file.bytes, name: template.source(path))
        } catch {
            if error.code == .limit { throw ScaffoldError(.limit, error.message, at: place(path)) }
            unrendered.append(
                UnrenderedFile(source: template.source(path), path: target, reason: engine.reason(error)))
            return
        }
        let end = forcedLineEnd ?? LineEnds.detected(in: file.bytes) ?? "\n"
        try add(target, path, LineEnds.written(content, with: end), of: file)
    }

    /// Copies a folder as it is, names in it too; only its own path is rendered.
    ///
    /// Symlinks are followed.
    private mutating func copyFolder(_ real: String, _ path: String) throws(ScaffoldError) {
        guard let found = target(path) else { return }
        guard let target = found else {
            notes.append(
                DialectNote(
                    rule: "empty-path", subject: template.source(path),
                    message: "the folder's name renders to nothing: it is left out with everything in it"))
            return
        }
        // What is there is replaced.
        for file in outputs.keys where file.starts(with: "\(target)/".utf8) { outputs[file] = nil }
        addFolders(of: target)
        folders.insert(Array(target.utf8))
        try copyContent(real, path, target, depth: 0)
    }

    private mutating func copyContent(
        _ real: String, _ path: String, _ target: String, depth: Int
    ) throws(ScaffoldError) {
        guard depth < 64 else { throw ScaffoldError(.limit, "folders are nested deeper than 64", at: place(path)) }
        guard case .folder(let folder) = template.tree.entry(real) else { return }
        for name in template.tree.names(in: folder) {
            let inner = Path.join(path, name)
            switch template.tree.entry(Path.join(folder, name)) {
            case .folder(let next):
                folders.insert(Array(Path.join(target, name).utf8))
                try copyContent(next, inner, Path.join(target, name), depth: depth + 1)
            case .file(let file):
                guard case .place(let place) = RenderedPath(Path.join(target, name)) else {
                    leaveOut(inner, "its path must not be written")
                    continue
                }
                try add(place, inner, file.bytes, of: file)
            case .unusable(let entry): leaveOut(entry, inner, Path.join(target, name))
            case .outside: leaveOut(inner, "the symlink leads out of the template's repository")
            case .missing: leaveOut(inner, "the symlink leads nowhere")
            }
        }
    }

    private mutating func add(
        _ path: String, _ source: String, _ content: [UInt8], of file: TemplateFile
    ) throws(ScaffoldError) {
        if folders.contains(Array(path.utf8)) { return leaveOut(source, "its path \(path) is a folder") }
        var parent = Path.parent(of: path)
        while !parent.isEmpty {
            if outputs[Array(parent.utf8)] != nil { return leaveOut(source, "\(parent) is a file, not a folder") }
            parent = Path.parent(of: parent)
        }
        if let other = outputs[Array(path.utf8)] {
            notes.append(
                DialectNote(
                    rule: "path-twice", subject: template.source(source),
                    message: "\(template.source(other.source)) renders to \(path) too; the later one counts"))
        }
        addFolders(of: path)
        outputs[Array(path.utf8)] = BaselineFile(
            path: path, bytes: content, mode: file.mode, source: source, from: file)
        bytes += content.count
        guard outputs.count <= limits.files, bytes <= limits.bytes else {
            throw ScaffoldError(
                .limit, "the output has more than \(limits.files) files or \(limits.bytes) bytes", at: place(source))
        }
    }

    private mutating func addFolders(of path: String) {
        var parent = Path.parent(of: path)
        while !parent.isEmpty, folders.insert(Array(parent.utf8)).inserted { parent = Path.parent(of: parent) }
    }

    private mutating func leaveOut(_ path: String, _ reason: String) {
        unrendered.append(UnrenderedFile(source: template.source(path), path: nil, reason: reason))
    }

    /// Notes an entry without content, with all that would be below it.
    private mutating func leaveOut(_ entry: TemplateFile, _ path: String, _ target: String) {
        unrendered.append(
            UnrenderedFile(
                source: template.source(path), path: target, reason: entry.obstacle ?? "it has no content",
                isFolder: true))
    }

    private func place(_ path: String) -> ScaffoldError.Location {
        .init(file: Path.join(template.origin, template.source(path)))
    }

    /// Whether `_copy_without_render` names an unrendered path.
    private mutating func isCopied(_ path: String) -> Bool {
        let setting = engine.context["_copy_without_render"]
        // Python goes over the characters of a text that stands where a list should.
        var list = setting?.arrayValue?.map(\.pythonString) ?? []
        if let text = setting?.stringValue { list = text.unicodeScalars.map { String($0) } }
        return list.contains { text in
            let pattern = patterns[text] ?? CopyPattern(text)
            patterns[text] = pattern
            return pattern.matches(path)
        }
    }

    private mutating func isBinary(_ file: TemplateFile, _ path: String) -> Bool {
        switch BinaryContent.verdict(path, file.bytes) {
        case .text: return false
        case .binary: return true
        case .disputed(let isCopied):
            guard engine.isTemplate(file.bytes) else { return isCopied }
            if textSources.contains(path) { return false }
            notes.append(
                DialectNote(
                    rule: "binary-in-doubt", subject: template.source(path),
                    message: "Cookiecutter's versions differ about whether the file is text; it is "
                        + (isCopied ? "copied as it is" : "rendered")))
            return isCopied
        }
    }

    /// The line end that `_new_lines` asks for.
    private var forcedLineEnd: String? {
        guard let text = engine.context["_new_lines"]?.stringValue, ["\n", "\r", "\r\n"].contains(text) else {
            return nil
        }
        return text
    }
}
