import OrderedCollections

final class ConstantNode: Node {
    private let value: Value
    init(_ value: Value) { self.value = value }
    override func evaluate(_ frame: Frame) throws(TemplateError) -> Value { value }
}

/// A variable of the function that runs.
final class LocalNode: Node {
    private let slot: Int
    private let name: String

    init(_ slot: Int, _ name: String) {
        self.slot = slot
        self.name = name
    }

    override func evaluate(_ frame: Frame) throws(TemplateError) -> Value {
        frame.slots[slot] ?? frame.runtime.undefined(.name(name))
    }

    override func write(_ frame: Frame, escapes: Bool, _ out: inout [UInt8]) throws(TemplateError) {
        switch frame.slots[slot] {
        case .string(let text) where !escapes: Text.append(text, to: &out)
        case .some(let value): try Node.write(value, frame, escapes: escapes, &out)
        case nil: try Node.write(frame.runtime.undefined(.name(name)), frame, escapes: escapes, &out)
        }
    }
}

/// A variable of a function around the one that runs.
final class OuterNode: Node {
    private let hops: Int
    private let slot: Int
    private let name: String

    init(hops: Int, slot: Int, _ name: String) {
        self.hops = hops
        self.slot = slot
        self.name = name
    }

    override func evaluate(_ frame: Frame) throws(TemplateError) -> Value {
        frame.outer(hops).slots[slot] ?? frame.runtime.undefined(.name(name))
    }
}

/// A variable that is looked up in the context each time.
final class ContextNode: Node {
    private let name: String
    init(_ name: String) { self.name = name }

    override func evaluate(_ frame: Frame) throws(TemplateError) -> Value {
        frame.context.resolve(name) ?? frame.runtime.undefined(.name(name))
    }
}

/// The raw content of a slot, for snapshots of local variables.
final class SlotNode {
    private let hops: Int
    private let slot: Int

    init(hops: Int, slot: Int) {
        self.hops = hops
        self.slot = slot
    }

    func value(_ frame: Frame) -> Value? { frame.outer(hops).slots[slot] }

    /// The local variables that have a value, by name.
    static func snapshot(
        _ locals: [(name: String, node: SlotNode)], _ frame: Frame
    ) -> OrderedDictionary<String, Value> {
        var result: OrderedDictionary<String, Value> = [:]
        for (name, node) in locals { if let value = node.value(frame) { result[name] = value } }
        return result
    }
}

/// The test `defined` or `undefined` of a variable, without making the undefined value.
final class DefinedNode: Node {
    private let hops: Int
    private let slot: Int
    private let expected: Bool

    init(hops: Int, slot: Int, expected: Bool) {
        self.hops = hops
        self.slot = slot
        self.expected = expected
    }

    override func evaluate(_ frame: Frame) throws(TemplateError) -> Value {
        let value = hops == 0 ? frame.slots[slot] : frame.outer(hops).slots[slot]
        return .bool((value.map { !$0.isUndefined } ?? false) == expected)
    }
}

/// The value of a macro's parameter that has no default and wasn't given.
final class MissingParameterNode: Node {
    private let name: String
    init(_ name: String) { self.name = name }

    override func evaluate(_ frame: Frame) throws(TemplateError) -> Value {
        frame.runtime.undefined(.hint("parameter \(Value.quoted(name)) was not provided"))
    }
}

final class TupleNode: Node {
    private let items: [Node]
    init(_ items: [Node]) { self.items = items }

    override func evaluate(_ frame: Frame) throws(TemplateError) -> Value {
        .tuple(try Node.evaluate(items, frame))
    }
}

final class ListNode: Node {
    private let items: [Node]
    init(_ items: [Node]) { self.items = items }

    override func evaluate(_ frame: Frame) throws(TemplateError) -> Value {
        .list(try Node.evaluate(items, frame))
    }
}

extension Node {
    static func evaluate(_ nodes: [Node], _ frame: Frame) throws(TemplateError) -> [Value] {
        if nodes.isEmpty { return [] }
        var values: [Value] = []
        values.reserveCapacity(nodes.count)
        for node in nodes { values.append(try node.evaluate(frame)) }
        return values
    }
}

final class DictNode: PlacedNode {
    private let entries: [(key: Node, value: Node)]

    init(_ entries: [(key: Node, value: Node)], at offset: Int) {
        self.entries = entries
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let dict = DictValue()
        for (key, value) in entries {
            let key = try key.evaluate(frame)
            let value = try value.evaluate(frame)
            dict.storage[try DictKey(checking: key)] = value
        }
        return .dict(dict)
    }
}

/// Raises an error whenever it is evaluated: what is unknown, in a branch that Jinja checks only when it runs.
final class FailNode: PlacedNode {
    private let error: TemplateError

    init(_ error: TemplateError, at offset: Int) {
        self.error = error
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value { throw error }
}

final class AttributeNode: PlacedNode {
    private let value: Node
    private let name: String
    private let key: DictKey
    private let isDictMethod: Bool
    private let loopAttribute: LoopObject.Attribute?

    init(_ value: Node, _ name: String, at offset: Int) {
        self.value = value
        self.name = name
        key = DictKey(name)
        isDictMethod = DictMethod(rawValue: name) != nil
        loopAttribute = LoopObject.Attribute(rawValue: name)
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try value.evaluate(frame)
        switch value {
        case .dict(let dict) where !isDictMethod:
            if let found = dict.storage[key] { return found }
            return try frame.runtime.missing(name, of: value)
        case .object(let object):
            if let loopAttribute, let loop = object as? LoopObject { return try loop.value(loopAttribute) }
        default: break
        }
        return try value.attribute(name, frame.runtime)
    }
}

final class ItemNode: PlacedNode {
    private let value: Node
    private let key: Node

    init(_ value: Node, _ key: Node, at offset: Int) {
        self.value = value
        self.key = key
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try value.evaluate(frame)
        let key = try key.evaluate(frame)
        switch (value, key) {
        case (.dict(let dict), .string):
            if let found = dict.storage[DictKey(unchecked: key)] { return found }
        case (.list(let list), .int(let index)) where index >= 0 && index < list.items.count:
            return list.items[index]
        default: break
        }
        return try value.subscripted(key, frame.runtime)
    }
}

final class SliceNode: PlacedNode {
    private let value: Node
    private let start: Node?
    private let stop: Node?
    private let step: Node?
    /// Whether this is computed while compiling, where what has no slices gives an undefined value.
    private let isFolded: Bool

    init(_ value: Node, _ start: Node?, _ stop: Node?, _ step: Node?, isFolded: Bool, at offset: Int) {
        self.isFolded = isFolded
        self.value = value
        self.start = start
        self.stop = stop
        self.step = step
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try value.evaluate(frame)
        let first = try start?.evaluate(frame) ?? .none
        let last = try stop?.evaluate(frame) ?? .none
        let by = try step?.evaluate(frame) ?? .none
        guard isFolded else { return try value.sliced(first, last, by, frame.runtime) }
        do throws(TemplateError) {
            return try value.sliced(first, last, by, frame.runtime)
        } catch {
            if error.code != .type { throw error }
            return frame.runtime.undefined(.element("slice", of: value.objectDescription))
        }
    }
}
