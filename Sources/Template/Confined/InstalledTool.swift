import Git

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Copier or Cookiecutter as a person has installed it, for templates that need Python of their own.
///
/// It renders confined like everything else that runs: with the template's code come the template's powers.
public struct InstalledTool: Sendable {
    /// Which tool.
    public enum Name: String, CaseIterable, Sendable {
        /// Renders Copier templates.
        case copier
        /// Renders Cookiecutter templates.
        case cookiecutter
    }

    /// Which tool it is.
    public let name: Name
    /// Its version.
    public let version: String
    let python: InstalledPython
    let sandbox: Sandbox

    /// Finds the tool on PATH.
    /// - Parameter seconds: How long one render may take.
    /// - Throws: ``ScaffoldError`` `not-found` where there is none that works, `confinement` where it can't be confined.
    public init(_ name: Name, seconds: Int) throws(ScaffoldError) {
        var limits = Sandbox.Limits()
        limits.seconds = seconds
        self.name = name
        sandbox = try Sandbox(limits: limits)
        for program in InstalledPython.programs(named: name.rawValue) {
            let question = "import importlib.metadata as m; print(m.version('\(name.rawValue)'))"
            guard let interpreter = InstalledTool.interpreter(of: program),
                let python = InstalledPython(program: interpreter),
                let version = InstalledPython.lines(of: [interpreter, "-c", question])?.first
            else { continue }
            self.python = python
            self.version = version
            return
        }
        throw ScaffoldError(
            .notFound, "there is no working \(name.rawValue) on PATH",
            fix: "install it (pipx install \(name.rawValue)), or put the folder of its own script first on PATH")
    }

    /// Makes sure that the tool is the one that a template is for.
    /// - Throws: ``ScaffoldError`` `locator` when it is the other one.
    public func expect(_ wanted: Name) throws(ScaffoldError) {
        guard name != wanted else { return }
        throw ScaffoldError(
            .locator, "the template is one for \(wanted.rawValue), and \(name.rawValue) can't render it",
            fix: "--render-with \(wanted.rawValue)")
    }

    /// The Python that a script of its kind starts with; nil for what is no such script.
    private static func interpreter(of program: String) -> String? {
        guard let bytes = try? FileTree.file(program, limit: 1 << 20) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", maxSplits: 2)
        guard let first = lines.first, first.hasPrefix("#!") else { return nil }
        var words = first.dropFirst(2).split(separator: " ").map(String.init)
        if words.first == "/bin/sh", lines.count > 1, lines[1].hasPrefix("'''exec' ") {
            // How pip begins a script whose interpreter has a long path or one with spaces.
            let rest = lines[1].dropFirst("'''exec' ".count)
            words = [
                rest.hasPrefix("\"")
                    ? String(rest.dropFirst().prefix { $0 != "\"" }) : String(rest.prefix { $0 != " " })
            ]
        }
        guard let interpreter = words.first, words.count == 1, interpreter.hasPrefix("/"),
            interpreter.utf8.split(separator: 0x2F).last.map({ Substring($0).hasPrefix("python") }) == true
        else { return nil }
        return interpreter
    }

    /// Runs one of the drivers below.
    /// - Returns: The files that it left.
    /// - Throws: ``ScaffoldError`` with what the tool printed where it fails.
    func run(
        _ driver: String, _ arguments: [String], folderName: String, files: [TemplateFile], support: [TemplateFile],
        variables: [String] = [], readable: [String] = []
    ) throws(ScaffoldError) -> [TemplateFile] {
        let command = Sandbox.Command(
            [python.program, "-c", driver] + arguments, folderName: folderName,
            variables: python.variables + variables, support: support, readable: python.readable + readable)
        let outcome = try sandbox.run(command, on: files)
        if let why = outcome.failure(after: sandbox.limits.seconds) {
            throw ScaffoldError(
                .template, "\(name.rawValue) \(version) can't render the template: it \(why)",
                details: outcome.output.split(whereSeparator: \.isNewline).suffix(12).map(String.init))
        }
        return outcome.files
    }

    /// A native render with the files of the tool in the place of its own; each keeps the template's file it comes from,
    /// where that is known.
    func replacing(_ native: DialectRender?, files: [TemplateFile], answers: Answers) -> DialectRender {
        var render = native ?? DialectRender(baseline: Baseline(files: []), answers: answers)
        var sources: [String: String] = [:]
        for file in render.unrendered { if let path = file.path { sources[path] = file.source } }
        for file in render.baseline.files { sources[file.path] = file.source }
        render.notes.removeAll { $0.rule == "binary-in-doubt" }
        var taken: [BaselineFile] = []
        for file in files {
            if let complaint = OutputPath.complaint(about: file) {
                let message = "\(name.rawValue) renders the file, which is left out: it \(complaint)"
                render.notes.append(DialectNote(rule: "refused-path", subject: file.path, message: message))
                continue
            }
            let known = render.baseline[file.path]
            taken.append(
                BaselineFile(
                    path: file.path, bytes: file.bytes, mode: file.mode, source: sources[file.path] ?? file.path,
                    fileClass: known?.fileClass ?? .managed))
        }
        render.baseline = Baseline(files: taken)
        render.answers = answers
        // Of what the template's copy here does not have, the tool can make no more.
        render.unrendered.removeAll { item in !item.isFolder || taken.contains { item.holds($0) } }
        // Its clock and its chance are real ones.
        render.dependsOnChance = true
        render.notes.append(
            DialectNote(rule: "rendered-with", message: "rendered with \(name.rawValue) \(version), confined, as asked")
        )
        return render
    }
}

extension OutputPath {
    /// What is wrong with a file that a command left, as the end of a sentence, or nil when it is fine.
    public static func complaint(about file: TemplateFile) -> String? {
        if let complaint = complaint(about: file.path) { return complaint }
        guard file.mode == .symlink else { return nil }
        return complaint(aboutTarget: String(decoding: file.bytes, as: UTF8.self), ofLinkAt: file.path)
    }
}
