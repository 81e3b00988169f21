import OrderedCollections

/// The local variables that another template sees; nil where it sees none.
typealias Locals = [(name: String, node: SlotNode)]

final class IncludeOperation: Operation {
    private let template: Node
    private let locals: Locals?
    private let ignoresMissing: Bool
    private let offset: Int

    init(_ template: Node, locals: Locals?, ignoresMissing: Bool, at offset: Int) {
        self.template = template
        self.locals = locals
        self.ignoresMissing = ignoresMissing
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        do throws(TemplateError) {
            let name = try template.evaluate(frame)
            let included: CompiledTemplate
            do {
                if name.stringValue != nil {
                    included = try frame.runtime.template(name)
                } else {
                    included = try frame.runtime.firstTemplate(name)
                }
            } catch  where ignoresMissing && (error.code == .notFound || error.code == .noneFound) {
                return .normal
            }
            if let locals {
                let layer = Layer(SlotNode.snapshot(locals, frame), next: frame.context.everything)
                let context = included.context(layer, frame.runtime)
                try included.run(frame.runtime, context, &out)
            } else {
                let module = try Module.shared(included, frame)
                try frame.runtime.chargeOutput(module.body.utf8.count)
                Text.append(module.body, to: &out)
            }
        } catch {
            throw error.located(frame.source.location(offset))
        }
        return .normal
    }
}

/// The variables and macros of an imported template.
final class Module: Object {
    private let name: String?
    private var exports: OrderedDictionary<String, Value>
    /// What the template printed.
    let body: String

    private init(_ template: CompiledTemplate, _ layer: Layer, _ runtime: Runtime) throws(TemplateError) {
        let context = template.context(layer, runtime)
        name = template.source.name
        body = try runtime.capture { out throws(TemplateError) in
            try template.run(runtime, context, &out)
            return .normal
        }.text
        exports = context.variables.filter { context.exported.contains($0.key) }
    }

    deinit { Layer.discard(&exports) }

    /// The module of a template that sees the globals only; one for the whole render.
    static func shared(_ template: CompiledTemplate, _ frame: Frame) throws(TemplateError) -> Module {
        let name = template.source.name ?? ""
        if let module = frame.runtime.modules[name] { return module }
        let layer = Layer([:], globals: frame.runtime.environment.globals)
        let module = try Module(template, layer, frame.runtime)
        frame.runtime.modules[name] = module
        return module
    }

    /// The module of the template that a node names.
    static func load(_ template: Node, _ locals: Locals?, _ frame: Frame) throws(TemplateError) -> Module {
        let template = try frame.runtime.template(try template.evaluate(frame))
        guard let locals else { return try shared(template, frame) }
        let layer = Layer(SlotNode.snapshot(locals, frame), next: frame.context.everything)
        return try Module(template, layer, frame.runtime)
    }

    override var typeName: String { "TemplateModule" }
    override var qualifiedTypeName: String { "jinja2.environment.TemplateModule" }
    override var isSafe: Bool { true }
    override var repr: String { "<TemplateModule \(name.map(Value.quoted) ?? "memory")>" }
    override func attribute(_ name: String) throws(TemplateError) -> Value? { exports[name] }
    override func text(_ invocation: Invocation) throws(TemplateError) -> Value { .safe(body) }

    /// The name as messages write it.
    var quotedName: String { name.map(Value.quoted) ?? "None" }
}

final class ImportOperation: Operation {
    private let template: Node
    private let locals: Locals?
    private let target: TargetCode
    private let exportedAs: String?
    private let offset: Int

    init(_ template: Node, locals: Locals?, _ target: TargetCode, exportedAs: String?, at offset: Int) {
        self.template = template
        self.locals = locals
        self.target = target
        self.exportedAs = exportedAs
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        do {
            let module = Value.object(try Module.load(template, locals, frame))
            try target.assign(module, frame)
            if let exportedAs {
                frame.context.variables[exportedAs] = module
                frame.context.exported.remove(exportedAs)
            }
        } catch {
            throw error.located(frame.source.location(offset))
        }
        return .normal
    }
}

final class FromImportOperation: Operation {
    private let template: Node
    private let locals: Locals?
    private let names: [(name: String, alias: String, slot: Int)]
    private let isTopLevel: Bool
    private let offset: Int

