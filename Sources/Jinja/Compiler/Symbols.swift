import OrderedCollections

/// One function of the compiled template (root, block, macro, recursive loop): it owns the slots of its variables.
final class FunctionScope {
    let parent: FunctionScope?
    /// The number of functions around this one.
    let depth: Int
    private(set) var slotCount = 0
    private var slots: [String: Int] = [:]

    init(parent: FunctionScope?) {
        self.parent = parent
        depth = (parent?.depth ?? -1) + 1
    }

    /// The slot of a variable: frames of one level share it, as Jinja's generated locals do.
    func slot(_ name: String, level: Int) -> Slot {
        let key = "\(level) \(name)"
        if let index = slots[key] { return Slot(function: self, index: index) }
        slots[key] = slotCount
        return newSlot()
    }

    /// A slot without a name.
    func newSlot() -> Slot {
        slotCount += 1
        return Slot(function: self, index: slotCount - 1)
    }
}

/// The place of a variable: a function and an index in its slots.
struct Slot: Hashable {
    let function: FunctionScope
    let index: Int

    static func == (left: Slot, right: Slot) -> Bool {
        left.function === right.function && left.index == right.index
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(function))
        hasher.combine(index)
    }
}

/// The variables of a frame: which are read from outside, which are assigned; Jinja's `idtracking.Symbols`.
final class Symbols {
    /// How a variable gets its value when the frame is entered.
    enum Load {
        case parameter
        case resolve(String)
        case alias(Slot)
        case undefined
    }

    let level: Int
    let parent: Symbols?
    let function: FunctionScope
    private(set) var references: [String: Slot] = [:]
    private(set) var loads: OrderedDictionary<Slot, Load> = [:]
    private(set) var stores: Set<String> = []

    init(parent: Symbols?, function: FunctionScope) {
        self.parent = parent
        self.function = function
        level = (parent?.level ?? -1) + 1
    }

    private init(copying other: Symbols) {
        level = other.level
        parent = other.parent
        function = other.function
        references = other.references
        loads = other.loads
        stores = other.stores
    }

    func copy() -> Symbols { Symbols(copying: self) }

    @discardableResult
    private func define(_ name: String, _ load: Load) -> Slot {
        let slot = function.slot(name, level: level)
        references[name] = slot
        loads[slot] = load
        return slot
    }

    /// The slot that a name means here; nil where the name is unknown.
    func reference(_ name: String) -> Slot? { references[name] ?? parent?.reference(name) }

    func store(_ name: String) {
        stores.insert(name)
        guard references[name] == nil else { return }
        if let outer = parent?.reference(name) {
            define(name, .alias(outer))
        } else {
            define(name, .undefined)
        }
    }

    @discardableResult
    func declareParameter(_ name: String) -> Slot {
        stores.insert(name)
        return define(name, .parameter)
    }

    func load(_ name: String) {
        if reference(name) == nil { define(name, .resolve(name)) }
    }

    /// Merges what the branches of a condition found.
    func update(branches: [Symbols]) {
        let assigned = branches.reduce(into: Set<String>()) { $0.formUnion($1.stores) }.subtracting(stores)
        for branch in branches {
            references.merge(branch.references) { $1 }
            for (slot, load) in branch.loads { loads[slot] = load }
            stores.formUnion(branch.stores)
        }
        for name in assigned {
            guard let target = reference(name) else { continue }
            if let outer = parent?.reference(name) {
                loads[target] = .alias(outer)
            } else {
                loads[target] = .resolve(name)
            }
        }
    }

    /// The variables assigned here and in the frames around, for templates that see the local context.
    func assignedNames() -> [(name: String, slot: Slot)] {
        var result: [(name: String, slot: Slot)] = []
        var seen: Set<String> = []
        var node: Symbols? = self
        while let symbols = node {
            for name in symbols.stores.sorted() where seen.insert(name).inserted {
                if let slot = reference(name) { result.append((name, slot)) }
            }
            node = symbols.parent
        }
        return result
    }
}
