public import OrderedCollections

/// What became of recorded answers on their way into a release.
public struct AnswerMigration: Hashable, Sendable {
    /// Every effective value in the target release, secrets left out, in the order of its questions.
    public var answers: Answers
    /// What changed, in the order it happened.
    public var changes: [AnswerChange]
}

/// One answer that changed, and why.
public struct AnswerChange: Hashable, Sendable {
    /// Why an answer changed.
    public enum Cause: String, Hashable, Sendable, CaseIterable {
        /// The release has a question that older records do not answer.
        case added
        /// The release calls the answer otherwise.
        case renamed
        /// The release dropped the answer and says why.
        case removed
        /// The release replaced the value.
        case replaced
        /// No question has the name any more, and no migration explains it.
        case unknown
        /// The question is not asked with these answers, so the value follows the default.
        case unasked
        /// A person set it now.
        case set
    }

    /// The name, the new one after a rename.
    public var name: String
    /// The value before; nil when there was none.
    public var old: AnswerValue?
    /// The value after; nil when there is none.
    public var new: AnswerValue?
    /// Why it changed.
    public var cause: Cause
    /// The reason for people.
    public var reason: String
    /// The release that changed it; nil where a template of another tool did, which has no releases of this kind.
    public var release: ReleaseVersion?

    /// Notes a change.
    public init(
        name: String, old: AnswerValue?, new: AnswerValue?, cause: Cause, reason: String, release: ReleaseVersion? = nil
    ) {
        self.name = name
        self.old = old
        self.new = new
        self.cause = cause
        self.reason = reason
        self.release = release
    }
}

extension Release {
    /// Carries recorded answers into this release.
    ///
    /// Each release on the way applies its migrations and settles its new questions, so that skipping releases gives
    /// what stepping through them gives. Recorded values win over defaults that changed.
    /// - Parameters:
    ///   - recorded: The answers as recorded.
    ///   - releases: The releases after the recorded one, oldest first, up to and including this one; empty when the
    ///     record is at this release already.
    ///   - setting: Answers a person changes now.
    /// - Throws: ``ScaffoldError`` that lists everything wrong at once: immutable answers set anew, choices no longer
    ///   offered, required answers missing.
    public func migrate(
        _ recorded: Answers, through releases: [Release], setting: Answers = [:]
    ) throws(ScaffoldError) -> AnswerMigration {
        if let last = releases.last, last.version != version {
            throw ScaffoldError(.answers, "the releases on the way end at \(last.version), not at \(version)")
        }
        do {
            var migrator = Migrator(values: recorded, setting: setting)
            for release in releases { try migrator.step(into: release) }
            return try migrator.finish(in: self)
        } catch let error as ScaffoldError {
            throw error
        } catch {
            throw ScaffoldError(.answers, "\(error)")
        }
    }
}

/// Recorded answers on their way through releases.
private struct Migrator {
    var values: Answers
    let setting: Answers
    var changes: [AnswerChange] = []

    init(values: Answers, setting: Answers) {
        self.values = values
        self.setting = setting
    }

    mutating func step(into release: Release) throws {
        let engine = Workshop.engine(for: release)
        for step in release.answerMigrations {
            if let when = step.when, try !engine.truth(when, Context(values)) { continue }
            try apply(step, of: release, engine)
        }
        dropUnknown(release)
        // Settings take part as soon as their question exists, so that defaults derived from them follow.
        let known = values.filter { setting[$0.key] == nil }
        var resolver = AnswerResolver(release: release, engine: engine, given: origins(known, in: release))
        resolver.isUpgrade = true
        resolver.isStrict = false
        resolver.needsSecrets = false
        try resolver.run()
        let secret = Set(release.questions.filter(\.isSecret).map(\.name))
        for (name, value) in resolver.values where !secret.contains(name) {
            if values[name] == nil, setting[name] == nil {
                note(name, nil, value, .added, "new in \(release.scaffold) \(release.version)", release)
            }
            if setting[name] == nil { noteUnasked(name, resolver.unasked[name], value, release) }
            if setting[name] == nil, resolver.unasked[name] == nil { noteAlias(name, value, release) }
        }
        var next = resolver.values.filter { !secret.contains($0.key) }
        // A set answer keeps its recorded value until the end, where old and new are compared.
        for (name, value) in values where setting[name] != nil { next[name] = value }
        for name in setting.keys where values[name] == nil { next.removeValue(forKey: name) }
        values = next
    }

