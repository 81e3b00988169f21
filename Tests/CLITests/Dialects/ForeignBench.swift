import Foundation
import TestSupport

/// A template of another tool with tagged versions, and a project that was generated from the first one.
final class ForeignBench: Sendable {
    let bench: Workbench
    /// The template's repository.
    var template: String { bench.directory.path("foreign") }
    /// The project's folder.
    var project: String { bench.service }

    private init() throws {
        bench = try Workbench()
        try FileManager.default.createDirectory(atPath: template, withIntermediateDirectories: true)
        try bench.git("init", "--quiet", at: template)
    }

    /// A Copier template whose version v1 has these files, and a project of it.
    ///
    /// `copier.yml` and the template of the answers file are added where they are not among the files.
    static func copier(
        _ files: [String: String], script: String = "", answers: [String] = []
    ) throws -> ForeignBench {
        let bench = try ForeignBench()
        var files = files
        if files["copier.yml"] == nil { files["copier.yml"] = "name:\n  type: str\n  default: shop\n" }
        files["{{ _copier_conf.answers_file }}.jinja"] =
            "# Changes here will be overwritten by Copier\n{{ _copier_answers|to_nice_yaml -}}\n"
        try bench.release("v1", files, script: script)
        let settings = answers.flatMap { ["--set", $0] }
        try bench.render("\(bench.template)@v1", settings)
        try bench.start()
        return bench
    }

    /// A Cookiecutter template whose first version has these files, and a project of it with the record of cruft.
    ///
    /// - Parameters:
    ///   - files: The files below `{{cookiecutter.name}}/`, and others where the path begins with `/`.
    ///   - context: `cookiecutter.json`.
    ///   - recorded: The recorded answers.
    static func cruft(
        _ files: [String: String], context: String = #"{"name": "shop"}"#, recorded: String = #"{"name": "shop"}"#,
        checkout: String = "null", more: String = "", answers: [String] = []
    ) throws -> ForeignBench {
        let bench = try ForeignBench()
        var all = ["cookiecutter.json": context + "\n"]
        for (path, text) in files { all[place(of: path)] = text }
        try bench.release("v1", all)
        try bench.render("\(bench.template)@v1", answers.flatMap { ["--set", $0] })
        let commit = try bench.bench.git("rev-parse", "v1", at: bench.template)
        let members = recorded.dropFirst().dropLast()
        try bench.bench.write(
            ".cruft.json",
            """
            {
              "template": "\(bench.template)",
              "commit": "\(commit)",
              "checkout": \(checkout),
              "context": {
                "cookiecutter": {
                  \(members),
                  "_template": "\(bench.template)",
                  "_commit": "\(commit)"
                }
              },
              "directory": null\(more)
            }

            """)
        try bench.start()
        return bench
    }

    static func place(of path: String) -> String {
        path.hasPrefix("/") ? String(path.dropFirst()) : "{{cookiecutter.name}}/\(path)"
    }

    private func render(_ source: String, _ settings: [String]) throws {
        let result = try run(
            Tool.path, ["render", source, "--out", project] + settings, environment: bench.environment,
            directory: URL(filePath: bench.directory.path, directoryHint: .isDirectory))
        guard result.status == 0 else { throw Unexpected(description: result.stderr) }
    }

    private func start() throws {
        try bench.git("init", "--quiet")
        try bench.commit(message: "Generate")
    }

    /// Commits and tags the next version of the template; nil removes a file.
    func release(_ tag: String, _ files: [String: String?], script: String = "") throws {
        for (path, text) in files {
            if let text {
                try bench.directory.write("foreign/\(path)", text)
            } else {
                try FileManager.default.removeItem(atPath: "\(template)/\(path)")
            }
        }
        if !script.isEmpty { try bench.shell(script, at: template) }
        try bench.git("add", "--all", at: template)
        try bench.git("commit", "--quiet", "--allow-empty", "--message", tag, at: template)
        try bench.git("tag", "--force", tag, at: template)
    }

    /// The next version of the template, in which a folder is a submodule.
    func releaseSubmodule(_ tag: String, at folder: String) throws {
        let script = """
            set -e
            git rm -r --quiet '\(folder)'
            git init --quiet '\(folder)'
            cd '\(folder)'
            echo elsewhere > inner.txt
            git add --all
            git commit --quiet --message Inner
            """
        try release(tag, [:], script: script)
    }

    /// The next version of a Cookiecutter template, with paths as in ``cruft(_:context:recorded:checkout:more:answers:)``.
    func releaseCookie(_ tag: String, _ files: [String: String?]) throws {
        try release(tag, Dictionary(uniqueKeysWithValues: files.map { (Self.place(of: $0.key), $0.value) }))
    }

    /// Upgrades on a branch and gives the report; the branch is `out`.
    @discardableResult
    func upgrade(_ arguments: String..., status: Int32 = 0) throws -> Report {
        let result = try run(
            Tool.path, ["upgrade", "--branch", "out", "--json"] + arguments, environment: bench.environment,
            directory: URL(filePath: project, directoryHint: .isDirectory))
        guard result.status == status else {
            throw Unexpected(description: "ended with \(result.status), not \(status): \(result.text)\(result.stderr)")
        }
        return Report(members: try json(result.text))
    }

    /// A file on the branch that the upgrade wrote; nil when it is not there.
    func out(_ path: String) -> String? { try? bench.text(path, at: "out") }

    /// The JSON of an upgrade or a status.
    struct Report {
        let members: [String: Any]

        init(members: [String: Any]) { self.members = members }

        /// The files that wait for a person.
        var held: [String] { (members["held"] as? [[String: Any]] ?? []).compactMap { $0["path"] as? String } }
        /// The rules of the findings.
        var rules: [String] { (members["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String } }
        /// What the findings say.
        var messages: [String] {
            (members["findings"] as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
        }
        /// The rows of files by path: action and reason.
        var files: [String: String] {
            var rows: [String: String] = [:]
            for file in members["files"] as? [[String: Any]] ?? [] {
                guard let path = file["path"] as? String else { continue }
                rows[path] = "\(file["action"] ?? "") \(file["reason"] ?? "")"
            }
            return rows
        }
        /// How it ended.
        var result: String { members["result"] as? String ?? "" }
    }
}
