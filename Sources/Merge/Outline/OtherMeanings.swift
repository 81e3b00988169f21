/// What gives a name another meaning without being its definition: the target of a loop, what is imported or defined
/// under a condition, a function that is one of several of its name by intent.
///
/// Such a name may be given as often as one likes, one loop after the other. Beside a definition it hides that, or is
/// hidden by it: then all of one block count as one definition more.
struct OtherMeanings {
    private(set) var definitions: [Outline.Definition] = []

    mutating func add(_ definition: Outline.Definition) { definitions.append(definition) }

    /// The names that have another meaning than their definitions in a block, with no line and no text.
    func places(beside known: [Outline.Definition]) -> Set<Outline.Definition> {
        guard !definitions.isEmpty else { return [] }
        func place(_ definition: Outline.Definition) -> Outline.Definition {
            Outline.Definition(name: definition.name, scope: definition.scope, line: 0)
        }
        let wanted = Set(definitions.map(place))
        let beside = Dictionary(grouping: known.filter { wanted.contains(place($0)) }, by: place)
        let found = definitions.filter { other in
            guard let known = beside[place(other)] else { return false }
            // The same import once more is no other meaning.
            return other.text == nil || !known.contains { $0.text == other.text }
        }
        return Set(found.map(place))
    }
}
