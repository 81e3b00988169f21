/// An entry of a merge, by where it starts on each side; nil on a side that has none.
struct EntryPlace: Hashable {
    private var base: Int?
    private var local: Int?
    private var incoming: Int?

    init(_ entries: EntrySides) {
        base = entries.base?.span.lowerBound
        local = entries.local?.span.lowerBound
        incoming = entries.incoming?.span.lowerBound
    }
}

/// An entry that a side changed, brought or took out.
struct EntryChange {
    var entries: EntrySides
    var key: Key

    var place: EntryPlace { EntryPlace(entries) }

    /// How many bytes local and the template have there: what people would have to read.
    var size: Int { (entries.local?.span.count ?? 0) + (entries.incoming?.span.count ?? 0) }

    /// Whether the entry may be what a name stands for: called so, anchored so, or saying so itself.
    func defines(_ name: String) -> Bool {
        if key.name == name { return true }
        return [entries.base, entries.local, entries.incoming].contains { entry in
            guard let entry else { return false }
            if entry.key.name == name || AnchorUses.anchor(in: entry.node.mark) == name { return true }
            let value = entry.node.value
            return value.text == name || value["name"]?.text == name || value["id"]?.text == name
        }
    }
}

extension StructureMerge {
    /// Collects an entry that is not the same on all sides.
    mutating func record(_ entries: EntrySides, key: Key) {
        if let base = entries.base, let local = entries.local, let incoming = entries.incoming {
            let texts = texts(Sides(base: base.span, local: local.span, incoming: incoming.span))
            if texts.base == texts.local, texts.base == texts.incoming { return }
        }
        changes.append(EntryChange(entries: entries, key: key))
    }
}
