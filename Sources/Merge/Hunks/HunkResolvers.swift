/// Rules that settle a single conflict of the line merge, each by its name.
///
/// They look at nothing but the lines of the conflict; where the format of a file is known, the guard judges what comes
/// out, as it does with every merge.
struct HunkResolvers {
    private let path: String
    private let disabled: Set<String>
    private let base: LineText
    private let imports: ImportMerge?
    let formatting: FormattedOnly?
    private let file: HunkFile

    init(_ bodies: MergeBodies, options: MergeOptions) {
        path = options.path
        disabled = options.disabledResolvers
        base = LineText(bodies.base)
        imports = ImportMerge(path: options.path, bodies)
        formatting = FormattedOnly(path: options.path, bodies)
        file = HunkFile(bodies, path: options.path)
    }

    /// What a conflict becomes, and who says so.
    struct Answer {
        var resolver: AutomaticResolver
        var text: [UInt8]
        var message: String
    }

    /// The merge with the conflicts that a rule settles settled; nil where no rule settles any.
    ///
    /// - Parameter names: what must not be defined twice; a conflict whose answer would do that stays.
    func settle(_ chunks: [MergeChunk], names: NameGuard?) -> (chunks: [MergeChunk], decisions: [Decision])? {
        // Without a path there are no rules beyond git's.
        guard !path.isEmpty, chunks.settledBytes == nil else { return nil }
        let moved =
            disabled.contains(AutomaticResolver.movedBlocks.rawValue)
            ? nil : MovedBlocks(file)?.followed(chunks, names: names)
        let chunks = moved?.chunks ?? chunks
        let answers = chunks.indices.compactMap { index -> (index: Int, decision: Decision, text: [UInt8])? in
            guard let hunk = chunks[index].conflict, let answer = answer(to: hunk) else { return nil }
            let decision = Decision(
                resolver: answer.resolver.rawValue, line: hunk.localLines.lowerBound + 1, message: answer.message)
            return (index, decision, answer.text)
        }
        var result = chunks
        for answer in answers { result[answer.index] = .resolved(answer.text) }
        var taken = answers
        if let names, !names.doubled(in: result).isEmpty {
            // One of them doubles a name: only those that do not alone, and few are tried.
            taken = answers.prefix(Self.mostTrials).filter { answer in
                var trial = chunks
                trial[answer.index] = .resolved(answer.text)
                return names.doubled(in: trial).isEmpty
            }
            result = chunks
            for answer in taken { result[answer.index] = .resolved(answer.text) }
            guard names.doubled(in: result).isEmpty else { return moved.map { ($0.chunks.joined, $0.decisions) } }
        }
        let decisions = (moved?.decisions ?? []) + taken.map(\.decision)
        return decisions.isEmpty ? nil : (result.joined, decisions)
    }

    /// How many conflicts are looked at one by one for names that they double.
    private static let mostTrials = 50

    private func answer(to hunk: ConflictHunk) -> Answer? {
        // What only one side changed is a conflict for a reason that its lines don't tell.
        guard hunk.local != hunk.base, hunk.incoming != hunk.base else { return nil }
        // Words that one side has and more are no more of the same here: all rules of a linter against one of them.
        switch Directives(path: path)?.outcome(of: hunk) {
        case .merged(let text) where !disabled.contains(AutomaticResolver.directives.rawValue):
            return Answer(
                resolver: .directives, text: text,
                message: "local and the template changed instructions to other tools or rules: kept both changes")
        case .contested: return nil
        case .merged, nil: break
        }
        let rules = [
            included, blankLines, formatted, importList, newImports, badgeRow, keyedLines, linkDefinitions,
            versionLists, versionLines, definitions, prose, annotations, blocks, substitution, sharedEdits,
        ]
        return rules.lazy.compactMap { $0(hunk) }.first { !disabled.contains($0.resolver.rawValue) }
    }

    /// One side's change is a part of the other's.
    private func included(_ hunk: ConflictHunk) -> Answer? {
        let lines = HunkFile.lines(of: hunk)
        /// What a side took out and the other only moved, it is to take out where it stands now.
        func isMoved(_ old: [String], by side: SideName) -> Bool {
            let gone = Set(lines.base).subtracting(old).filter { $0.contains(where: \.isLetter) }
            return !gone.isEmpty && file.hasNewLine(side, outside: hunk, where: gone.contains)
        }
        let localHasAll =
            IncludedChange.holds(hunk.incoming, in: hunk.local, since: hunk.base)
            && !isMoved(lines.incoming, by: .local)
        let incomingHasAll =
            IncludedChange.holds(hunk.local, in: hunk.incoming, since: hunk.base)
            && !isMoved(lines.local, by: .incoming)
        // Each in the other, and yet not the same: they differ in where things stand, which only people can tell.
        if localHasAll, incomingHasAll { return nil }
        if localHasAll {
            return Answer(
                resolver: .included, text: hunk.local,
                message: "local has the template's change already, and more: kept local's")
        }
        if incomingHasAll {
            return Answer(
                resolver: .included, text: hunk.incoming,
                message: "the template's change has local's in it, and more: took the template's")
        }
        return nil
    }

