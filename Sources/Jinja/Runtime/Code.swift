/// An expression that can be evaluated.
class Node {
    func evaluate(_ frame: Frame) throws(TemplateError) -> Value { .none }

    /// Prints the value; nodes that hold it print it without a copy.
    func write(_ frame: Frame, escapes: Bool, _ out: inout [UInt8]) throws(TemplateError) {
        try Node.write(try evaluate(frame), frame, escapes: escapes, &out)
    }

    @inline(__always)
    static func write(
        _ value: Value, _ frame: Frame, escapes: Bool, _ out: inout [UInt8]
    ) throws(TemplateError) {
        if escapes {
            try frame.invocation.appendEscaped(value, to: &out)
        } else {
            try frame.invocation.append(value, to: &out)
        }
    }
}

/// An expression that knows its place and puts it into errors.
class PlacedNode: Node {
    let offset: Int

    init(at offset: Int) { self.offset = offset }

    final override func evaluate(_ frame: Frame) throws(TemplateError) -> Value {
        do {
            return try compute(frame)
        } catch {
            throw error.located(frame.source.location(offset))
        }
    }

    func compute(_ frame: Frame) throws(TemplateError) -> Value { .none }
}

/// How a statement ended.
enum Completion {
    case normal, broken, continued
}

/// A statement that can be run; this one does nothing.
class Operation {
    func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion { .normal }
}

extension Operation {
    /// Statements in order: a balanced tree of pairs, which runs without counting references to its parts, as going
    /// through an array would.
    static func sequence(_ operations: [Operation]) -> Operation { tree(operations[...]) }

    private static func tree(_ operations: ArraySlice<Operation>) -> Operation {
        guard let only = operations.first else { return Operation() }
        if operations.count == 1 { return only }
        let middle = operations.startIndex + operations.count / 2
        return PairOperation(tree(operations[..<middle]), tree(operations[middle...]))
    }
}

/// Two statements in order.
private final class PairOperation: Operation {
    private let first: Operation
    private let second: Operation

    init(_ first: Operation, _ second: Operation) {
        self.first = first
        self.second = second
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        let completion = try first.run(frame, &out)
        return completion == .normal ? try second.run(frame, &out) : completion
    }
}

/// How a frame's variables get their first values, and which slots it leaves empty.
struct Prologue {
    enum Load {
        case resolve(Int, String)
        case copy(Int, hops: Int, from: Int)
        case clear(Int)
    }

    var loads: [Load] = []
    /// All slots of the frame, which are empty after it.
    var owned: [Int] = []

    @inline(__always)
    func enter(_ frame: Frame) {
        if !loads.isEmpty { load(frame) }
    }

    private func load(_ frame: Frame) {
        for load in loads {
            switch load {
            case .resolve(let slot, let name): frame.slots[slot] = frame.context.resolve(name)
            case .copy(let slot, let hops, let from):
                frame.slots[slot] = hops == 0 ? frame.slots[from] : frame.outer(hops).slots[from]
            case .clear(let slot): frame.slots[slot] = nil
            }
        }
    }

    func leave(_ frame: Frame) {
        for slot in owned { frame.slots[slot] = nil }
    }
}

/// A body that is run in an activation of its own.
final class FunctionCode {
    var slotCount = 0
    var prologue = Prologue()
    var code = Operation()
}

/// A block of a template.
final class BlockCode {
    let name: String
    let function: FunctionCode
    let source: TemplateSource
    /// The slots of `self` and `super`, where the block uses them.
    let selfSlot: Int?
    let superSlot: Int?

    init(name: String, function: FunctionCode, source: TemplateSource, selfSlot: Int?, superSlot: Int?) {
        self.name = name
        self.function = function
        self.source = source
        self.selfSlot = selfSlot
        self.superSlot = superSlot
    }

    /// Renders the block in a context.
    func run(_ runtime: Runtime, _ context: Context, _ out: inout [UInt8]) throws(TemplateError) {
        try runtime.enter()
        defer { runtime.leave() }
        let frame = Frame(context, source, parent: nil, slots: function.slotCount)
        if let selfSlot { frame.slots[selfSlot] = .object(SelfReference(context)) }
        if let superSlot { frame.slots[superSlot] = superReference(runtime, context) }
        function.prologue.enter(frame)
        _ = try function.code.run(frame, &out)
    }

    private func superReference(_ runtime: Runtime, _ context: Context) -> Value {
        let stack = context.blocks[name] ?? []
        if let index = stack.firstIndex(where: { $0 === self }), index + 1 < stack.count {
            return .object(BlockReference(name, context, stack, index + 1))
        }
        return runtime.undefined(.hint("there is no parent block called \(Value.quoted(name))."))
    }
}

/// A template ready to be rendered.
final class CompiledTemplate {
    let source: TemplateSource
    let root: FunctionCode
    let selfSlot: Int?
    let blocks: [BlockCode]
    let undeclared: Set<String>

    init(
        source: TemplateSource, root: FunctionCode, selfSlot: Int?, blocks: [BlockCode], undeclared: Set<String>
    ) {
        self.source = source
        self.root = root
        self.selfSlot = selfSlot
        self.blocks = blocks
        self.undeclared = undeclared
    }

    /// A context for the template.
    func context(_ layer: Layer, _ runtime: Runtime) -> Context {
        Context(
            runtime, name: source.name, layer: layer,
            blocks: Dictionary(blocks.map { ($0.name, [$0]) }) { $1 },
            isAutoescaping: runtime.environment.autoescape)
    }

    /// Runs the top level, and then that of the template that it extends.
    func run(_ runtime: Runtime, _ context: Context, _ out: inout [UInt8]) throws(TemplateError) {
        try runtime.enter()
        defer { runtime.leave() }
        let frame = Frame(context, source, parent: nil, slots: root.slotCount)
        if let selfSlot { frame.slots[selfSlot] = .object(SelfReference(context)) }
        root.prologue.enter(frame)
        _ = try root.code.run(frame, &out)
        if let parent = frame.parentTemplate { try parent.run(runtime, context, &out) }
    }
}
