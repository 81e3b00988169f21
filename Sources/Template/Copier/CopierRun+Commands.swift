import Jinja
import Merge
import OrderedCollections

extension CopierRun {
    /// Everything that Copier would run, in its order.
    func commands() -> [DialectCommand] {
        let migrations = request.step.map { self.migrations(from: $0.from, to: $0.to) } ?? []
        return migrations.filter { $0.stage == "before" } + tasks() + migrations.filter { $0.stage != "before" }
    }

    /// The tasks that Copier would run after the files are there, those whose condition holds.
    func tasks() -> [DialectCommand] {
        let entries = (try? configuration.list("tasks", origin: template.origin)) ?? []
        phase = "tasks"
        defer { phase = "render" }
        var context = context()
        context["_stage"] = "task"
        context["_copier_operation"] = .string(request.operation.rawValue)
        return entries.compactMap { entry in
            let details = entry.dictValue
            return command(
                details?["command"] ?? entry, when: details?["when"] ?? .string("true"),
                folder: details?["working_directory"]?.stringValue, stage: "task", context)
        }
    }

    /// The commands with which a template takes a project from one version to another, those before the update first.
    func migrations(from old: CopierVersion, to new: CopierVersion) -> [DialectCommand] {
        guard let oldVersion = old.version, let newVersion = new.version else { return [] }
        let entries = (try? configuration.list("migrations", origin: template.origin)) ?? []
        phase = "migrate"
        defer { phase = "render" }
        var commands: [DialectCommand] = []
        for stage in ["before", "after"] {
            var context = context()
            context["_stage"] = .string(stage)
            context["_copier_operation"] = .string(request.operation.rawValue)
            context["_version_from"] = .string(old.describe)
            context["_version_to"] = .string(new.describe)
            context["_version_pep440_from"] = .string(oldVersion.description)
            context["_version_pep440_to"] = .string(newVersion.description)
            for entry in entries {
                let details = entry.dictValue
                let written = details?["version"]?.pythonString
                if let written {
                    guard let current = PythonVersion(written), oldVersion < current, current <= newVersion else {
                        continue
                    }
                    // Copier lets later entries without a version see this one, too.
                    context["_version_current"] = .string(written)
                    context["_version_pep440_current"] = .string(current.description)
                }
                if let details, details["before"] != nil || details["after"] != nil {
                    guard written != nil else { continue }
                    for command in details[stage]?.arrayValue ?? [] {
                        commands +=
                            self.command(command, when: true, folder: nil, stage: stage, context).map { [$0] } ?? []
                    }
                    continue
                }
                let when = details?["when"] ?? .bool(stage == "after")
                commands +=
                    command(
                        details?["command"] ?? entry, when: when,
                        folder: details?["working_directory"]?.stringValue, stage: stage, context
                    ).map { [$0] } ?? []
            }
        }
        return commands
    }

    /// One command, rendered; nil where its condition says that it doesn't run.
    private func command(
        _ written: Value, when: Value, folder: String?, stage: String, _ context: OrderedDictionary<String, Value>
    ) -> DialectCommand? {
        do {
            var condition = when
            if let text = when.stringValue { condition = .string(try engine.text(text, context)) }
            if !CopierType.truth(condition) { return nil }
            let line: String
            if let parts = written.arrayValue {
                line = try parts.map { part throws(TemplateError) in
                    Quoting.shell(try engine.text(part.pythonString, context))
                }.joined(separator: " ")
            } else {
                line = try engine.text(written.pythonString, context)
            }
            return DialectCommand(
                stage: stage, command: line, folder: CopierTree.spelled(try engine.text(folder ?? ".", context)),
                variables: CopierRun.variables(context))
        } catch {
            notes.append(
                DialectNote(
                    rule: "command-unrendered", subject: written.pythonString,
                    message: "the command is listed as it is written: \(error.message)"))
            let line = written.arrayValue?.map(\.pythonString).joined(separator: " ") ?? written.pythonString
            var command = DialectCommand(stage: stage, command: line, folder: folder ?? ".")
            command.isRendered = false
            return command
        }
    }

    /// What Copier gives a command in its environment: what it tells templates of this step, in capital letters.
    private static func variables(_ context: OrderedDictionary<String, Value>) -> [String] {
        let names = [
            "stage", "version_from", "version_to", "version_current", "version_pep440_from", "version_pep440_to",
            "version_pep440_current", "copier_operation",
        ]
        return names.compactMap { name in
            context["_\(name)"].map { "\(name.uppercased())=\($0.pythonString)" }
        }
    }

    /// What the template tells people around this render: before it Copier knows no answers, not even those of the record.
    func messages() -> TemplateMessages {
        var messages = TemplateMessages()
        let before = phase
        phase = "undefined"
        hasAsked = false
        messages.before = told("message_before_\(request.operation.rawValue)")
        hasAsked = true
        messages.after = told("message_after_\(request.operation.rawValue)")
        phase = before
        return messages
    }

    private func told(_ name: String) -> String {
        do {
            return try message(name)
        } catch {
            notes.append(DialectNote(rule: "message-unrendered", subject: "_\(name)", message: error.message))
            return ""
        }
    }

    /// A message of the template, rendered; empty where there is none.
    func message(_ name: String) throws(ScaffoldError) -> String {
        guard let written = try configuration.text(name, origin: template.origin) else { return "" }
        do {
            return try engine.text(written, context())
        } catch {
            throw ScaffoldError(.template, "_\(name) cannot be rendered: \(error)", at: .init(file: template.origin))
        }
    }
}

extension CopierTemplate {
    /// What Copier would run to take a project from one version to this one; nothing of it runs here.
    ///
    /// Both forms of `_migrations` are read. There are none where either version has no place in the order.
    public func migrations(
        from old: CopierVersion, to new: CopierVersion, _ request: CopierRequest
    ) throws(ScaffoldError) -> [DialectCommand] {
        try CopierRun(self, request).migrations(from: old, to: new)
    }

    /// What the template tells people, rendered with the answers.
    public func messages(_ request: CopierRequest) throws(ScaffoldError) -> CopierMessages {
        let run = try CopierRun(self, request)
        return CopierMessages(
            beforeCopy: try run.message("message_before_copy"), afterCopy: try run.message("message_after_copy"),
            beforeUpdate: try run.message("message_before_update"),
            afterUpdate: try run.message("message_after_update"))
    }
}

/// What a template tells people around a copy or an update; empty where it says nothing.
public struct CopierMessages: Hashable, Sendable {
    /// Before a project is generated.
    public var beforeCopy: String
    /// After it was.
    public var afterCopy: String
    /// Before a project is updated.
    public var beforeUpdate: String
    /// After it was.
    public var afterUpdate: String
}