    /// Both sides added definitions at one point.
    private func definitions(_ hunk: ConflictHunk) -> Answer? {
        let definitions = NewDefinitions(path: path)
        if let text = definitions?.above(hunk) {
            return Answer(
                resolver: .definitions, text: text,
                message: "one side added definitions above a line that the other changed: kept both changes")
        }
        let joined =
            definitions?.joined(hunk) ?? NewFields(file)?.joined(hunk) ?? NewDependencies(file)?.joined(hunk)
        guard let text = joined else { return nil }
        return Answer(
            resolver: .definitions, text: text,
            message: "local and the template added definitions here: kept both, local's first")
    }

    /// Both sides changed a list of imports.
    private func importList(_ hunk: ConflictHunk) -> Answer? {
        both(imports?.merged(hunk), .imports, "different imports")
    }

    /// Both sides added imports where no list says where they go.
    private func newImports(_ hunk: ConflictHunk) -> Answer? {
        guard let text = NewImports(file)?.joined(hunk) else { return nil }
        return Answer(
            resolver: .imports, text: text, message: "local and the template added imports here: kept both")
    }

    /// Both sides changed neighbouring lines, of which each is a fact.
    private func keyedLines(_ hunk: ConflictHunk) -> Answer? {
        let lines = KeyedLines(path: path)
        return both(
            lines?.merged(hunk).map { lines?.sorted($0, hunk, in: file) ?? $0 }, .adjacentLines, "neighbouring lines")
            ?? both(PhonyTargets.merged(hunk, path: path), .adjacentLines, "the list of targets that are no files")
            ?? both(TableRows.merged(hunk, path: path), .adjacentLines, "rows of a table")
    }

    /// Both sides changed what labels of links stand for.
    private func linkDefinitions(_ hunk: ConflictHunk) -> Answer? {
        both(LinkDefinitions(file)?.merged(hunk), .linkDefinitions, "different definitions of links")
    }

    /// Both sides changed a list of versions in code.
    private func versionLists(_ hunk: ConflictHunk) -> Answer? {
        both(VersionLists.merged(hunk), .versionLists, "a list of versions")
    }

    /// The template annotated what local has no more.
    private func annotations(_ hunk: ConflictHunk) -> Answer? {
        guard VoidAnnotations(file)?.areVoid(hunk) == true else { return nil }
        return kept(.local, of: hunk, .annotations, "changed only annotations of a function that local has no more")
    }

    /// Both sides raised one version.
    private func versionLines(_ hunk: ConflictHunk) -> Answer? {
        VersionLines(file)?.higher(hunk).map {
            Answer(
                resolver: .versionMax, text: $0.side == .local ? hunk.local : hunk.incoming, message: $0.message)
        }
    }

    /// One side put whole blocks of Markdown beside what the other changed.
    private func blocks(_ hunk: ConflictHunk) -> Answer? {
        guard let text = MarkdownBlocks(file)?.merged(hunk) else { return nil }
        return Answer(
            resolver: .markdownBlocks, text: text,
            message: "one side added blocks beside the one that the other changed: kept both changes")
    }

    /// One side replaced a name or an address which the other has no more.
    private func substitution(_ hunk: ConflictHunk) -> Answer? {
        guard let side = VoidSubstitution(file)?.kept(hunk) else { return nil }
        return kept(
            side, of: hunk, .voidSubstitution, "only replaced what the other side's text has no more")
    }

    /// One side took out lines in which the other made an edit that both made elsewhere, and nothing more.
    private func sharedEdits(_ hunk: ConflictHunk) -> Answer? {
        guard NewDefinitions(path: path) != nil, let side = file.sharedEdits.deleting(hunk) else { return nil }
        // Lines that were moved want the edit where they stand now.
        let lines = HunkFile.lines(of: hunk)
        let edited = Set(lines.base).subtracting(side == .local ? lines.incoming : lines.local)
        if file.hasNewLine(side, outside: hunk, where: edited.contains) { return nil }
        return kept(
            side, of: hunk, .sharedEdits, "made an edit of the whole file in lines that the other side took out")
    }

    /// The text that has what both sides changed; nil where there is none.
    private func both(_ text: [UInt8]?, _ resolver: AutomaticResolver, _ what: String) -> Answer? {
        text.map {
            Answer(
                resolver: resolver, text: $0, message: "local and the template changed \(what): kept both changes")
        }
    }

    /// The text of one side, where nothing is left to do of what the other did.
    private func kept(
        _ side: SideName, of hunk: ConflictHunk, _ resolver: AutomaticResolver, _ change: String
    ) -> Answer {
        side == .local
            ? Answer(resolver: resolver, text: hunk.local, message: "the template \(change): kept local's")
            : Answer(resolver: resolver, text: hunk.incoming, message: "local \(change): took the template's")
    }

    /// Both sides changed a row of badges.
    private func badgeRow(_ hunk: ConflictHunk) -> Answer? {
        both(BadgeRow.merged(hunk, path: path), .badges, "different badges")
    }

    /// Both sides changed other words of a sentence.
    private func prose(_ hunk: ConflictHunk) -> Answer? {
        both(Prose(path: path)?.merged(hunk, in: base), .prose, "other words here")
    }
}
