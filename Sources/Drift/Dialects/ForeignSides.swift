import OrderedCollections
import Report
import Template

extension ForeignPlanner {
    /// The template's two sides of an upgrade, from the renders to what is merged.
    struct Sides {
        var base: DialectRender
        var incoming: DialectRender

        var baseline: (base: Baseline, incoming: Baseline) { (base.baseline, incoming.baseline) }

        /// Whether the target has nothing new for the project.
        var areSame: Bool { base.baseline == incoming.baseline }

        /// Leaves a file out of both: the record, which is rewritten and never merged.
        mutating func leaveOut(_ path: String) {
            base.baseline = base.baseline.without { $0.path == path }
            incoming.baseline = incoming.baseline.without { $0.path == path }
        }

        /// Leaves out what the record says is never compared.
        mutating func leaveOut(_ skip: CruftSkip) {
            base.baseline = base.baseline.without { skip.matches($0.path) }
            incoming.baseline = incoming.baseline.without { skip.matches($0.path) }
        }

        /// Leaves out what one of the renders could not give, so that it is neither dropped nor added by accident.
        mutating func leaveOutUnrendered() -> [Finding] {
            let missing = base.unrendered + incoming.unrendered
            guard !missing.isEmpty else { return [] }
            let sources = Set(missing.map(\.source))
            let paths = Set(missing.compactMap(\.path))
            base.baseline = base.baseline.without { sources.contains($0.source) || paths.contains($0.path) }
            incoming.baseline = incoming.baseline.without { sources.contains($0.source) || paths.contains($0.path) }
            var known: OrderedDictionary<String, UnrenderedFile> = [:]
            for file in missing { known[file.source] = file }
            return known.values.map { file in
                Finding(
                    rule: "unrendered", severity: .warning, path: file.path ?? file.source,
                    message: "can't be rendered natively, and stays as it is: \(file.reason)")
            }
        }

        /// Puts the service's own values where the template has another one each time.
        mutating func settleVolatileLines(_ second: ForeignTemplate.Renders, local: any LocalFiles) throws {
            let settled = try VolatileLines.settled(
                base: (base.baseline, second.base.baseline), incoming: (incoming.baseline, second.incoming.baseline),
                local: local)
            base.baseline = settled.base
            incoming.baseline = settled.incoming
        }

        /// The notes that somebody should act on; the others tell how the renders came about.
        private static let askForAction: Set<String> = [
            "answer-invalid", "answer-missing", "answer-not-a-choice", "escaping-path", "empty-path",
            "hook-move-not-replayed",
            "hook-edit-not-replayed",
        ]

        /// What the renders have to say, each thing once.
        func notes() -> [Finding] {
            var seen: Set<DialectNote> = []
            var findings = (incoming.notes + base.notes).filter { seen.insert($0).inserted }.map { note in
                Finding(
                    rule: note.rule, severity: Self.askForAction.contains(note.rule) ? .warning : .note,
                    path: note.subject, message: note.message)
            }
            if !incoming.commands.isEmpty {
                let list = incoming.commands.map { "\($0.stage): \($0.command)" }.joined(separator: "; ")
                findings.append(
                    Finding(
                        rule: "not-run", severity: .note,
                        message: "the template's own tool would have run, and nothing was: \(list)"))
            }
            return findings
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

extension Baseline {
    /// The baseline without some files.
    func without(_ isOut: (BaselineFile) -> Bool) -> Baseline { Baseline(files: files.filter { !isOut($0) }) }
}

extension DialectRender {
    /// Where this render has the template file that another one's file came from.
    func path(of file: BaselineFile?) -> String? {
        file.flatMap { file in baseline.files.first { $0.source == file.source }?.path }
    }
}
