import OrderedCollections

/// One activation of a function: the values of its slots, and what the code inside works with.
final class Frame {
    let runtime: Runtime
    let context: Context
    let source: TemplateSource
    /// The activation of the function around this one.
    let parent: Frame?
    /// The values of the slots; nil where a variable has none.
    let slots: UnsafeMutablePointer<Value?>
    private let count: Int
    /// The template that this one extends, once that is known; of the root's frame only.
    var parentTemplate: CompiledTemplate?

    init(_ context: Context, _ source: TemplateSource, parent: Frame?, slots count: Int) {
        runtime = context.runtime
        self.context = context
        self.source = source
        self.parent = parent
        self.count = count
        slots = .allocate(capacity: max(count, 1))
        slots.initialize(repeating: nil, count: count)
    }

    /// An activation of a function inside this one.
    convenience init(inside parent: Frame, slots count: Int) {
        self.init(parent.context, parent.source, parent: parent, slots: count)
    }

    deinit {
        var values: [Value] = []
        for index in 0..<count {
            guard let value = slots[index], Trash.isNesting(value) else { continue }
            values.append(value)
            slots[index] = nil
        }
        Trash.discard(&values)
        slots.deinitialize(count: count)
        slots.deallocate()
    }

    /// The frame some functions further out.
    func outer(_ hops: Int) -> Frame {
        var frame = self
        for _ in 0..<hops { frame = frame.parent ?? frame }
        return frame
    }

    /// The frame of the root function.
    var root: Frame {
        var frame = self
        while let parent = frame.parent { frame = parent }
        return frame
    }

    /// What filters and functions called here may know.
    var invocation: Invocation { Invocation(context) }
}

/// Variables by name, in layers: those of an inner layer hide those of an outer one.
final class Layer {
    private var values: OrderedDictionary<String, Value>
    private let globals: [String: Value]
    private let next: Layer?

    init(_ values: OrderedDictionary<String, Value>, globals: [String: Value] = [:], next: Layer? = nil) {
        self.values = values
        self.globals = globals
        self.next = next
    }

    deinit { Layer.discard(&values) }

    /// Lets go of the values of variables in a deinitializer.
    static func discard(_ variables: inout OrderedDictionary<String, Value>) {
        var values = variables.values.filter(Trash.isNesting)
        variables = [:]
        Trash.discard(&values)
    }

    subscript(name: String) -> Value? {
        values[name] ?? globals[name] ?? next?[name]
    }
}

/// The variables, exports and blocks of a template while it renders; Jinja's `Context`.
final class Context {
    let runtime: Runtime
    let name: String?
    private let layer: Layer
    /// The variables that the template's top level has assigned.
    var variables: OrderedDictionary<String, Value> = [:]
    /// The names that importers of the template see.
    var exported: Set<String> = []
    /// The blocks by name; of each, the innermost template's comes first.
    var blocks: [String: [BlockCode]]
    /// Whether filters and macros called now escape.
    var isAutoescaping: Bool

    init(
        _ runtime: Runtime, name: String?, layer: Layer, blocks: [String: [BlockCode]], isAutoescaping: Bool
    ) {
        self.runtime = runtime
        self.name = name
        self.layer = layer
        self.blocks = blocks
        self.isAutoescaping = isAutoescaping
    }

    deinit { Layer.discard(&variables) }

    /// A variable by name.
    func resolve(_ name: String) -> Value? { variables[name] ?? layer[name] }

    /// The layer with the variables as they are now.
    var everything: Layer { variables.isEmpty ? layer : Layer(variables, next: layer) }

    /// A context for a scoped block, which sees local variables too.
    func derived(_ locals: OrderedDictionary<String, Value>) -> Context {
        Context(
            runtime, name: name, layer: Layer(locals, next: everything), blocks: blocks, isAutoescaping: isAutoescaping)
    }
}
