/// Owners of CODEOWNERS that one side has replaced wherever they stood, while the other side gives them something new: a team
/// that is called otherwise now would own nothing there.
struct OwnerNames {
    /// Each owner with the patterns for which it was replaced.
    private let replaced: [String: Set<String>]

    /// Nil for other files, and where there is no such owner.
    init?(path: String, base: Outline, local: Outline, incoming: Outline) {
        guard path.fileName == "CODEOWNERS" else { return nil }
        let sides = [base, local, incoming].map(Self.owners)
        var replaced: [String: Set<String>] = [:]
        for (side, other) in [(sides[1], sides[2]), (sides[2], sides[1])] {
            for owner in Set(sides[0].values.joined()).subtracting(side.values.joined()) {
                let patterns = sides[0].filter { $0.value.contains(owner) }.map(\.key)
                // Who only took patterns out has given nobody a new name.
                let moved = patterns.filter { side[$0]?.isEmpty == false }
                let uses = other.values.count { $0.contains(owner) }
                if !moved.isEmpty, uses > patterns.count { replaced[owner, default: []].formUnion(moved) }
            }
        }
        if replaced.isEmpty { return nil }
        self.replaced = replaced
    }

    /// The patterns of a merge that have such an owner, and those from which it was taken.
    func used(in merged: Outline) -> Set<String> {
        Self.owners(of: merged).reduce(into: []) { found, line in
            for owner in line.value {
                guard let patterns = replaced[owner] else { continue }
                found.insert(line.key)
                found.formUnion(patterns)
            }
        }
    }

    /// The owners of each pattern.
    private static func owners(of outline: Outline) -> [String: Set<String>] {
        Dictionary(
            outline.definitions.map { line in
                (line.name, Set((line.text ?? "").split(separator: " ").dropFirst().map(String.init)))
            }
        ) { $1 }
    }
}