    init(
        _ template: Node, locals: Locals?, _ names: [(name: String, alias: String, slot: Int)], isTopLevel: Bool,
        at offset: Int
    ) {
        self.template = template
        self.locals = locals
        self.names = names
        self.isTopLevel = isTopLevel
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        do {
            let module = try Module.load(template, locals, frame)
            for (name, alias, slot) in names {
                let value = try module.attribute(name) ?? missing(name, module, frame)
                frame.slots[slot] = value
                if isTopLevel {
                    frame.context.variables[alias] = value
                    frame.context.exported.remove(alias)
                }
            }
        } catch {
            throw error.located(frame.source.location(offset))
        }
        return .normal
    }

    private func missing(_ name: String, _ module: Module, _ frame: Frame) -> Value {
        let place = frame.source.name.map { " in \(Value.quoted($0))" } ?? ""
        return frame.runtime.undefined(
            .hint(
                "the template \(module.quotedName) (imported on line \(frame.source.line(offset))\(place)) "
                    + "does not export the requested name \(Value.quoted(name))"))
    }
}

final class ExtendsOperation: Operation {
    private let template: Node
    private let checksRepetition: Bool
    private let offset: Int

    init(_ template: Node, checksRepetition: Bool, at offset: Int) {
        self.template = template
        self.checksRepetition = checksRepetition
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        do throws(TemplateError) {
            if checksRepetition, frame.root.parentTemplate != nil {
                throw TemplateError.runtime("extended multiple times")
            }
            let parent = try frame.runtime.template(try template.evaluate(frame))
            for block in parent.blocks { frame.context.blocks[block.name, default: []].append(block) }
            frame.root.parentTemplate = parent
        } catch {
            throw error.located(frame.source.location(offset))
        }
        return .normal
    }
}

final class BlockOperation: Operation {
    private let name: String
    private let isRequired: Bool
    private let locals: Locals?
    private let offset: Int

    init(_ name: String, isRequired: Bool, locals: Locals?, at offset: Int) {
        self.name = name
        self.isRequired = isRequired
        self.locals = locals
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        let stack = frame.context.blocks[name] ?? []
        if isRequired, stack.count <= 1 {
            throw TemplateError(
                .runtime, "Required block \(Value.quoted(name)) not found", at: frame.source.location(offset))
        }
        let context = locals.map { frame.context.derived(SlotNode.snapshot($0, frame)) } ?? frame.context
        try stack.first?.run(frame.runtime, context, &out)
        return .normal
    }
}

/// `self` in a template: its blocks by name.
final class SelfReference: Object {
    private let context: Context
    init(_ context: Context) { self.context = context }

    override var typeName: String { "TemplateReference" }
    override var qualifiedTypeName: String { "jinja2.runtime.TemplateReference" }
    override var repr: String { "<TemplateReference \(context.name.map(Value.quoted) ?? "None")>" }

    override func item(_ key: Value) throws(TemplateError) -> Value? {
        guard let name = key.stringValue, let stack = context.blocks[name] else { return nil }
        return .object(BlockReference(name, context, stack, 0))
    }
}

/// A block that can be called: `super` and the attributes of `self`.
final class BlockReference: Object {
    private let name: String
    private let context: Context
    private let stack: [BlockCode]
    private let depth: Int

    init(_ name: String, _ context: Context, _ stack: [BlockCode], _ depth: Int) {
        self.name = name
        self.context = context
        self.stack = stack
        self.depth = depth
    }

    override var typeName: String { "BlockReference" }
    override var qualifiedTypeName: String { "jinja2.runtime.BlockReference" }
    override var hasAddress: Bool { true }
    override var isCallable: Bool { true }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        switch name {
        case "name": .string(self.name)
        case "super" where depth + 1 < stack.count:
            .object(BlockReference(self.name, context, stack, depth + 1))
        case "super":
            .undefined(Undefined(.lenient, .hint("there is no parent block called \(Value.quoted(self.name)).")))
        default: nil
        }
    }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        _ = try arguments.positionalOnly("BlockReference.__call__()", 0...0)
        let (text, _) = try invocation.runtime.capture { out throws(TemplateError) in
            try stack[depth].run(invocation.runtime, context, &out)
            return .normal
        }
        return context.isAutoescaping ? .safe(text) : .string(text)
    }
}
