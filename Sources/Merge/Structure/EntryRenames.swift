/// Entries that a side gave another name, found by what else they hold.
///
/// An entry that a side dropped and one that it brought are one entry under a new name when they say the same but for
/// what names them, when that is enough to tell them from others, and when no other entry fits. Only then can what the
/// other side changed in the old one go into the new one.
struct EntryRenames {
    /// New names on local's and on the template's side, to the name in the base.
    private var local: [Key: Key] = [:]
    private var incoming: [Key: Key] = [:]
    /// Whether both sides gave one entry new names, and different ones.
    private(set) var isContested = false
    /// New names to old ones that were followed although both sides changed more than the name.
    private(set) var followedChanges: [Key: Key] = [:]

    /// - Parameters:
    ///   - sides: the entries of each side by their names.
    ///   - identity: what names an entry of a list; nil for mappings, whose keys are the names.
    ///   - fixedKeys: keys of entries of a list that no rename changes.
    ///   - reach: how much of an entry may have changed with its name.
    init(
        _ sides: Sides<[Key: Value]>, identity: (@Sendable (Value) -> Key?)? = nil, fixedKeys: Set<String> = [],
        reach: RenameReach = .none
    ) {
        let brought = (
            local: sides.local.filter { sides.base[$0.key] == nil },
            incoming: sides.incoming.filter { sides.base[$0.key] == nil }
        )
        guard !brought.local.isEmpty || !brought.incoming.isEmpty else { return }
        let gone = (
            local: sides.base.filter { sides.local[$0.key] == nil },
            incoming: sides.base.filter { sides.incoming[$0.key] == nil }
        )
        guard gone.local.count * brought.local.count + gone.incoming.count * brought.incoming.count <= 2_500 else {
            return
        }
        let likeness = EntryLikeness(identity: identity, fixedKeys: fixedKeys, reach: reach)
        // What the other side still has may have been edited there.
        local = Self.pairs(
            gone.local.filter { sides.incoming[$0.key] != nil }, brought.local.filter { sides.incoming[$0.key] == nil },
            likeness)
        incoming = Self.pairs(
            gone.incoming.filter { sides.local[$0.key] != nil }, brought.incoming.filter { sides.local[$0.key] == nil },
            likeness)
        for (old, value) in gone.local where gone.incoming[old] != nil {
            follow(old, value, brought.local, brought.incoming, likeness)
        }
        if reach != .none, identity == nil {
            followCommonName(gone.local.filter { gone.incoming[$0.key] != nil }, brought.local, brought.incoming)
        }
    }

    /// Follows an entry that both sides renamed to one name, one of them without another change.
    private mutating func follow(
        _ old: Key, _ value: Value, _ mine: [Key: Value], _ theirs: [Key: Value], _ likeness: EntryLikeness
    ) {
        let renamed = (
            local: mine.filter { likeness.isRenamed(value, $0.value) }.map(\.key),
            incoming: theirs.filter { likeness.isRenamed(value, $0.value) }.map(\.key)
        )
        let names = Set(renamed.local).union(renamed.incoming)
        guard let name = names.first else { return }
        if names.count == 1, mine[name] != nil, theirs[name] != nil, local[name] == nil, incoming[name] == nil {
            local[name] = old
            incoming[name] = old
        } else if !renamed.local.isEmpty && !renamed.incoming.isEmpty {
            isContested = true
        }
    }

    /// Follows mappings that both sides gave the same new name and changed besides: each side's new one has most of the
    /// old one's keys, and nothing else does.
    private mutating func followCommonName(_ gone: [Key: Value], _ mine: [Key: Value], _ theirs: [Key: Value]) {
        guard !isContested else { return }
        for (old, value) in gone {
            let fitting = Set((Array(mine) + Array(theirs)).filter { $0.value.hasMostKeys(of: value) }.map(\.key))
            guard fitting.count == 1, let name = fitting.first, let first = mine[name], let second = theirs[name],
                first.hasMostKeys(of: value), second.hasMostKeys(of: value), local[name] == nil, incoming[name] == nil,
                !gone.contains(where: {
                    $0.key != old && (first.hasMostKeys(of: $0.value) || second.hasMostKeys(of: $0.value))
                })
            else { continue }
            local[name] = old
            incoming[name] = old
            followedChanges[name] = old
        }
    }

    /// The name of an entry that all sides agree on.
    func common(_ key: Key, of side: SideName) -> Key {
        switch side {
        case .base: key
        case .local: local[key] ?? key
        case .incoming: incoming[key] ?? key
        }
    }

