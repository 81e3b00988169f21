import Git
import Merge
import Template

extension TreeMerge {
    /// Decides one unit on its own; nil where both sides changed its text, which is added to `contests`.
    ///
    /// Collisions between units are settled afterwards.
    func resolve(_ unit: MergeUnit, _ contests: inout [Contest]) throws -> Outcome? {
        if decisions[unit.localPath] == .keepLocal, let side = unit.local {
            return kept(unit, side, reason: unit.wouldChange ? "kept by decision" : nil)
        }
        switch (unit.base, unit.incoming) {
        case (nil, let incoming?): return try resolveAddition(unit, incoming)
        case (let base?, nil): return try resolveRemoval(unit, base)
        case (let base?, let incoming?): return try resolveChange(unit, base, incoming, &contests)
        case (nil, nil): return kept(unit, unit.local, reason: nil)
        }
    }

    private func resolveAddition(_ unit: MergeUnit, _ incoming: FileVersion) throws -> Outcome {
        guard let side = unit.local else {
            // A decision about a file that the base still has is about that one, which moved away.
            if decisions[unit.localPath] == .deleted, base[unit.localPath] == nil {
                return gone(unit, .staysDeleted(reason: "deleted by its owners"))
            }
            return Outcome(unit: unit, resolution: .add, resultPath: unit.incomingPath, result: incoming)
        }
        if side.id == incoming.id, side.isRegular == incoming.isRegular {
            let note = side.mode == incoming.mode ? nil : "same content, another mode"
            return kept(unit, side, reason: note)
        }
        if unit.fileClass == .createOnce || unit.fileClass == .unmanaged {
            return kept(unit, side, reason: "made once, then its owners'")
        }
        guard side.isRegular, incoming.isRegular else {
            return held(
                unit, side, HoldReason(kind: .typeChange, message: "both sides added it, as different kinds of file"))
        }
        // Where one of them has no line, the other has every line of both.
        if incoming.id == .emptyBlob { return kept(unit, side, reason: "the template's new file is empty") }
        if side.id == .emptyBlob {
            let result = FileVersion(mode: side.mode, id: incoming.id, bytes: incoming.bytes)
            return Outcome(unit: unit, resolution: .takeIncoming, resultPath: unit.localPath, result: result)
        }
        let options = MergeOptions(disabledResolvers: disabledResolvers(unit, path: unit.localPath))
        let merge = mergeWithoutBase(
            local: try local.bytes(of: side), incoming: try local.bytes(of: incoming), options: options)
        if case .clean(let bytes) = merge.outcome {
            return merged(unit, FileVersion(mode: side.mode, bytes: bytes), merge, path: unit.localPath)
        }
        var outcome = held(
            unit, side, HoldReason(kind: .addAdd, message: "both sides added it, with different content"), merge)
        outcome.places = ConflictPlace.all(
            of: merge, base: [], local: try local.bytes(of: side), incoming: try local.bytes(of: incoming),
            path: unit.localPath)
        return outcome
    }

    private func resolveRemoval(_ unit: MergeUnit, _ base: FileVersion) throws -> Outcome {
        guard let side = unit.local else { return gone(unit, .same) }
        if unit.fileClass == .createOnce || unit.fileClass == .unmanaged {
            return kept(unit, side, reason: "the template dropped it; made once, so it stays its owners'")
        }
        if side.isSame(as: base), !unit.ownersMoved { return gone(unit, .delete(decisions: [])) }
        if !unit.ownersMoved, let decision = try formatting(unit, base, side) {
            return gone(unit, .delete(decisions: [decision]))
        }
        let what = unit.ownersMoved ? "moved" : "edited"
        return held(
            unit, side,
            HoldReason(
                kind: .deleteModifyByTemplate, message: "the template deleted it, and its owners have \(what) it"))
    }

    /// The decision that owners who only formatted a file have not edited it; nil where they did more.
    private func formatting(_ unit: MergeUnit, _ base: FileVersion, _ side: FileVersion) throws -> Merge.Decision? {
        let resolver = AutomaticResolver.formatting.rawValue
        guard side.isRegular, side.mode == base.mode,
            !disabledResolvers(unit, path: unit.localPath).contains(resolver),
            isOnlyFormatted(try local.bytes(of: base), try local.bytes(of: side), path: unit.localPath)
        else { return nil }
        return Merge.Decision(
            resolver: resolver, line: 0, message: "its owners only formatted it, and the template dropped it")
    }

