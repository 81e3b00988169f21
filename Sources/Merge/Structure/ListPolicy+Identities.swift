extension ListPolicy {
    /// The policy of a list that no profile knows: mappings that all have a unique `id`, `name` or the like are
    /// told apart by it and keep their order; two numbers, such as a range, are one value; everything else is aligned by content.
    static func guessed(_ values: Sides<[Value]>, at path: [String]) -> ListPolicy {
        let all = values.base + values.local + values.incoming
        if [values.base, values.local, values.incoming].allSatisfy({ $0.count == 2 }),
            all.allSatisfy({ $0.isScalar && $0.text.flatMap { Double($0) } != nil })
        {
            return .atomic
        }
        if unordered.contains(path.last ?? ""), all.allSatisfy(\.isScalar) { return .set }
        guard all.allSatisfy({ if case .map = $0 { true } else { false } }) else { return .sequence }
        for (index, names) in identifying.enumerated() {
            let isNamed = index < 3
            let order: Order = isNamed && !isProcedure(path) ? .kept : .strict
            let policy = ListPolicy.identified(order: order) { value in
                names.lazy.compactMap { name in value[name]?.text.map { Key($0, kind: names.count > 1 ? name : "") } }
                    .first
            }
            guard let keys = policy.keys(values) else { continue }
            if isNamed || keys.local == keys.base || keys.incoming == keys.base {
                return policy
            }
        }
        return .sequence
    }

    /// Lists of names whose order says nothing in schemas: JSON Schema and what is made of it.
    private static let unordered: Set<String> = ["enum", "required"]

    /// Keys that name an entry; some lists have entries of two kinds.
    ///
    /// From the fourth on they do so where one side left the entries where they are, since by their content more can be said
    /// of what both brought.
    private static let identifying = [
        ["id"], ["name"], ["key"], ["stage"], ["job", "deployment"], ["alert", "record"], ["job_name"], ["label"],
        ["uid"],
    ]

    /// Whether the entries of a list work one after another, or the first that fits does: then the place of a new one says
    /// something, even beside another new one.
    ///
    /// A list without a name may be such a one too, as a playbook is.
    private static func isProcedure(_ path: [String]) -> Bool {
        guard let name = path.last, name != "[]" else { return true }
        // `pre_tasks` and `relabelConfigs` end in what they are a list of.
        let word = name.lowercased()
        return procedures.contains(where: word.hasSuffix)
    }

    private static let procedures = [
        "block", "commands", "conditions", "configs", "filters", "handlers", "hooks", "initcontainers", "interceptors",
        "layers", "matchers", "middleware", "middlewares", "migrations", "operations", "overrides", "patches", "phases",
        "pipeline", "pipelines", "plan", "playbook", "plugins", "policies", "preprocessors", "processors", "providers",
        "roles", "routes", "routing", "rules", "scripts", "sequence", "stages", "steps", "tasks", "transforms",
        "transformers",
    ]

    /// The identities of all entries, with those followed that a side changed; nil where entries can't be told apart.
    /// - Returns: `named` are the same before steps are followed by their places.
    func identities(_ values: Sides<[Value]>, reach: RenameReach) -> (keys: NumberedKeys, named: Sides<[Key]>)? {
        let hasPlaces =
            fallsBackToPlace && values.base.count == values.local.count && values.base.count == values.incoming.count
        for identity in hasPlaces ? [identity] : [identity, secondIdentity] {
            guard let own = keys(values, identity) else { continue }
            if own.base == own.local, own.base == own.incoming { return (NumberedKeys(own), own) }
            if fallsBackToPlace, values.isOneThing { return places(values) }
            guard let named = own.following(values, identity: identity, fixedKeys: fixedKeys) else { return nil }
            let keys = NumberedKeys(
                reach == .none ? named : named.followingPlaces(values).followingActions(values))
            if keys.isReplacedInPlace || keys.isChangedWhereGone({ values }, takesIn: takesIn) { return nil }
            return (keys, named)
        }
        return hasPlaces ? places(values) : nil
    }

    /// The names of the entries, where each stands once on a side, and one side has those of the base in its order; nil
    /// elsewhere.
    func fixedKeys(_ values: Sides<[Value]>) -> Sides<[Key]>? {
        let keys = values.map { $0.compactMap(identity) }
        guard !keys.base.isEmpty, !keys.local.isEmpty, !keys.incoming.isEmpty, keys.base.count == values.base.count,
            keys.local.count == values.local.count, keys.incoming.count == values.incoming.count,
            keys.local == keys.base || keys.incoming == keys.base,
            [keys.base, keys.local, keys.incoming].allSatisfy({ Set($0).count == $0.count })
        else { return nil }
        return keys
    }

    private func places(_ values: Sides<[Value]>) -> (keys: NumberedKeys, named: Sides<[Key]>) {
        let keys = values.map { $0.indices.map { Key(String($0), kind: "place") } }
        return (NumberedKeys(keys), keys)
    }

    /// The identities of all entries; nil when they can't be told apart.
    func keys(_ values: Sides<[Value]>) -> Sides<[Key]>? {
        keys(values, identity) ?? keys(values, secondIdentity)
    }

    /// The identities of all entries; nil when an entry has none, or two of one side have the same.
    ///
    /// In a list without order, scalars that say the same on all sides are told apart by their number; but not where both
    /// sides changed how many there are, which leaves open which of them is meant.
    private func keys(_ values: Sides<[Value]>, _ identity: (Value) -> Key?) -> Sides<[Key]>? {
        var known: [Key: (values: Set<Value>, counts: [Int])] = [:]
        func keys(_ side: Int, _ values: [Value]) -> [Key]? {
            var keys: [Key] = []
            for value in values {
                guard let key = identity(value) else { return nil }
                known[key, default: ([], [0, 0, 0])].values.insert(value)
                known[key]?.counts[side] += 1
                let number = known[key]?.counts[side] ?? 1
                keys.append(number == 1 ? key : Key(key.name, kind: "\(key.kind) \(number)"))
            }
            return keys
        }
        guard let base = keys(0, values.base), let local = keys(1, values.local),
            let incoming = keys(2, values.incoming)
        else { return nil }
        for (values, counts) in known.values where counts.contains(where: { $0 > 1 }) {
            guard kind == .keyed(.free), values.count == 1, values.first?.isScalar == true,
                counts[0] == counts[1] || counts[0] == counts[2]
            else { return nil }
        }
        return Sides(base: base, local: local, incoming: incoming)
    }
}

extension Sides<[Value]> {
    /// Whether each list holds one entry, and both sides' are mostly what the base's is: the same under any name.
    fileprivate var isOneThing: Bool {
        guard base.count == 1, local.count == 1, incoming.count == 1 else { return false }
        return base[0].shares(tenths: 6, with: local[0]) && base[0].shares(tenths: 6, with: incoming[0])
    }
}
