import Git
import Merge

/// What is remembered, as one upgrade of one service sees it; read when the first conflict asks for it.
final class Recollection {
    private let load: () throws -> ResolutionMemory
    private let repository: () -> String?
    private let scaffold: String
    private let answers: AnswerAbstraction
    private var loaded: ResolutionMemory?

    /// - Parameters:
    ///   - repository: the identity of the service's repository.
    ///   - load: reads the memory.
    init(
        scaffold: String, answers: AnswerAbstraction, repository: @escaping () -> String?,
        load: @escaping () throws -> ResolutionMemory
    ) {
        self.scaffold = scaffold
        self.answers = answers
        self.repository = repository
        self.load = load
    }

    /// A merge with what is remembered about its conflicts.
    struct Recalled {
        /// Clean where every conflict was remembered and the guard agrees; else with proposals.
        var merge: FileMerge
        /// Where its conflicts are.
        var places: [ConflictPlace]
        /// Which remembered resolution proposes something for a conflict, by its index.
        var suggestedBy: [Int: String] = [:]
    }

    /// Settles the conflicts of a merge as they were settled before.
    ///
    /// The same conflict is settled in the same way; the same change of the template beside another text of the owners
    /// is only given a proposal.
    /// - Parameters:
    ///   - recalled: the merge; gets what is remembered.
    ///   - template: the file's path in the template.
    ///   - texts: the three sides that were merged.
    ///   - options: the options of the merge.
    func recall(
        _ recalled: inout Recalled, template: String, _ texts: (base: [UInt8], local: [UInt8], incoming: [UInt8]),
        options: MergeOptions
    ) throws {
        guard case .conflicted(let hunks) = recalled.merge.outcome,
            !options.disabledResolvers.contains(AutomaticResolver.memory.rawValue)
        else { return }
        let memory = try loaded ?? load()
        loaded = memory
        guard memory.entries.contains(where: { $0.pattern.scaffold == scaffold && $0.pattern.template == template })
        else { return }
        var settled: [(entry: ResolutionMemory.Entry, text: [UInt8])] = []
        var proposed: [Int: (entry: ResolutionMemory.Entry, text: [UInt8])] = [:]
        for (index, hunk) in hunks.enumerated() {
            guard
                let pattern = ConflictPattern(
                    hunk, at: recalled.places[index], template: template, scaffold: scaffold, answers)
            else { continue }
            if let entry = memory.entries.first(where: { $0.pattern == pattern }), let text = text(of: entry, for: hunk)
            {
                settled.append((entry, text))
                proposed[index] = (entry, text)
            } else if let proposal = proposal(for: pattern, hunk, in: memory) {
                proposed[index] = proposal
            }
        }
        if settled.count == hunks.count {
            let notes = zip(hunks, settled).map { hunk, item in
                Decision(
                    resolver: AutomaticResolver.memory.rawValue, line: hunk.localLines.lowerBound + 1,
                    message: item.entry.explanation)
            }
            let clean = recalled.merge.settled(
                by: settled.map(\.text), notes: notes, base: texts.base, local: texts.local, incoming: texts.incoming,
                options: options)
            if let clean {
                recalled.merge = clean
                return
            }
        }
        recalled.merge = recalled.merge.proposing(proposed.mapValues(\.text))
        recalled.suggestedBy = proposed.mapValues { $0.entry.pattern.key }
    }

    /// What a resolution makes of a conflict here; nil where it does not fit or brings words of another repository.
    private func text(of entry: ResolutionMemory.Entry, for hunk: ConflictHunk) -> [UInt8]? {
        guard let text = entry.rule.apply(to: hunk, answers), !containsConflictMarkers(text) else { return nil }
        if entry.rule.bringsWords(into: hunk, answers) {
            guard let origin = entry.origin.repository, origin == repository() else { return nil }
        }
        return text
    }

    /// The one text that all resolutions of the same change propose.
    private func proposal(
        for pattern: ConflictPattern, _ hunk: ConflictHunk, in memory: ResolutionMemory
    ) -> (entry: ResolutionMemory.Entry, text: [UInt8])? {
        let found = memory.entries.lazy.filter { $0.pattern.isSameChange(as: pattern) }
            .compactMap { entry in self.text(of: entry, for: hunk).map { (entry: entry, text: $0) } }
        guard let first = found.first, found.allSatisfy({ $0.text == first.text }) else { return nil }
        return first
    }
}

extension ResolutionMemory.Entry {
    /// The resolution on one line: its key, its rule, what it is about and where it comes from.
    public var summary: String {
        "\(explanation); \(pattern.scaffold) \(origin.from) → \(origin.to), \(pattern.template), \(shownPlace)"
    }

    /// What in the file conflicted, on one line.
    var shownPlace: String { pattern.place.split(separator: "\n").joined(separator: " ") }

    /// The resolution in a sentence, with its key.
    var explanation: String {
        let who = origin.person.map { " by \($0)" } ?? ""
        return "\(pattern.key): \(rule.name), as resolved in \(origin.service)\(who) on \(origin.date)"
    }
}

extension Repository {
    /// What tells a repository from every other: its first commit; nil where the history here does not reach it.
    func identity(from commit: ObjectID) -> String? {
        var next = commit
        while true {
            guard let current = try? self.commit(next) else { return nil }
            guard let parent = current.parents.first else { return next.hex }
            next = parent
        }
    }
}
