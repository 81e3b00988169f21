/// Finds kinds of values that one side gave up in all entries that had them, such as a text for a list of them, while the
/// other side brings an entry of the old kind.
///
/// A value is told by its key and by what that stands under, also through lists: `email` in an entry of `receivers`.
struct GivenUpShapes {
    private struct Place: Hashable {
        /// The key that the mapping or its list stands under.
        var parent: String
        var key: String
        /// The kind of value that was given up.
        var kind: Kind
    }

    private enum Kind { case number, text, list, map }

    /// What one side gave up and the other brings more of.
    private let old: Set<Place>

    /// Nil where there is no such kind.
    init?(_ values: Sides<Value>) {
        var old: Set<Place> = []
        for (side, other) in SidedLines.pairs {
            var left = Left()
            left.look(values.base, values[side], parent: "")
            if left.places.isEmpty { continue }
            let counts = values.map { Counter(left.places, in: $0).counts }
            for place in left.places where counts[side][place] == nil {
                let known = counts.base[place] ?? 0
                // One value may be of another kind for a reason of its own.
                if known > 1, counts[other][place] ?? 0 > known { old.insert(place) }
            }
        }
        if old.isEmpty { return nil }
        self.old = old
    }

    /// The key of an entry that a merged value has in the old shape.
    func used(in value: Value) -> String? { Counter(old, in: value).counts.keys.map(\.key).min() }

    private static func kind(of value: Value) -> Kind? {
        switch value {
        case .map: .map
        case .list: .list
        case .string, .literal: value.text.flatMap(Double.init) == nil ? .text : .number
        case .marked, .empty, .alias: nil
        }
    }

    /// What a side has no more, and something else in its place.
    private struct Left {
        private(set) var places: Set<Place> = []

        mutating func look(_ old: Value, _ new: Value, parent: String) {
            if old == new { return }
            switch (old, new) {
            case (.map(let before), .map(let after)):
                for (key, value) in before {
                    guard let other = after[key] else { continue }
                    if let kind = GivenUpShapes.kind(of: value), let now = GivenUpShapes.kind(of: other), kind != now {
                        places.insert(Place(parent: parent, key: key.name, kind: kind))
                    }
                    look(value, other, parent: key.name)
                }
            case (.list, .list(let after)):
                for (index, value) in after.enumerated() {
                    if let other = old.counterpart(of: index, in: after) { look(other, value, parent: parent) }
                }
            default: break
            }
        }
    }

    /// How often a value has what stands at some places.
    private struct Counter {
        private(set) var counts: [Place: Int] = [:]
        private let places: Set<Place>

        init(_ places: Set<Place>, in value: Value) {
            self.places = places
            look(value, parent: "")
        }

        private mutating func look(_ value: Value, parent: String) {
            switch value {
            case .map(let pairs):
                for (key, inner) in pairs {
                    if let kind = GivenUpShapes.kind(of: inner) {
                        let place = Place(parent: parent, key: key.name, kind: kind)
                        if places.contains(place) { counts[place, default: 0] += 1 }
                    }
                    look(inner, parent: key.name)
                }
            case .list(let values): for inner in values { look(inner, parent: parent) }
            case .marked(_, let inner): look(inner, parent: parent)
            case .string, .literal, .empty, .alias: break
            }
        }
    }
}
