import OrderedCollections
import Report
import Template

extension ForeignPlanner {
    /// The template's two sides of an upgrade, from the renders to what is merged.
    struct Sides {
        var base: DialectRender
        var incoming: DialectRender

        /// Whether the target has nothing new for the project.
        var areSame: Bool { base.baseline == incoming.baseline }

        /// Leaves files out of both.
        mutating func leaveOut(_ isOut: (BaselineFile) -> Bool) {
            base.baseline = Baseline(files: base.baseline.files.filter { !isOut($0) })
            incoming.baseline = Baseline(files: incoming.baseline.files.filter { !isOut($0) })
        }

        /// Leaves out what one of the renders could not give, so that it is neither dropped nor added by accident.
        mutating func leaveOutUnrendered() -> [Finding] {
            let missing = base.unrendered + incoming.unrendered
            guard !missing.isEmpty else { return [] }
            let sources = Set(missing.map(\.source))
            let paths = Set(missing.compactMap(\.path))
            leaveOut { sources.contains($0.source) || paths.contains($0.path) }
            leaveOutBelowFolders()
            var known: OrderedDictionary<String, UnrenderedFile> = [:]
            for file in missing { known[file.source] = file }
            return known.values.map { file in
                let what =
                    file.isFolder
                    ? "is left out, and what the project has there stays as it is"
                    : "can't be rendered natively, and stays as it is"
                return Finding(
                    rule: "unrendered", severity: .warning, path: file.path ?? file.source,
                    message: "\(what): \(file.reason)")
            }
        }

        /// Files that the target has in a folder which can't be read are not dropped by it.
        ///
        /// The other way round nothing is left out: files in the place of such a folder are new.
        private mutating func leaveOutBelowFolders() {
            let folders = incoming.unrendered.filter(\.isFolder)
            guard !folders.isEmpty else { return }
            let paths = Set(incoming.baseline.files.map(\.path))
            let sources = Set(incoming.baseline.files.map(\.source))
            base.baseline = Baseline(
                files: base.baseline.files.filter { file in
                    paths.contains(file.path) || sources.contains(file.source) || !folders.contains { $0.holds(file) }
                })
        }

        /// Puts the service's own values where the template has another one each time.
        mutating func settleVolatileLines(_ second: ForeignTemplate.Renders, local: any LocalFiles) throws {
            (base.baseline, incoming.baseline) = try VolatileLines.settled(
                base: (base.baseline, second.base.baseline), incoming: (incoming.baseline, second.incoming.baseline),
                local: local)
        }

        /// Takes files in which a text still stands in for an unknown value for unrendered: the service has no line for it.
        mutating func refuseStandIns() {
            guard base.dependsOnChance || incoming.dependsOnChance else { return }
            let mark = Array(RenderSetting.standInMark.utf8)
            for file in base.baseline.files + incoming.baseline.files where TemplateMarkers.holds(file.bytes, mark) {
                incoming.unrendered.append(
                    UnrenderedFile(
                        source: file.source, path: file.path,
                        reason: "it has a value that an extension of the template sets, which is not run"))
            }
        }

        /// The notes that somebody should act on; the others tell how the renders came about.
        private static let askForAction: Set<String> = [
            "answer-invalid", "answer-missing", "answer-not-a-choice", "escaping-path", "empty-path",
            "hook-move-not-replayed", "hook-edit-not-replayed", DialectNote.failedHook, "hook-file-left-out",
            DialectNote.baseFromHistory,
        ]

        /// What the renders have to say, each thing once.
        func notes() -> [Finding] {
            var seen: Set<DialectNote> = []
            return (incoming.notes + base.notes).filter { seen.insert($0).inserted }.map { note in
                Finding(
                    rule: note.rule, severity: Self.askForAction.contains(note.rule) ? .warning : .note,
                    path: note.subject, message: note.message)
            }
        }

        /// What the template's own tool would have run to get from one state to the other, and was not.
        func notRun(except consent: Consent) -> [Finding] {
            incoming.commands.filter { consent.commands?.runs($0) != true }.map { command in
                let folder = command.folder == "." ? "" : ", in \(command.folder)"
                var message = "did not run (\(command.occasion)\(folder)): \(command.command)"
                if command.stage == "before", consent.commands != nil {
                    message +=
                        ": it would prepare the project for Copier's merge; here files that the template moved are followed"
                } else if command.stage == "pre_prompt", consent.hooks != nil {
                    message += ": cruft leaves it out, too"
                }
                return Finding(rule: "not-run", severity: .note, message: message)
            }
        }

        /// The answers that the target has otherwise than the record; names with an underscore are the tools' own.
        func answerChanges(recorded: Answers, asked: Answers) -> [AnswerChange] {
            var changes: [AnswerChange] = []
            for (name, value) in incoming.answers where recorded[name] != value && !name.hasPrefix("_") {
                let isAsked = asked[name] != nil
                changes.append(
                    AnswerChange(
                        name: name, old: recorded[name], new: value,
                        cause: isAsked ? .set : recorded[name] == nil ? .added : .replaced,
                        reason: isAsked
                            ? "changed as asked" : recorded[name] == nil ? "new in the template" : "set by the template"
                    ))
            }
            for (name, value) in recorded where incoming.answers[name] == nil && !name.hasPrefix("_") {
                changes.append(
                    AnswerChange(
                        name: name, old: value, new: nil, cause: .unknown, reason: "the template no longer asks for it")
                )
            }
            return changes
        }
    }
}

extension DialectRender {
    /// Whether hooks were to run and did not do their work.
    var hasFailedHook: Bool { notes.contains { $0.rule == DialectNote.failedHook } }

    /// Where this render has the template file that another one's file came from.
    func path(of file: BaselineFile?) -> String? {
        file.flatMap { file in baseline.files.first { $0.source == file.source }?.path }
    }
}

extension DialectNote {
    /// The rule of a hook that did not do its work.
    static let failedHook = "hook-failed"
}
