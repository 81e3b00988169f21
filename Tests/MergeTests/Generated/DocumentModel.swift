import TestSupport

/// A configuration file as a generator sees it: what it says, and comments above keys.
indirect enum Model: Hashable, Sendable {
    case scalar(String)
    case list([String])
    case map([Entry])

    struct Entry: Hashable, Sendable {
        var key: String
        var comment: String?
        var value: Model

        init(key: String, comment: String? = nil, value: Model) {
            self.key = key
            self.comment = comment
            self.value = value
        }
    }
}

extension Model {
    var entries: [Entry] {
        get { if case .map(let entries) = self { entries } else { [] } }
        set { self = .map(newValue) }
    }

    /// The paths of all entries, outer before inner.
    var paths: [[String]] {
        entries.flatMap { entry in [[entry.key]] + entry.value.paths.map { [entry.key] + $0 } }
    }

    subscript(path: ArraySlice<String>) -> Model? {
        guard let first = path.first else { return self }
        return entries.first { $0.key == first }?.value[path.dropFirst()]
    }

    /// Changes the mapping at a path.
    mutating func update(_ path: ArraySlice<String>, _ change: (inout [Entry]) -> Void) {
        guard let first = path.first else {
            var entries = entries
            change(&entries)
            self = .map(entries)
            return
        }
        guard let index = entries.firstIndex(where: { $0.key == first }) else { return }
        var entries = entries
        entries[index].value.update(path.dropFirst(), change)
        self = .map(entries)
    }

    /// A random document; nested no deeper than a number of levels.
    static func random(_ random: inout SeededRandom, depth: Int, size: Int = 5) -> Model {
        let names = words.shuffled(using: &random).prefix(Int.random(in: 1...size, using: &random))
        return .map(
            names.map { name in
                let comment = Int.random(in: 0..<6, using: &random) == 0 ? "about \(name)" : nil
                return Entry(key: name, comment: comment, value: value(&random, depth: depth - 1))
            })
    }

    static func value(_ random: inout SeededRandom, depth: Int) -> Model {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<3 where depth > 0: Model.random(&random, depth: depth, size: 4)
        case 3: .list((0..<Int.random(in: 1...4, using: &random)).map { _ in scalar(&random) })
        default: .scalar(scalar(&random))
        }
    }

    /// A scalar that differs from any other with high probability.
    static func scalar(_ random: inout SeededRandom) -> String {
        let word = words.randomElement(using: &random) ?? "a"
        let number = Int.random(in: 0..<100_000, using: &random)
        return [
            "\(word)-\(number)", "\(word) \(number)", "/\(word)/\(number)", "\(word): \(number)", "#\(word)\(number)",
        ][
            Int.random(in: 0..<5, using: &random)]
    }

    static let words = [
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
    ]
}

/// A change to a document.
enum ModelEdit: Hashable, Sendable {
    case set([String], String)
    case add([String], Model.Entry, at: Int)
    case remove([String])
    case comment([String], String)
    case append([String], String)

    /// What it touches: two edits are independent when neither's path is a prefix of the other's.
    var path: [String] {
        switch self {
        case .set(let path, _), .remove(let path), .comment(let path, _), .append(let path, _): path
        case .add(let path, let entry, _): path + [entry.key]
        }
    }

    func isIndependent(of other: ModelEdit) -> Bool {
        !path.starts(with: other.path) && !other.path.starts(with: path)
    }

    func apply(to model: inout Model) {
        let path = path
        model.update(path.dropLast()) { entries in
            let index = entries.firstIndex { $0.key == path[path.count - 1] }
            switch self {
            case .set(_, let value): if let index { entries[index].value = .scalar(value) }
            case .add(_, let entry, let place): if index == nil { entries.insert(entry, at: min(place, entries.count)) }
            // A mapping without entries is another kind of thing in most formats.
            case .remove: if let index, entries.count > 1 { entries.remove(at: index) }
            case .comment(_, let text): if let index { entries[index].comment = text }
            case .append(_, let value):
                if let index, case .list(let values) = entries[index].value {
                    entries[index].value = .list(values + [value])
                }
            }
        }
    }

    static func random(of model: Model, _ random: inout SeededRandom) -> ModelEdit? {
        let paths = model.paths
        guard let path = paths.randomElement(using: &random), let value = model[path[...]] else { return nil }
        switch (Int.random(in: 0..<6, using: &random), value) {
        case (0, _): return .remove(path)
        case (1, _): return .comment(path, "note \(Int.random(in: 0..<1000, using: &random))")
        case (2...3, .scalar), (5, .scalar): return .set(path, Model.scalar(&random))
        case (2...3, .list): return .append(path, Model.scalar(&random))
        default:
            let parent = value.entries.isEmpty ? Array(path.dropLast()) : path
            let entry = Model.Entry(
                key: "new\(Int.random(in: 0..<10_000, using: &random))", comment: nil,
                value: Model.value(&random, depth: parent.count > 2 ? 0 : 1))
            return .add(parent, entry, at: Int.random(in: 0...4, using: &random))
        }
    }
}