    private func resolveChange(
        _ unit: MergeUnit, _ base: FileVersion, _ incoming: FileVersion, _ contests: inout [Contest]
    ) throws -> Outcome? {
        guard let side = unit.local else {
            let untouched = base.isSame(as: incoming) && !unit.templateMoved
            return gone(
                unit, untouched ? .same : .staysDeleted(reason: "deleted by its owners, changed by the template"))
        }
        guard unit.fileClass != .unmanaged else { return kept(unit, side, reason: nil) }
        let path = unit.ownersMoved ? unit.localPath : unit.incomingPath ?? unit.localPath
        if unit.fileClass == .createOnce {
            return Outcome(unit: unit, resolution: .keepLocal(reason: nil), resultPath: path, result: side)
        }
        if unit.ownersMoved, unit.templateMoved, unit.localPath != unit.incomingPath {
            return held(
                unit, side,
                HoldReason(
                    kind: .renameRename,
                    message: "its owners moved it here, the template moved it to \(unit.incomingPath ?? "?")",
                    followsMove: false))
        }
        if !side.isRegular || !base.isRegular || !incoming.isRegular {
            return resolveKinds(unit, base, side, incoming, path: path)
        }
        let mode = base.mode == side.mode ? incoming.mode : side.mode
        if side.id == incoming.id || incoming.id == base.id {
            return Outcome(
                unit: unit, resolution: mode == side.mode ? .keepLocal(reason: nil) : .takeIncoming, resultPath: path,
                result: FileVersion(mode: mode, id: side.id, bytes: side.bytes))
        }
        let replaced = FileVersion(mode: mode, id: incoming.id, bytes: incoming.bytes)
        if side.id == base.id {
            if mistrustsEmptyFiles, try isBlank(incoming), try !isBlank(base) {
                return held(
                    unit, side,
                    HoldReason(
                        kind: .contentOverlap,
                        message: "the template leaves it empty, and an answer does not fit its question"))
            }
            return Outcome(unit: unit, resolution: .takeIncoming, resultPath: path, result: replaced)
        }
        contests.append(
            Contest(
                unit: unit, side: side, mode: mode, path: path, replaced: replaced,
                base: try local.bytes(of: base), local: try local.bytes(of: side),
                incoming: try local.bytes(of: incoming),
                options: MergeOptions(
                    path: path, disabledResolvers: disabledResolvers(unit, path: path),
                    deadline: MergeOptions.usualDeadline)))
        return nil
    }

    /// Links, submodules, and files that turned into one another: one-sided changes only.
    private func resolveKinds(
        _ unit: MergeUnit, _ base: FileVersion, _ side: FileVersion, _ incoming: FileVersion, path: String
    ) -> Outcome {
        // A link that the owners put there means another file as soon as it moves.
        let wouldBend = side.mode == .symlink && base.mode != .symlink && path != unit.localPath
        if side.isSame(as: incoming) || (incoming.isSame(as: base) && !wouldBend) {
            return Outcome(unit: unit, resolution: .keepLocal(reason: nil), resultPath: path, result: side)
        }
        if side.isSame(as: base) {
            return Outcome(unit: unit, resolution: .takeIncoming, resultPath: path, result: incoming)
        }
        let sameKind = base.mode == side.mode && side.mode == incoming.mode
        let kind: ConflictKind = sameKind ? (side.mode == .submodule ? .submodule : .contentOverlap) : .typeChange
        let message = sameKind ? "both sides changed where it points" : "the sides made different kinds of file of it"
        return held(unit, side, HoldReason(kind: kind, message: message, followsMove: side.isRegular))
    }

    private func isBlank(_ file: FileVersion) throws -> Bool {
        try file.id == .emptyBlob || local.bytes(of: file).allSatisfy(\.isBlank)
    }

    /// The switches of the template and of the owners, wherever the file is on its way.
    private func disabledResolvers(_ unit: MergeUnit, path: String) -> Set<String> {
        without.disabledResolvers(at: [path, unit.localPath], byTemplate: unit.disabledResolvers)
    }

    // MARK: Outcomes

    private func kept(_ unit: MergeUnit, _ side: FileVersion?, reason: String?) -> Outcome {
        Outcome(
            unit: unit, resolution: .keepLocal(reason: reason), resultPath: side == nil ? nil : unit.localPath,
            result: side)
    }

    private func gone(_ unit: MergeUnit, _ resolution: Resolution) -> Outcome {
        Outcome(unit: unit, resolution: resolution, resultPath: nil, result: nil)
    }

    func merged(_ unit: MergeUnit, _ version: FileVersion, _ merge: FileMerge, path: String) -> Outcome {
        Outcome(
            unit: unit, resolution: .merged(version, decisions: merge.decisions), resultPath: path, result: version,
            merge: merge)
    }

    /// A held file keeps its content, but moves along where the template moved it, so that the rest still finds it.
    func held(_ unit: MergeUnit, _ side: FileVersion, _ reason: HoldReason, _ merge: FileMerge? = nil)
        -> Outcome
    {
        let follows = reason.followsMove && unit.templateMoved && !unit.ownersMoved
        let path = follows ? unit.incomingPath ?? unit.localPath : unit.localPath
        return Outcome(unit: unit, resolution: .hold(reason), resultPath: path, result: side, merge: merge)
    }
}

extension MergeUnit {
    /// Whether the template changed, moved, added or dropped the file.
    var wouldChange: Bool {
        switch (base, incoming) {
        case (let base?, let incoming?): templateMoved || !base.isSame(as: incoming)
        case (nil, nil): false
        default: true
        }
    }
}
