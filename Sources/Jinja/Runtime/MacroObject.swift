import OrderedCollections

/// A macro as compiled.
struct MacroCode {
    let name: String?
    let parameters: [String]
    /// The slots of the parameters.
    let slots: [Int]
    var defaults: [Node] = []
    var accessesCaller = false
    /// The slots of `caller`, `kwargs` and `varargs`, where the body uses them.
    var callerSlot: Int?
    var keywordsSlot: Int?
    var restSlot: Int?
    var prologue = Prologue()
    var body = Code(operations: [])
    var slotCount = 0

    init(name: String?, parameters: [String], slots: [Int]) {
        self.name = name
        self.parameters = parameters
        self.slots = slots
    }
}

/// A macro with the frame that it was defined in.
final class MacroObject: Object {
    let code: MacroCode
    private let frame: Frame

    init(_ code: MacroCode, _ frame: Frame) {
        self.code = code
        self.frame = frame
    }

    override var typeName: String { "Macro" }
    override var qualifiedTypeName: String { "jinja2.runtime.Macro" }
    override var isCallable: Bool { true }
    override var repr: String { "<Macro \(code.name.map(Value.quoted) ?? "anonymous")>" }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        switch name {
        case "name": code.name.map { .string($0) } ?? Value.none
        case "arguments": .tuple(code.parameters.map { .string($0) })
        case "catch_kwargs": .bool(code.keywordsSlot != nil)
        case "catch_varargs": .bool(code.restSlot != nil)
        case "caller": .bool(code.accessesCaller)
        case "explicit_caller": .bool(code.parameters.contains("caller"))
        default: nil
        }
    }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        let runtime = frame.runtime
        try runtime.enter()
        defer { runtime.leave() }
        let own = Frame(inside: frame, slots: code.slotCount)
        try bind(arguments, own)
        code.prologue.enter(own)
        for (index, slot) in code.slots.enumerated() where own.slots[slot] == nil {
            own.slots[slot] = try code.defaults[index].evaluate(own)
        }
        let (text, _) = try runtime.capture { out throws(TemplateError) in try code.body.run(own, &out) }
        return invocation.isAutoescaping ? .safe(text) : .string(text)
    }

    private func bind(_ arguments: Arguments, _ own: Frame) throws(TemplateError) {
        var arguments = arguments
        let count = code.parameters.count
        let given = min(arguments.positional.count, count)
        for index in 0..<given { own.slots[code.slots[index]] = arguments.positional[index] }
        var foundCaller = given == count && code.parameters.contains("caller")
        for index in given..<max(count, given) {
            own.slots[code.slots[index]] = arguments.takeKeyword(code.parameters[index])
            if code.parameters[index] == "caller" { foundCaller = true }
        }
        let name = code.name.map(Value.quoted) ?? "None"
        if code.accessesCaller, !foundCaller, let slot = code.callerSlot {
            let caller = arguments.takeKeyword("caller") ?? .none
            own.slots[slot] = caller.isNone ? own.runtime.undefined(.hint("No caller defined")) : caller
        }
        if let slot = code.keywordsSlot {
            var keywords: OrderedDictionary<String, Value> = [:]
            for (name, value) in arguments.keywords { keywords[name] = value }
            own.slots[slot] = .dict(keywords)
        } else if let first = arguments.keywords.first {
            if arguments.keyword("caller") != nil {
                throw .type(
                    "macro \(name) was invoked with two values for the special caller argument. "
                        + "This is most likely a bug.")
            }
            throw .type("macro \(name) takes no keyword argument \(Value.quoted(first.name))")
        }
        if let slot = code.restSlot {
            own.slots[slot] = .tuple(Array(arguments.positional.dropFirst(count)))
        } else if arguments.positional.count > count {
            throw .type("macro \(name) takes not more than \(count) argument(s)")
        }
    }
}

final class MacroOperation: Operation {
    private let code: MacroCode
    private let target: TargetCode
    private let name: String
    private let isTopLevel: Bool

    init(_ code: MacroCode, _ target: TargetCode, _ name: String, isTopLevel: Bool) {
        self.code = code
        self.target = target
        self.name = name
        self.isTopLevel = isTopLevel
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        let macro = Value.object(MacroObject(code, frame))
        try target.assign(macro, frame)
        if isTopLevel {
            frame.context.variables[name] = macro
            if name.utf8.first != UInt8(ascii: "_") { frame.context.exported.insert(name) }
        }
        return .normal
    }
}

/// Calls a macro with a body that it can call back as `caller`.
final class CallBlockOperation: Operation {
    private let code: MacroCode
    private let slot: Int
    private let call: Node
    private let offset: Int

    init(_ code: MacroCode, _ slot: Int, _ call: Node, at offset: Int) {
        self.code = code
        self.slot = slot
        self.call = call
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        frame.slots[slot] = .object(MacroObject(code, frame))
        do {
            try FilterBlockOperation.write(try call.evaluate(frame), frame, offset, &out)
        } catch {
            throw error.located(frame.source.location(offset))
        }
        frame.slots[slot] = nil
        return .normal
    }
}
