/// Names that depend on names: jobs on jobs, services on services.
enum NameGraph {
    /// The names that stand on a cycle, or between two; none where there is no cycle.
    static func cyclic(_ needs: [String: [String]]) -> Set<String> {
        var users: [String: [String]] = [:]
        for (name, others) in needs {
            for other in others { users[other, default: []].append(name) }
        }
        let stuck = endless(needs, from: users)
        return stuck.isEmpty ? [] : stuck.intersection(endless(users, from: needs))
    }

    /// The names from which a way leads on for ever; `back` says who leads to a name.
    private static func endless(_ ways: [String: [String]], from back: [String: [String]]) -> Set<String> {
        let names = Set(ways.keys).union(back.keys)
        var left = Dictionary(uniqueKeysWithValues: names.map { ($0, ways[$0]?.count ?? 0) })
        var ends = names.filter { left[$0] == 0 }.sorted()
        while let end = ends.popLast() {
            left[end] = nil
            for name in back[end] ?? [] {
                left[name, default: 1] -= 1
                if left[name] == 0 { ends.append(name) }
            }
        }
        return Set(left.keys)
    }
}
