/// Keys that one side gave another name in all entries of a list, while the other side has come to write a new entry with the
/// old one: nobody reads it there.
///
/// The same goes for what an object of Kubernetes has no more under another version of its kind.
struct ForgottenKeys {
    /// The places of such keys: the names that lead there, `[]` for any entry of a list.
    private let forgotten: Set<String>

    /// Nil where there is none.
    init?(_ values: Sides<Value>) {
        var forgotten: Set<String> = []
        for (side, other) in values.bothWays {
            let renamed = Self.renamed(values.base, in: side)
            if renamed.isEmpty { continue }
            let (old, now, new) = (
                Self.counts(of: renamed, in: values.base), Self.counts(of: renamed, in: side),
                Self.counts(of: renamed, in: other)
            )
            forgotten.formUnion(renamed.filter { now[$0] == nil && new[$0] ?? 0 > old[$0] ?? 0 })
        }
        if forgotten.isEmpty { return nil }
        self.forgotten = forgotten
    }

    /// A key that a merged value has, and that is written otherwise now.
    func used(in value: Value) -> String? { Self.counts(of: forgotten, in: value).keys.min() }

    /// The places of keys that a side dropped where it brought another key for the same.
    private static func renamed(_ base: Value, in side: Value) -> Set<String> {
        var found: Set<String> = []
        func look(_ old: Value, _ new: Value, _ place: String, _ isMigrated: Bool) {
            if old == new { return }
            for (key, inner) in old.pairs {
                let own = place + "/" + key.name
                if let other = new.pairs[key] {
                    look(inner, other, own, isMigrated)
                } else if isMigrated || place.holds("[]"),
                    new.pairs.contains(where: { old.pairs[$0.key] == nil && (isMigrated || $0.value == inner) })
                {
                    found.insert(own)
                }
            }
            let list = old.elements
            for (index, inner) in list.enumerated() {
                if let other = new.counterpart(of: index, in: list) { look(inner, other, place + "/[]", isMigrated) }
            }
        }
        let (documents, others) = (base.documents, Value.list(side.documents))
        for (index, document) in documents.enumerated() {
            guard let other = others.counterpart(of: index, in: documents) else { continue }
            look(document, other, document.kind, document["apiVersion"] != other["apiVersion"])
        }
        return found
    }

    /// How often there is a key at each of these places.
    private static func counts(of places: Set<String>, in value: Value) -> [String: Int] {
        var counts: [String: Int] = [:]
        func look(_ value: Value, _ place: String) {
            for (key, inner) in value.pairs {
                let own = place + "/" + key.name
                if places.contains(own) { counts[own, default: 0] += 1 }
                if !inner.isScalar { look(inner, own) }
            }
            for inner in value.elements where !inner.isScalar { look(inner, place + "/[]") }
        }
        for document in value.documents { look(document, document.kind) }
        return counts
    }
}

extension Value {
    /// The documents of a YAML file; of another one what it says.
    fileprivate var documents: [Value] { pairs.isEmpty ? elements : [self] }

    /// What an object of Kubernetes is.
    fileprivate var kind: String { self["kind"]?.text ?? "" }
}