    /// Whether a side would bring back under a new name what the other one took out, or gave another name.
    static func revivesRemoved(_ sides: Sides<[Key: Value]>) -> Bool {
        let gone = sides.base.filter { sides.local[$0.key] == nil && sides.incoming[$0.key] == nil }
        guard !gone.isEmpty else { return false }
        func brought(_ side: [Key: Value], _ other: [Key: Value]) -> [Value] {
            side.filter { sides.base[$0.key] == nil && other[$0.key] == nil }.map(\.value)
        }
        let new = brought(sides.local, sides.incoming) + brought(sides.incoming, sides.local)
        guard !new.isEmpty, gone.count * new.count <= 2_500 else { return false }
        return gone.values.contains { old in new.contains { EntryLikeness.isRevived(old, $0) } }
    }

    /// Whether a name says what is not meant.
    private static func isOpposite(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["not", "exclu", "ignore", "deny", "disable", "skip", "except", "without"].contains(where: name.contains)
    }

    /// New names to old ones, where each fits one only.
    private static func pairs(_ gone: [Key: Value], _ brought: [Key: Value], _ likeness: EntryLikeness) -> [Key: Key] {
        var matches: [Key: [Key]] = [:]
        for (old, value) in gone {
            let fitting = brought.filter { new in
                likeness.isRenamed(value, new.value)
                    // What was in `include` may go to `exclude`: the other side's additions do not.
                    && (likeness.identity != nil || isOpposite(old.name) == isOpposite(new.key.name))
            }
            for match in fitting.keys { matches[match, default: []].append(old) }
            if fitting.count > 1 { for match in fitting.keys { matches[match, default: []].append(old) } }
        }
        return matches.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }
}

extension Sides<[Key]> {
    /// The identities of lists' entries, where one whose identity a side changed keeps the one it had; nil where both
    /// sides changed one, and differently.
    func following(
        _ values: Sides<[Value]>, identity: @escaping @Sendable (Value) -> Key?, fixedKeys: Set<String>
    ) -> Sides<[Key]>? {
        func map(_ keys: [Key], _ values: [Value]) -> [Key: Value] {
            Dictionary(zip(keys, values)) { first, _ in first }
        }
        let renames = EntryRenames(
            Sides<[Key: Value]>(
                base: map(base, values.base), local: map(local, values.local), incoming: map(incoming, values.incoming)),
            identity: identity, fixedKeys: fixedKeys)
        if renames.isContested { return nil }
        return Sides(
            base: base, local: local.map { renames.common($0, of: .local) },
            incoming: incoming.map { renames.common($0, of: .incoming) })
    }
}

/// Tells whether two entries are one under two names.
private struct EntryLikeness {
    /// What names an entry of a list; nil for the entries of a mapping.
    var identity: (@Sendable (Value) -> Key?)?
    var fixedKeys: Set<String>
    var reach: RenameReach

    /// Less text could be the same by chance.
    private static let leastText = 12
    /// Fewer scalars, unless they are long, could be the same by chance.
    private static let fewestLeaves = 2

    /// Whether most of what an entry says is in another one: more cautious than a rename that is followed.
    static func isRevived(_ old: Value, _ new: Value) -> Bool {
        old.allTexts.count >= fewestLeaves && old.shares(tenths: 9, with: new)
    }

    func isRenamed(_ old: Value, _ new: Value) -> Bool {
        guard let identity else {
            return old == new ? isTelling(old, without: []) : reach == .grown && new.isGrown(from: old)
        }
        guard case .map(let before) = old, case .map(let after) = new else { return false }
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        guard !changed.isEmpty,
            changed.allSatisfy({ key in
                !fixedKeys.contains(key.name) && (names(key, before, identity) || names(key, after, identity))
            })
        else { return false }
        return isTelling(old, without: changed)
    }

    /// Whether an entry would be called otherwise without one of its keys.
    private func names(_ key: Key, _ pairs: [Key: Value], _ identity: (Value) -> Key?) -> Bool {
        guard pairs[key] != nil else { return false }
        var others = pairs
        others[key] = nil
        return identity(.map(others)) != identity(.map(pairs))
    }

    private func isTelling(_ value: Value, without keys: Set<Key>) -> Bool {
        // A list of texts may go to a key of another meaning; one of mappings says what it is.
        if case .list(let entries) = value {
            return entries.allSatisfy { !$0.pairs.isEmpty } && value.allTexts.count >= Self.fewestLeaves
        }
        let leaves = value.pairs.filter { !keys.contains($0.key) }.values.flatMap(\.allTexts)
        return leaves.count >= Self.fewestLeaves
            || identity != nil && leaves.contains { $0.utf8.count >= Self.leastText }
    }
}

extension Value {
    /// Whether so many tenths of the texts of the larger of two values stand in the other one too.
    func shares(tenths: Int, with other: Value) -> Bool {
        let mine = allTexts
        let theirs = other.allTexts
        var left = theirs.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        var shared = 0
        for text in mine where left[text, default: 0] > 0 {
            left[text, default: 0] -= 1
            shared += 1
        }
        return shared * 10 >= tenths * max(mine.count, theirs.count)
    }
}
