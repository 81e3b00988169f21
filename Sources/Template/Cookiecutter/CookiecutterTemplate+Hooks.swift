import Git

extension CookiecutterTemplate {
    /// Renders the template and runs its hooks as cruft would.
    ///
    /// Those before the files run in an empty folder, then those after them with the files. A hook before the questions is left out, as cruft leaves it out.
    /// - Parameter tool: Renders in the place of the native render.
    /// - Returns: The render with the files that the hooks left, or why a hook did not do its work.
    /// - Throws: What ``render(_:)`` throws.
    public func render(
        _ request: CookiecutterRequest, running runner: HookRunner, with tool: InstalledTool? = nil
    ) throws(ScaffoldError) -> Result<DialectRender, HookFailed> {
        var (render, before, after) = try rendered(request)
        if let tool { render = try tool.render(self, request, native: render) }
        for stage in [CookiecutterHook.Stage.preGen, .postGen] {
            let read = (stage == .preGen ? before : after).map(\.path)
            guard let hook = hooks.first(where: { $0.stage == stage && !read.contains($0.path) }) else { continue }
            return .failure(HookFailed(HookRunner.Failure(hook: hook.path, why: "can't be rendered").note))
        }
        do throws(HookRunner.Failure) {
            let folderName = request.setting.folderName
            var files = try runner.run(before, on: [], folderName: folderName)
            files.removeAll { render.baseline[$0.path] != nil }
            files += render.baseline.files.map { TemplateFile(path: $0.path, bytes: $0.bytes, mode: $0.mode) }
            files = try runner.run(after, on: files, folderName: folderName)
            let (baseline, notes) = render.baseline.after(hooks: files)
            render.baseline = baseline
            render.notes += notes
        } catch {
            return .failure(HookFailed(error.note))
        }
        let ran = render.commands.filter { $0.stage != CookiecutterHook.Stage.prePrompt.rawValue }
        for command in ran {
            render.notes.append(
                DialectNote(rule: "hook-ran", subject: command.command, message: "the hook ran, confined, as asked"))
        }
        render.commands.removeAll { ran.contains($0) }
        // A hook can make passwords and dates like any template.
        if !ran.isEmpty { render.dependsOnChance = true }
        return .success(render)
    }
}

/// Why the hooks of a template did not do their work.
public struct HookFailed: Error {
    /// What there is to tell.
    public let note: DialectNote

    init(_ note: DialectNote) { self.note = note }
}

extension Baseline {
    /// What hooks made of this render, each file with the template's file that it comes from.
    ///
    /// Left out, each with a note: what no template may write either, and new files that the project's `.gitignore` ignores.
    func after(hooks files: [TemplateFile]) -> (baseline: Baseline, notes: [DialectNote]) {
        let ids = Dictionary(files.map { ($0.path, ObjectID.of(blob: $0.bytes)) }) { first, _ in first }
        let contents = Dictionary(zip(files.map { ids[$0.path] }, files.map(\.bytes))) { first, _ in first }
        let effects = HookEffects.inferred(
            from: self, project: ids.compactMapValues { $0 }, isCreation: false, size: { contents[$0]?.count },
            content: { contents[$0] })
        let moved = Dictionary(effects.movedSources.map { ($0.value, $0.key) }) { first, _ in first }
        let ignored = IgnoredFiles(files)
        var notes: [DialectNote] = []
        var result: [BaselineFile] = []
        for file in files {
            let before = self[file.path]
            var complaint = OutputPath.complaint(about: file)
            if before == nil, complaint == nil, ignored.contains(file.path) {
                complaint = "is among those that .gitignore ignores"
            }
            if let complaint {
                let message = "a hook made the file, which is left out: it \(complaint)"
                notes.append(DialectNote(rule: "hook-file-left-out", subject: file.path, message: message))
                continue
            }
            result.append(
                BaselineFile(
                    path: file.path, bytes: file.bytes, mode: file.mode,
                    source: before?.source ?? moved[file.path] ?? file.path))
        }
        return (Baseline(files: result), notes)
    }
}
