import OrderedCollections

extension Lint {
    /// Questions that change nothing.
    static func questions(_ subject: LintSubject) throws(ScaffoldError) -> [LintFinding] {
        let release = subject.release
        let engine = Engine(release: release)
        var used = try namesInText(subject, engine).union(namesInConditions(release, engine))
        for entry in release.computed { used.formUnion(try engine.names(in: entry.value)) }
        for question in release.questions {
            used.formUnion(try names(of: question, engine).subtracting([question.name]))
        }
        // A question with one choice is there for the record: there is nothing yet that could change.
        let open = release.questions.filter { $0.choices.isEmpty || $0.choices.count > 1 }
        return open.filter { !used.contains($0.name) }.map { question in
            LintFinding(
                .unusedQuestion, subject.manifest, line: question.location.line,
                "the answer to \(question.name) changes nothing: no file, slot, path, condition, computed name or other "
                    + "question uses it",
                fix: "use it, or remove the question and the recorded answer (answers: - { remove: … })")
        }
    }

    /// Computed names, slots, fragments and parts that nothing uses, and slots that are not there.
    static func names(_ subject: LintSubject) throws(ScaffoldError) -> [LintFinding] {
        let release = subject.release
        let engine = Engine(release: release)
        var used = try namesInText(subject, engine).union(namesInConditions(release, engine))
        for template in release.stack.map(\.value) + release.renames.map(\.to) {
            used.formUnion(try engine.names(in: template))
        }
        if let notes = release.notes { used.formUnion(try engine.names(in: notes)) }
        var findings: [LintFinding] = []
        // Later computed names keep earlier ones in use, if they are used themselves.
        for entry in release.computed.reversed() {
            if used.contains(entry.name) {
                used.formUnion(try engine.names(in: entry.value))
            } else {
                findings.append(
                    LintFinding(
                        .unusedName, subject.manifest, line: entry.value.location.line,
                        "nothing uses the computed name \(entry.name)", fix: "remove it"))
            }
        }
        return findings.reversed() + slots(subject)
    }

    private static func slots(_ subject: LintSubject) -> [LintFinding] {
        let release = subject.release
        var asked: [String: String] = [:]
        var included: Set<String> = []
        for text in subject.texts {
            for slot in LintTags.slots(of: text.bytes) where asked[slot] == nil { asked[slot] = text.path }
            for word in ["include", "import", "extends", "from"] {
                included.formUnion(LintTags.arguments(of: word, in: text.bytes))
            }
        }
        var findings: [LintFinding] = []
        for name in release.slots.keys where asked[name] == nil {
            findings.append(
                LintFinding(
                    .unusedName, subject.manifest, "no file asks for the slot \(name)",
                    fix: "write <%= slot(\"\(name)\") %> where it belongs, or remove it"))
        }
        for (name, path) in asked.sorted(by: { $0.key < $1.key }) where release.slots[name] == nil {
            findings.append(
                LintFinding(
                    .unknownSlot, "\(subject.place)/\(path)", "the manifest has no slot \(name)",
                    fix: "add it to slots:, or correct the name"))
        }
        let listed = Set(release.slots.flatMap { slot in slot.value.fragments.map { "\(slot.key)/\($0.file)" } })
        for path in release.fragments.keys.sorted() where !listed.contains(path) {
            findings.append(
                LintFinding(
                    .unusedName, "\(subject.place)/slots/\(path)", "no slot of the manifest names the fragment",
                    fix: "list it under slots:, or delete it"))
        }
        for path in release.parts.keys.sorted() where !included.contains(path) {
            findings.append(
                LintFinding(
                    .unusedName, "\(subject.place)/parts/\(path)", "nothing includes the part", fix: "delete it"))
        }
        return findings
    }

    /// The names in files, paths, fragments and parts.
    private static func namesInText(_ subject: LintSubject, _ engine: Engine) throws(ScaffoldError) -> Set<String> {
        let release = subject.release
        var names: Set<String> = []
        for file in release.files {
            let place = "\(release.origin)/files/\(file.path)"
            names.formUnion(
                try engine.names(in: TemplateText(source: file.path, location: .init(file: place))))
            if release.treatment(of: file.path).isVerbatim || TemplateMarkers.isBinary(file.bytes) { continue }
            guard TemplateMarkers.isTemplate(file.bytes) else { continue }
            names.formUnion(try engine.names(in: file.bytes, place: place))
        }
        for (folder, list) in [("slots", release.fragments), ("parts", release.parts)] {
            for (path, file) in list where TemplateMarkers.isTemplate(file.bytes) {
                names.formUnion(try engine.names(in: file.bytes, place: "\(release.origin)/\(folder)/\(path)"))
            }
        }
        return names
    }

    /// The names in conditions of files, fragments and renames.
    private static func namesInConditions(_ release: Release, _ engine: Engine) throws(ScaffoldError) -> Set<String> {
        var names: Set<String> = []
        let fragments = release.slots.values.flatMap { $0.fragments.map(\.when) }
        for condition in release.rules.map(\.when) + release.renames.map(\.when) + fragments {
            if let condition { names.formUnion(try engine.names(in: condition)) }
        }
        return names
    }

    /// The names that a question's own rules and defaults use.
    private static func names(of question: Question, _ engine: Engine) throws(ScaffoldError) -> Set<String> {
        var names: Set<String> = []
        for expression in [question.when, question.validator] + question.choices.map(\.when) {
            if let expression { names.formUnion(try engine.names(in: expression)) }
        }
        for value in [question.defaultValue, question.upgraded] {
            if case .template(let template) = value { names.formUnion(try engine.names(in: template)) }
        }
        return names
    }
}
