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
        let changes = values.map { Names(from: values.base, to: $0) }
        var old: Set<Reference> = []
        for (side, other) in SidedLines.pairs {
            let lost = changes[side].defined.filter { $0.value < 0 }
            let new = changes[other].references.filter { $0.value > 0 && lost[$0.key.text] != nil }.keys
            if new.isEmpty { continue }
            let won = changes[side].defined.filter { $0.value > 0 }.keys
            let (base, now) = (Names(in: values.base).references, Names(in: values[side]).references)
            old.formUnion(
                new.filter { reference in
                    base[reference] != nil && now[reference] == nil
                        && won.contains {
                            changes[side].references[Reference(key: reference.key, text: $0)] ?? 0 > 0
                        }
                })
        }
        if old.isEmpty { return nil }
        self.old = old
    }

    /// A name that a merged value refers to by its old name.
    func used(in value: Value) -> String? {
        let found = Names(in: value).references
        return old.filter { found[$0] != nil }.map(\.text).min()
    }

    /// How often a value defines and refers to what, or how much more often than another one.
    private struct Names {
        private(set) var defined: [String: Int] = [:]
        private(set) var references: [Reference: Int] = [:]

        init(in value: Value) { look(value, key: "", 1) }

        /// What a value has more often than another one, and, below zero, less often.
        init(from old: Value, to new: Value) { compare(old, new, key: "") }

        private mutating func compare(_ old: Value, _ new: Value, key: String) {
            if old == new { return }
            switch (old, new) {
            case (.map(let before), .map(let now)):
                for (name, inner) in before where now[name] != inner {
                    if let other = now[name], !inner.isScalar, !other.isScalar {
                        compare(inner, other, key: name.name)
                        continue
                    }
                    look(name, inner, under: key, -1)
                    if let other = now[name] { look(name, other, under: key, 1) }
                }
                for (name, inner) in now where before[name] == nil { look(name, inner, under: key, 1) }
            case (.list(let before), .list(let now)):
                for index in 0..<max(before.count, now.count) {
                    compare(
                        index < before.count ? before[index] : .empty, index < now.count ? now[index] : .empty, key: key
                    )
                }
            default:
                look(old, key: key, -1)
                look(new, key: key, 1)
            }
        }

        private mutating func look(_ value: Value, key: String, _ count: Int) {
            switch value {
            case .map(let pairs): for (name, inner) in pairs { look(name, inner, under: key, count) }
            case .list(let values): for inner in values { look(inner, key: key, count) }
            case .marked(_, let inner): look(inner, key: key, count)
            case .string(let text):
                references[Reference(key: key, text: text), default: 0] += count
                for part in Self.parts(of: text) {
                    references[Reference(key: key + part.sign, text: part.name), default: 0] += count
                }
            case .literal, .empty, .alias: break
            }
        }

        private mutating func look(_ name: Key, _ inner: Value, under key: String, _ count: Int) {
            defined[name.name, default: 0] += count
            guard let text = inner.text else {
                look(inner, key: name.name, count)
                return
            }
            if ForgottenNames.isNaming(name.name) || key == "labels" {
                defined[text, default: 0] += count
                return
            }
            // `- container: name` makes one, and `container: name` is in one.
            if Self.both.contains(name.name), !text.contains(":") { defined[text, default: 0] += count }
            look(inner, key: name.name, count)
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