    mutating func finish(in release: Release) throws -> AnswerMigration {
        dropUnknown(release)
        var problems = setting.keys.filter { release.question($0) == nil }.map { release.unknownName($0) }
        var resolver = AnswerResolver(
            release: release, engine: Workshop.engine(for: release), given: origins(values, in: release))
        resolver.isUpgrade = true
        resolver.needsSecrets = false
        try resolver.run()
        for question in release.questions where question.isImmutable {
            guard let wanted = setting[question.name], let old = values[question.name] else { continue }
            var value = wanted
            if case .value(let coerced) = question.coerce(wanted) { value = coerced }
            guard value != old else { continue }
            let text =
                "\(question.name) is fixed for the life of a service: it is \(YAMLScalar.quoted(old.display)) "
                + "and cannot become \(YAMLScalar.quoted(value.display))"
            problems.append(.init(text: text, fix: "leave \(question.name) out, or generate a new service"))
        }
        problems += resolver.problems
        if !problems.isEmpty { throw release.answersError(problems) }
        let answers = release.split(resolver.values).answers
        for (name, value) in answers {
            if setting[name] != nil {
                if values[name] != value { note(name, values[name], value, .set, "set now", release) }
            } else if values[name] == nil {
                note(name, nil, value, .added, "the record lacks it", release)
            } else if resolver.unasked[name] != nil {
                noteUnasked(name, resolver.unasked[name], value, release)
            } else {
                noteAlias(name, value, release)
            }
        }
        return AnswerMigration(answers: answers, changes: changes)
    }

    private func origins(
        _ values: Answers, in release: Release
    ) -> [String: (value: AnswerValue, origin: AnswerResolver.Origin)] {
        var result: [String: (value: AnswerValue, origin: AnswerResolver.Origin)] = [:]
        for question in release.questions where !question.isSecret {
            if let value = setting[question.name] {
                result[question.name] = (value, .given)
            } else if let value = values[question.name] {
                result[question.name] = (value, .recorded)
            }
        }
        return result
    }

    private mutating func apply(_ step: AnswerStep, of release: Release, _ engine: Engine) throws {
        switch step.action {
        case .rename(let from, let to):
            guard let value = values[from] else { return }
            if let other = values[to], other != value {
                throw ScaffoldError(
                    .answers,
                    "release \(release.version) renames the answer \(from) to \(to), which the record has already",
                    fix: "remove one of them from the record")
            }
            values.removeValue(forKey: from)
            values[to] = value
            note(to, value, value, .renamed, step.reason ?? "was \(from)", release)
        case .remove(let name, let reason):
            guard let value = values.removeValue(forKey: name) else { return }
            note(name, value, nil, .removed, reason, release)
        case .set(let name, let source):
            var value: AnswerValue
            switch source {
            case .literal(let literal): value = literal
            case .template(let template): value = .string(try engine.text(template, Context(values)))
            }
            if let question = release.question(name), case .value(let coerced) = question.coerce(value) {
                value = coerced
            }
            guard values[name] != value else { return }
            let reason = step.reason ?? "\(release.scaffold) \(release.version) changes it"
            note(name, values[name], value, values[name] == nil ? .added : .replaced, reason, release)
            values[name] = value
        }
    }

    private mutating func dropUnknown(_ release: Release) {
        for (name, value) in values where release.question(name) == nil {
            values.removeValue(forKey: name)
            note(
                name, value, nil, .unknown, "no question of \(release.scaffold) \(release.version) has this name",
                release)
        }
        for question in release.questions where question.isSecret { values.removeValue(forKey: question.name) }
    }

    private mutating func noteUnasked(_ name: String, _ old: AnswerValue?, _ new: AnswerValue, _ release: Release) {
        guard let old else { return }
        let condition = release.question(name)?.when?.source ?? ""
        note(name, old, new, .unasked, "only asked when \(condition)", release)
    }

    /// Notes that a recorded alias became the value it stands for.
    private mutating func noteAlias(_ name: String, _ value: AnswerValue, _ release: Release) {
        guard let old = values[name], old != value, release.question(name)?.usesAlias(old) == true else { return }
        note(name, old, value, .replaced, "an alias in \(release.scaffold) \(release.version)", release)
    }

    private mutating func note(
        _ name: String, _ old: AnswerValue?, _ new: AnswerValue?, _ cause: AnswerChange.Cause, _ reason: String,
        _ release: Release
    ) {
        changes.append(
            AnswerChange(name: name, old: old, new: new, cause: cause, reason: reason, release: release.version))
    }
}
