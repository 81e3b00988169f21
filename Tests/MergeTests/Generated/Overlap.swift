import TestSupport

/// How two edits say different things of one.
enum Overlap: String, CaseIterable, Sendable {
    /// Two new values for one key.
    case set
    /// A new value for a key that the other side takes out.
    case setAndRemoved
    /// One new key with two values, at the same place or at two.
    case added
    /// A change within a mapping that the other side takes out as a whole.
    case inRemoved

    /// The edit of each side; nil where a document has nothing of that kind.
    func edits(of model: Model, _ random: inout SeededRandom) -> (local: ModelEdit, incoming: ModelEdit)? {
        switch self {
        case .set, .setAndRemoved:
            guard let path = Self.scalars(model).randomElement(using: &random) else { return nil }
            let first = ModelEdit.set(path, Model.scalar(&random))
            return (first, self == .set ? .set(path, Model.scalar(&random)) : .remove(path))
        case .added:
            let parents = [[]] + Self.mappings(model)
            guard let parent = parents.randomElement(using: &random) else { return nil }
            let key = "new\(Int.random(in: 0..<10_000, using: &random))"
            func edit() -> ModelEdit {
                .add(
                    parent, Model.Entry(key: key, value: .scalar(Model.scalar(&random))),
                    at: Int.random(in: 0...4, using: &random))
            }
            return (edit(), edit())
        case .inRemoved:
            guard let parent = Self.mappings(model).randomElement(using: &random),
                let inner = Self.scalars(model).filter({ $0.starts(with: parent) }).randomElement(using: &random)
            else { return nil }
            return (.set(inner, Model.scalar(&random)), .remove(parent))
        }
    }

    private static func scalars(_ model: Model) -> [[String]] {
        model.paths.filter { if case .scalar = model[$0[...]] { true } else { false } }
    }

    private static func mappings(_ model: Model) -> [[String]] {
        model.paths.filter { if case .map = model[$0[...]] { true } else { false } }
    }
}
