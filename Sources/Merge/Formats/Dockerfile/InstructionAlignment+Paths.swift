extension InstructionAlignment {
    /// Where one side no longer makes a path that the base made, what the other newly says about it leads nowhere.
    mutating func refuseLostPaths(_ walks: Sides<ContextWalk>) {
        let stages = stageRows
        for (mover, other) in [(SideName.local, SideName.incoming), (.incoming, .local)] {
            let walk = other == .local ? walks.local : walks.incoming
            for stage in stages {
                let lost = lostPaths(stage.map { rows[$0] }, by: mover)
                let left = pathsNotTaken(from: stage, by: mover, walks)
                guard !lost.isEmpty || !left.isEmpty else { continue }
                let heirs = lost.isEmpty ? [] : heirs(of: stage, in: stages, other)
                for index in rows.indices where rows[index].conflict == nil && !rows[index].isDropped {
                    guard let value = self[rows[index], other] else { continue }
                    let takes = value.mark != "FROM" && takes(index, from: stage, walk)
                    guard takes || stage.contains(index) || heirs.contains(index) else { continue }
                    let known = self[rows[index], .base]?.paths(inSources: takes) ?? []
                    let new = value.paths(inSources: takes).subtracting(known)
                    let gone = takes ? lost.union(left) : lost
                    if new.contains(where: { path in gone.contains { path.isWithin($0) } }) {
                        rows[index].conflict = .referenceDangling
                    }
                }
            }
        }
    }

    /// The instructions of the stages that are built on one, through others as well.
    private func heirs(of stage: [Int], in stages: [[Int]], _ side: SideName) -> Set<Int> {
        var names: Set<String> = []
        var found: Set<Int> = []
        for other in stages {
            guard let first = other.first, let from = self[rows[first], side], case .marked("FROM", let parts) = from
            else {
                continue
            }
            let name = DockerfileStage.stageName(from)
            let isHeir = parts.pairs[.image]?.text.map { names.contains($0.lowercased()) } ?? false
            if isHeir { found.formUnion(other) }
            if let name, isHeir || other == stage { names.insert(name) }
        }
        return found
    }

    private func takes(_ row: Int, from stage: [Int], _ walk: ContextWalk) -> Bool {
        walk.contexts[row]?.contains { context, setter in
            context.hasPrefix("stage ") && .row(stage.first ?? -1) == setter
        } ?? false
    }

    /// The paths that the base copies from a stage and one side does not, where that takes others instead.
    private func pathsNotTaken(from stage: [Int], by side: SideName, _ walks: Sides<ContextWalk>) -> Set<String> {
        func taken(_ side: SideName) -> Set<String> {
            rows.indices.reduce(into: []) { paths, index in
                guard let value = self[rows[index], side], value.mark == "COPY",
                    takes(index, from: stage, walks[side])
                else { return }
                paths.formUnion(value.paths(inSources: true))
            }
        }
        let (old, new) = (taken(.base), taken(side))
        return new.subtracting(old).isEmpty ? [] : old.subtracting(new)
    }

    /// The paths that the base makes in a stage and one side does not, nor a folder around them.
    private func lostPaths(_ stage: [AlignedRow], by side: SideName) -> Set<String> {
        func made(_ side: SideName) -> Set<String> {
            stage.reduce(into: []) { $0.formUnion(self[$1, side]?.madePaths ?? []) }
        }
        let left = made(side)
        // Where that are very many, a folder around one is not looked for.
        let gone = made(.base).subtracting(left)
        if gone.count * left.count > 1_000_000 { return gone }
        return gone.filter { path in !left.contains { path.isWithin($0) || $0.isWithin(path) } }
    }
}

extension Value {
    private static func isPath(_ text: some StringProtocol) -> Bool {
        text.hasPrefix("/") && text.utf8.count > 1 && !text.contains("$") && !text.contains("*")
    }

    /// The paths that an instruction makes: a folder, the target of a copy, a variable's value, an output.
    fileprivate var madePaths: Set<String> {
        guard case .marked(let mark, let inner) = self else { return [] }
        let texts = inner.instructionTexts
        guard texts.contains(where: { $0.holds("/") || $0.holds("add") }) else { return [] }
        let words = texts.flatMap { $0.split(whereSeparator: \.isWhitespace) }
        let made: [Substring] =
            switch mark {
            case "WORKDIR": words.suffix(1)
            case "COPY", "ADD": MadePaths(copy: inner.text ?? "").paths.map { $0[...] }
            case "ENV", "ARG": words
            case "RUN", "RUN;": inner.commandPaths.map { $0[...] }
            default: []
            }
        return Set(made.filter(Self.isPath).map { $0.hasSuffix("/") ? String($0.dropLast()) : String($0) })
    }

    /// The paths that the commands of a `RUN` make; a text that could not be taken apart is read as it is.
    private var commandPaths: [String] {
        guard case .list(let commands)? = pairs[.commands] else { return instructionTexts.flatMap(Self.paths) }
        return commands.flatMap { Self.paths($0.instructionTexts.joined(separator: " ")) }
    }

    private static func paths(_ command: String) -> Set<String> {
        command.holds("/") || command.holds("add") ? MadePaths(command: command).paths : []
    }

    /// The paths that an instruction names in its own stage, or in the stage that it copies from.
    fileprivate func paths(inSources: Bool) -> Set<String> {
        guard case .marked(let mark, let inner) = self else { return [] }
        if mark == "WORKDIR" { return [] }
        var words = inner.instructionTexts.flatMap { text in
            text.split(whereSeparator: { $0.isWhitespace || ",=[]\"':;|&()<>".contains($0) })
        }
        if mark == "COPY" || mark == "ADD" { words = inSources ? words.dropLast() : words.suffix(1) }
        return Set(words.filter(Self.isPath).map(String.init))
    }
}

extension String {
    /// Whether a path is a folder or something in it.
    fileprivate func isWithin(_ folder: String) -> Bool {
        self == folder || hasPrefix(folder + "/")
    }
}
