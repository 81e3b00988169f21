import OrderedCollections

extension Release {
    /// Parses every expression and template of the manifest, and checks the names they use.
    ///
    /// Names of answers that only older records have (in `answers:` and `renames: from`) cannot be checked here.
    func checkExpressions() throws(ScaffoldError) {
        let engine = Engine(release: self)
        let own: Set<String> = ["scaffold", "release"]
        let asked = own.union(questions.map(\.name))
        var secrets = Set(questions.filter(\.isSecret).map(\.name))
        for question in questions {
            for expression in [question.when, question.validator] + question.choices.map(\.when) {
                if let expression { try check(try engine.names(in: expression), among: asked, expression.location) }
            }
            for value in [question.defaultValue, question.upgraded] {
                guard case .template(let template) = value else { continue }
                let names = try engine.names(in: template)
                try check(names, among: asked, template.location)
                if !question.isSecret { try refuse(secrets, in: names, template.location) }
            }
        }
        var known = asked
        for entry in computed {
            let names = try engine.names(in: entry.value)
            try check(names, among: known, entry.value.location)
            if !secrets.isDisjoint(with: names) { secrets.insert(entry.name) }
            known.insert(entry.name)
        }
        for entry in stack {
            let names = try engine.names(in: entry.value)
            try check(names, among: known.union(["labels"]), entry.value.location)
            try refuse(secrets, in: names, entry.value.location)
        }
        let conditions = rules.map(\.when) + renames.map(\.when) + slots.values.flatMap { $0.fragments.map(\.when) }
        for condition in conditions {
            if let condition { try check(try engine.names(in: condition), among: known, condition.location) }
        }
        for rename in renames {
            try check(try engine.names(in: rename.to), among: known, rename.to.location)
            _ = try engine.names(in: rename.from)
        }
        for deletion in deletions { _ = try engine.names(in: deletion.path) }
        if let notes {
            let names = try engine.names(in: notes)
            try check(names, among: known, notes.location)
            try refuse(secrets, in: names, notes.location)
        }
        for step in answerMigrations {
            if let when = step.when { _ = try engine.names(in: when) }
            if case .set(_, .template(let template)) = step.action { _ = try engine.names(in: template) }
        }
    }

    /// The secrets, and the computed names that hold them.
    func secretNames(_ engine: Engine) throws(ScaffoldError) -> Set<String> {
        var secrets = Set(questions.filter(\.isSecret).map(\.name))
        if secrets.isEmpty { return [] }
        for entry in computed where try !secrets.isDisjoint(with: engine.names(in: entry.value)) {
            secrets.insert(entry.name)
        }
        return secrets
    }

    private func check(
        _ names: Set<String>, among known: Set<String>, _ location: ScaffoldError.Location
    ) throws(ScaffoldError) {
        guard let name = names.subtracting(known).min() else { return }
        throw ScaffoldError(
            .manifest, "'\(name)' is no question and no computed name that is known here", at: location,
            fix: nearest(to: name, among: known.sorted()).map { "did you mean \($0)?" } ?? "correct the name")
    }

    private func refuse(
        _ secrets: Set<String>, in names: Set<String>, _ location: ScaffoldError.Location
    ) throws(ScaffoldError) {
        guard let name = secrets.intersection(names).min() else { return }
        throw ScaffoldError(.manifest, "the secret '\(name)' would be recorded or shown here", at: location)
    }
}
