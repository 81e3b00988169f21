extension InstructionAlignment {
    private typealias Setter = ContextWalk.Setter

    /// Refuses what would run under another user, in another folder or shell, with another variable or from another
    /// stage than on the side that brought it.
    mutating func refuseOtherContexts() {
        let walks = Sides(base: walk(.base), local: walk(.local), incoming: walk(.incoming))
        let stages = rows.indices.filter {
            traits(rows[$0], .local)?.keyword == "FROM" || traits(rows[$0], .incoming)?.keyword == "FROM"
        }
        // Below a stage that nobody knows the base of, nothing is known.
        refuseOtherContexts(of: stages, walks, ContextWalk(mergedSteps()))
        let merged = ContextWalk(mergedSteps())
        refuseOtherContexts(of: Array(rows.indices), walks, merged)
        refuseOtherEnds(walks, merged)
        refuseLostPaths(walks)
    }

    private mutating func refuseOtherContexts(of indices: [Int], _ walks: Sides<ContextWalk>, _ merged: ContextWalk) {
        for index in indices where rows[index].conflict == nil && isKept(rows[index]) {
            for (context, kind) in otherContexts(index, walks, merged) { refuse(index, context, kind, walks) }
            if changesUnderOtherUser(index, walks) || isForOtherShell(index, walks, merged) {
                rows[index].conflict = .valueOrder
            }
        }
    }

    // MARK: Steps

    private func walk(_ side: SideName) -> ContextWalk {
        ContextWalk(
            rows.enumerated().flatMap { index, row in
                steps(index, row, side, isContested: false)
            })
    }

    /// The instructions that one side has in a row.
    private func steps(
        _ index: Int, _ row: AlignedRow, _ side: SideName, isContested: Bool
    ) -> [ContextWalk.Step] {
        row[side].map {
            ContextWalk.Step(
                row: index, traits: traits[side][$0], stageName: DockerfileStage.stageName(values[side][$0]),
                isContested: isContested)
        }
    }

    private func mergedSteps() -> [ContextWalk.Step] {
        rows.enumerated().flatMap { index, row -> [ContextWalk.Step] in
            if row.isDropped { return [] }
            let isGone = !row.base.isEmpty && (row.local.isEmpty || row.incoming.isEmpty)
            let isChanged = isGone && (self[row, .local] ?? self[row, .incoming]) != self[row, .base]
            if isGone && !isChanged { return [] }
            if row.conflict != nil || isGone {
                return steps(index, row, .local, isContested: true) + steps(index, row, .incoming, isContested: true)
            }
            guard var own = traits(row, .local) ?? traits(row, .incoming) else { return [] }
            own.defines = merged(row, \.defines)
            own.depends = merged(row, \.depends)
            func name(_ side: SideName) -> String? {
                self[row, side].flatMap(DockerfileStage.stageName)
            }
            let stageName =
                row.local.isEmpty
                ? name(.incoming)
                : row.incoming.isEmpty || name(.incoming) == name(.base)
                    ? name(.local) : name(.incoming)
            return [ContextWalk.Step(row: index, traits: own, stageName: stageName)]
        }
    }

    /// The three-way merge of a set that the sides of a row have.
    private func merged(_ row: AlignedRow, _ set: KeyPath<InstructionTraits, Set<String>>) -> Set<String> {
        func have(_ side: SideName) -> Set<String>? { row[side].first.map { traits[side][$0][keyPath: set] } }
        guard let local = have(.local) else { return have(.incoming) ?? [] }
        guard let incoming = have(.incoming) else { return local }
        let base = have(.base) ?? []
        return local.intersection(incoming).union(local.subtracting(base)).union(incoming.subtracting(base))
    }

    private func isKept(_ row: AlignedRow) -> Bool {
        !row.isDropped && (row.base.isEmpty || !row.local.isEmpty && !row.incoming.isEmpty)
    }

    // MARK: One instruction

    /// The contexts of a row that come from elsewhere than its sides say.
    private func otherContexts(
        _ index: Int, _ walks: Sides<ContextWalk>, _ walk: ContextWalk
    ) -> [(context: String, kind: ConflictKind)] {
        let row = rows[index]
        return merged(row, \.depends).sorted().compactMap { context in
            let actual = walk.contexts[index]?[context]
            guard actual != .contested else { return nil }
            func setter(
                _ side: SideName, _ walk: ContextWalk
            ) -> Setter?? {
                guard traits(row, side)?.depends.contains(context) == true else { return .none }
                return .some(walk.contexts[index]?[context])
            }
            let base = setter(.base, walks.base)
            let local = setter(.local, walks.local)
            let incoming = setter(.incoming, walks.incoming)
            let isRight: Bool
            switch (local, incoming) {
            case (.some(let local), .some(let incoming)):
                if local == incoming {
                    isRight = actual == local
                } else if case .some(let base) = base, base == local || base == incoming {
                    isRight = actual == (base == local ? incoming : local)
                } else {
                    isRight = false
                }
            case (.some(let only), .none), (.none, .some(let only)): isRight = actual == only
            case (.none, .none): isRight = true
            }
            if isRight { return nil }
            let isReference =
                context.hasPrefix("$") || ["stage ", "global ", "account "].contains { context.hasPrefix($0) }
            return (context, isReference ? .referenceDangling : .valueOrder)
        }
    }

    /// A command that one side changed while the other put it under another user.
    private func changesUnderOtherUser(_ index: Int, _ walks: Sides<ContextWalk>) -> Bool {
        let row = rows[index]
        guard !row.base.isEmpty, !row.local.isEmpty, !row.incoming.isEmpty, traits(row, .base)?.keyword == "RUN" else {
            return false
        }
        let users = walks.map { $0.contexts[index]?["USER"] }
        return self[row, .local] != self[row, .base] && users.incoming != users.base
            || self[row, .incoming] != self[row, .base] && users.local != users.base
    }

    /// A command that one side brought for a shell in whose place the other has another one.
    private func isForOtherShell(_ index: Int, _ walks: Sides<ContextWalk>, _ merged: ContextWalk) -> Bool {
        let row = rows[index]
        guard row.base.isEmpty, row.local.isEmpty != row.incoming.isEmpty else { return false }
        let (side, other) = row.incoming.isEmpty ? (SideName.local, SideName.incoming) : (.incoming, .local)
        guard traits(row, side)?.depends.contains("SHELL") == true,
            case .row(let setter)? = walks[side].contexts[index]?["SHELL"],
            let mine = said(.row(setter), "SHELL", side), let theirs = said(.row(setter), "SHELL", other)
        else { return false }
        return mine != theirs && mine == said(.row(setter), "SHELL", .base)
    }

    /// Makes a conflict of a row, or of what changed its context where the sides say the same in the row itself.
    private mutating func refuse(
        _ index: Int, _ context: String, _ kind: ConflictKind, _ walks: Sides<ContextWalk>
    ) {
        let row = rows[index]
        if self[row, .local] == self[row, .incoming] {
            for side in [walks.incoming, walks.local] {
                guard case .row(let setter)? = side.contexts[index]?[context], rows[setter].base.isEmpty else {
                    continue
                }
                rows[setter].conflict = kind
                return
            }
        }
        rows[index].conflict = kind
    }

    // MARK: The end of a stage

    /// Of some instructions only the last counts: where the sides left different ones in force, nobody knows which is
    /// meant.
    private mutating func refuseOtherEnds(_ walks: Sides<ContextWalk>, _ merged: ContextWalk) {
        for (stage, ends) in merged.ends.sorted(by: { $0.key < $1.key }) {
            guard let base = walks.base.ends[stage], let local = walks.local.ends[stage],
                let incoming = walks.incoming.ends[stage]
            else { continue }
            for context in Set(base.keys).union(local.keys).union(incoming.keys).sorted() where context != "SHELL" {
                let sides = Sides(base: base[context], local: local[context], incoming: incoming[context])
                let said = Sides(
                    base: said(sides.base, context, .base), local: said(sides.local, context, .local),
                    incoming: said(sides.incoming, context, .incoming))
                let actual = ends[context]
                if actual == .contested || sides.local == sides.incoming && actual == sides.local { continue }
                let localChanged = sides.local != sides.base || said.local != said.base
                let incomingChanged = sides.incoming != sides.base || said.incoming != said.base
                if !(localChanged && incomingChanged), actual == (localChanged ? sides.local : sides.incoming) {
                    continue
                }
                refuseEnd(stage, sides)
            }
            refuseCommandsElsewhere(Sides(base: base, local: local, incoming: incoming))
        }
    }

    /// A command that one side changed while the other brought another folder for the end of the stage.
    private mutating func refuseCommandsElsewhere(_ ends: Sides<[String: Setter]>) {
        for context in ["CMD", "ENTRYPOINT", "HEALTHCHECK"] {
            for (mine, other) in [(SideName.local, ends.incoming), (.incoming, ends.local)] {
                let own = mine == .local ? ends.local : ends.incoming
                let isChanged =
                    own[context] != ends.base[context]
                    || said(own[context], context, mine) != said(ends.base[context], context, .base)
                guard isChanged, other["WORKDIR"] != ends.base["WORKDIR"], case .row(let row)? = own[context],
                    rows[row].conflict == nil
                else { continue }
                rows[row].conflict = .valueOrder
            }
        }
    }

    /// Makes a conflict of the instruction that one side brought and the other would overrule.
    private mutating func refuseEnd(_ stage: Int, _ sides: Sides<ContextWalk.Setter?>) {
        let setters = [sides.incoming, sides.local].compactMap { setter -> Int? in
            if case .row(let row)? = setter { row } else { nil }
        }
        let row = setters.first { rows[$0].base.isEmpty } ?? setters.first ?? stage
        if rows[row].conflict == nil { rows[row].conflict = .contentInsertInsert }
    }

    /// What an instruction says about a context.
    private func said(_ setter: Setter?, _ context: String, _ side: SideName) -> Value? {
        guard case .row(let index)? = setter, rows[index].conflict == nil,
            case .marked(_, let inner)? = self[rows[index], side]
        else { return nil }
        return context.hasPrefix("$") ? inner.pairs[Key(String(context.dropFirst()))] ?? inner : inner
    }
}
