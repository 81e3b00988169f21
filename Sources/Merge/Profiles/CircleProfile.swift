extension MergeProfile {
    /// CircleCI.
    static let circle: MergeProfile = {
        var profile = MergeProfile.plainYAML
        let versions = profile.versions
        profile.versions = { $0.dropLast().last == "orbs" ? .action : versions($0) }
        // An orb of another file is as unknown on the side that uses it.
        profile.problems = { documents in
            documents.elements.reduce(into: []) { found, document in
                let orbs = document["orbs"]?.pairs ?? [:]
                for (key, job) in document["jobs"]?.pairs ?? [:] {
                    let machines = ["docker", "machine", "macos", "executor"].filter { job[$0] != nil }
                    if machines.count > 1 { found.insert("\(machines.joined(separator: " and ")) of \(key.name)") }
                }
                found.formUnion(CircleReferences.dangling(in: document))
                for name in orbsUsed(in: document) where orbs[Key(name)] == nil { found.insert("orb \(name)") }
            }
        }
        return profile
    }()

    /// The names before the slash of steps, jobs and executors.
    private static func orbsUsed(in value: Value, under key: String = "") -> Set<String> {
        func orb(_ name: String) -> Set<String> {
            guard let slash = name.firstIndex(of: "/"), slash > name.startIndex else { return [] }
            return [String(name[..<slash])]
        }
        switch value {
        case .map(let pairs):
            return pairs.reduce(into: []) { $0.formUnion(orbsUsed(in: $1.value, under: $1.key.name)) }
        case .list(let values) where ["steps", "jobs", "pre-steps", "post-steps"].contains(key):
            return values.reduce(into: []) { found, step in
                found.formUnion(step.text.map(orb) ?? step.pairs.keys.reduce(into: []) { $0.formUnion(orb($1.name)) })
                found.formUnion(orbsUsed(in: step))
            }
        case .list(let values): return values.reduce(into: []) { $0.formUnion(orbsUsed(in: $1)) }
        case .marked(_, let inner): return orbsUsed(in: inner, under: key)
        case .string(let text): return key == "executor" ? orb(text) : []
        case .literal, .empty, .alias: return []
        }
    }
}
