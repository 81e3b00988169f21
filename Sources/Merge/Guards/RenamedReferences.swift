/// Finds names that one side gave to something anew, together with all that referred to it, while the other side has come to
/// refer to the old one.
///
/// What refers is told by the key before it, so that the old name may well stand elsewhere: a cluster `api` that is called
/// otherwise, with every `cluster: api`, beside a host `api` that stays; an exporter of the same name as a receiver.
struct RenamedReferences {
    /// A text under a key, or in a list under it.
    private struct Reference: Hashable {
        var key: String
        var text: String
    }

    /// What the other side has come to say more often.
    private let old: Set<Reference>

    /// Nil where there is no such name.
    init?(_ values: Sides<Value>) {
        let names = values.map { Names(in: $0) }
        var old: Set<Reference> = []
        for (side, other) in SidedLines.pairs {
            let lost = names.base.defined.filter { names[side].defined[$0.key] ?? 0 < $0.value }
            let won = names[side].defined.filter { names.base.defined[$0.key] ?? 0 < $0.value }
            if lost.isEmpty || won.isEmpty { continue }
            for (reference, count) in names[other].references
            where lost[reference.text] != nil && count > names.base.references[reference] ?? 0 {
                guard names.base.references[reference] != nil, names[side].references[reference] == nil,
                    won.keys.contains(where: { names[side].hasCome($0, reference.key, since: names.base) })
                else { continue }
                old.insert(reference)
            }
        }
        if old.isEmpty { return nil }
        self.old = old
    }

    /// A name that a merged value refers to by its old name.
    func used(in value: Value) -> String? {
        let found = Names(in: value).references
        return old.filter { found[$0] != nil }.map(\.text).min()
    }

    /// How often a value defines and refers to what.
    private struct Names {
        private(set) var defined: [String: Int] = [:]
        private(set) var references: [Reference: Int] = [:]

        init(in value: Value) { look(value, key: "") }

        /// Whether a key refers to a name more often than it did.
        func hasCome(_ name: String, _ key: String, since base: Names) -> Bool {
            let reference = Reference(key: key, text: name)
            return references[reference] ?? 0 > base.references[reference] ?? 0
        }

        private mutating func look(_ value: Value, key: String) {
            switch value {
            case .map(let pairs):
                for (name, inner) in pairs {
                    defined[name.name, default: 0] += 1
                    guard let text = inner.text else {
                        look(inner, key: name.name)
                        continue
                    }
                    if ForgottenNames.isNaming(name.name) || key == "labels" {
                        defined[text, default: 0] += 1
                        continue
                    }
                    // `- container: name` makes one, and `container: name` is in one.
                    if Self.both.contains(name.name), !text.contains(":") { defined[text, default: 0] += 1 }
                    look(inner, key: name.name)
                }
            case .list(let values): for inner in values { look(inner, key: key) }
            case .marked(_, let inner): look(inner, key: key)
            case .string(let text):
                references[Reference(key: key, text: text), default: 0] += 1
                for part in Self.parts(of: text) {
                    references[Reference(key: key + part.sign, text: part.name), default: 0] += 1
                }
            case .literal, .empty, .alias: break
            }
        }

        /// What a text names beside its own: `repository/chart`, `template@repository`.
        private static func parts(of text: String) -> [(name: String, sign: String)] {
            if text.utf8.count > 100 || text.contains(" ") { return [] }
            let slashed = text.split(separator: "/", omittingEmptySubsequences: false)
            let marked = text.split(separator: "@", omittingEmptySubsequences: false)
            return (slashed.count == 2 ? [(String(slashed[0]), "/")] : [])
                + (marked.count == 2 ? [(String(marked[1]), "@")] : [])
        }

        private static let both: Set<String> = ["container", "repository", "alias"]
    }
}
