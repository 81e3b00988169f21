import Git
import Report
import Template

extension ForeignPlanner {
    /// Runs the migrations and tasks that there is consent for, on the result of the merge; what they change joins the plan.
    ///
    /// They run one after the other on a copy. One that fails leaves nothing, and none runs after it. Files that are held
    /// stay as they are, and so do records.
    /// - Parameter template: The target's files, which commands can read.
    func run(_ commands: [DialectCommand], template: [TemplateFile], folderName: String, on plan: inout Plan) throws {
        guard let runner = consent.commands else { return }
        let commands = commands.filter(runner.runs)
        guard !commands.isEmpty else { return }
        guard var files = try mergedFiles(plan, limits: runner.limits) else {
            plan.findings += commands.map { command in
                command.finding("did not run", because: "the service is larger than what a command is given")
            }
            return
        }
        for (index, command) in commands.enumerated() {
            do {
                let outcome = try runner.run(command, on: files, folderName: folderName, template: template)
                if let failure = outcome.failure(after: runner.limits.seconds) {
                    plan.findings.append(command.failed("it \(failure)", output: outcome.output))
                } else {
                    let changed = try plan.take(
                        outcome.files, insteadOf: files, after: command, leavingOut: isOutOfReach(plan))
                    plan.findings.append(command.ran(changed))
                    files = try mergedFiles(plan, limits: runner.limits) ?? files
                    continue
                }
            } catch let error as ScaffoldError {
                plan.findings.append(command.failed(error.message, output: ""))
            }
            plan.findings += commands[(index + 1)...].map {
                $0.finding("did not run", because: "the one before it failed")
            }
            break
        }
        plan.files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Files that no command changes: those that wait for a person, and records.
    private func isOutOfReach(_ plan: Plan) -> (String) -> Bool {
        let waiting = plan.files.filter { $0.action == .hold }.flatMap { [$0.path, $0.previousPath, $0.incomingPath] }
        let records = plan.recordAfter.scaffolds.compactMap { $0.foreign?.path } + [Record.fileName]
        let paths = Set(waiting.compactMap { $0 } + records)
        return { paths.contains($0) }
    }

    /// The service's files as the plan leaves them, records included; nil where they are more than the limits allow.
    ///
    /// Submodules are left out: their files are elsewhere.
    private func mergedFiles(_ plan: Plan, limits: Sandbox.Limits) throws -> [TemplateFile]? {
        let local = local
        var versions = Dictionary(try local.files(under: "").map { ($0.path, $0.version) }) { first, _ in first }
        for (path, version) in plan.changes { versions[path] = version }
        for (path, bytes) in try plan.recordChanges() {
            versions[path] = bytes.map { FileVersion(mode: .file, bytes: $0) }
        }
        versions = versions.filter { $0.value.mode != .submodule }
        guard versions.count <= limits.files / 2 else { return nil }
        var size = 0
        for version in versions.values {
            size += try local.size(of: version)
            if size > limits.bytes / 2 { return nil }
        }
        return try versions.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { path, version in
            TemplateFile(path: path, bytes: try local.bytes(of: version), mode: version.mode)
        }
    }
}

extension DialectCommand {
    fileprivate func finding(_ what: String, because reason: String) -> Finding {
        Finding(rule: "not-run", severity: .note, message: "\(what) (\(occasion)): \(command): \(reason)")
    }

    fileprivate func failed(_ why: String, output: String) -> Finding {
        let lines = Sandbox.Outcome.lastWords(of: output)
        return Finding(
            rule: "command-failed", severity: .warning,
            message: "failed, and nothing of it is kept (\(occasion)): \(command): \(why)"
                + (lines.isEmpty ? "" : "; it said: \(lines)"))
    }

    fileprivate func ran(_ changed: [String]) -> Finding {
        let shown = changed.prefix(10).joined(separator: ", ")
        let rest = changed.count > 10 ? " and \(changed.count - 10) more" : ""
        return Finding(
            rule: "command-ran", severity: .note,
            message: "ran, confined, as asked (\(occasion)): \(command): "
                + (changed.isEmpty ? "it changed no file" : "it changed \(shown)\(rest)"))
    }
}
