import OrderedCollections

/// What a value is assigned to.
indirect enum TargetCode {
    case slot(Int)
    case namespace(Node, String)
    case tuple([TargetCode])

    func assign(_ value: Value, _ frame: Frame) throws(TemplateError) {
        switch self {
        case .slot(let slot): frame.slots[slot] = value
        case .namespace(let node, let attribute):
            guard case .object(let object) = try node.evaluate(frame), object.assign(attribute, value) else {
                throw .runtime("cannot assign attribute on non-namespace object")
            }
        case .tuple(let targets):
            let values = try TargetCode.unpack(value, targets.count, frame.runtime)
            for (target, value) in zip(targets, values) { try target.assign(value, frame) }
        }
    }

    /// Throws, before the value is computed, where an attribute is assigned to something that isn't a namespace.
    func check(_ frame: Frame) throws(TemplateError) {
        switch self {
        case .slot: break
        case .namespace(let node, _):
            guard case .object(let object) = try node.evaluate(frame), object is Namespace else {
                throw .runtime("cannot assign attribute on non-namespace object")
            }
        case .tuple(let targets): for target in targets { try target.check(frame) }
        }
    }

    /// The values that Python unpacks for that many targets.
    static func unpack(_ value: Value, _ count: Int, _ runtime: Runtime) throws(TemplateError) -> [Value] {
        let items: [Value]
        switch value {
        case .tuple(let tuple): items = tuple.items
        case .list(let list): items = list.items
        default:
            guard value.isIterable || value.isUndefined else {
                throw .type("cannot unpack non-iterable \(value.typeName) object")
            }
            items = try value.items(runtime)
        }
        if items.count < count {
            throw .value("not enough values to unpack (expected \(count), got \(items.count))")
        }
        if items.count > count { throw .value("too many values to unpack (expected \(count))") }
        return items
    }
}

/// The variables that an assignment at the top level shows to the context.
struct Exports {
    let names: [(name: String, slot: Int)]

    func run(_ frame: Frame) {
        for (name, slot) in names {
            frame.context.variables[name] = frame.slots[slot]
            if name.utf8.first != UInt8(ascii: "_") { frame.context.exported.insert(name) }
        }
    }
}

final class AssignOperation: Operation {
    private let target: TargetCode
    private let value: Node
    private let exports: Exports
    private let offset: Int

    init(_ target: TargetCode, _ value: Node, _ exports: [(name: String, slot: Int)], at offset: Int) {
        self.target = target
        self.value = value
        self.exports = Exports(names: exports)
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        do {
            try target.check(frame)
            try target.assign(try value.evaluate(frame), frame)
        } catch {
            throw error.located(frame.source.location(offset))
        }
        exports.run(frame)
        return .normal
    }
}

final class AssignBlockOperation: Operation {
    private let entry: Prologue
    private let body: Code
    private let slot: Int
    private let escaping: Escaping
    private let value: Node
    private let target: TargetCode
    private let exports: Exports
    private let offset: Int

    init(
        _ entry: Prologue, _ body: Code, _ slot: Int, _ escaping: Escaping, _ value: Node, _ target: TargetCode,
        _ exports: [(name: String, slot: Int)], at offset: Int
    ) {
        self.entry = entry
        self.body = body
        self.slot = slot
        self.escaping = escaping
        self.value = value
        self.target = target
        self.exports = Exports(names: exports)
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        entry.enter(frame)
        let (text, completion) = try frame.runtime.capture { buffer throws(TemplateError) in
            try body.run(frame, &buffer)
        }
        if completion != .normal { return completion }
        frame.slots[slot] = escaping.isOn(frame) ? .safe(text) : .string(text)
        do {
            var result = try value.evaluate(frame)
            if frame.context.isAutoescaping { result = .safe(try Markup.text(result, frame.invocation)) }
            try target.assign(result, frame)
        } catch {
            throw error.located(frame.source.location(offset))
        }
        frame.slots[slot] = nil
        exports.run(frame)
        entry.leave(frame)
        return .normal
    }
}

final class FilterBlockOperation: Operation {
    private let entry: Prologue
    private let body: Code
    private let slot: Int
    private let escaping: Escaping
    private let value: Node
    private let offset: Int

    init(_ entry: Prologue, _ body: Code, _ slot: Int, _ escaping: Escaping, _ value: Node, at offset: Int) {
        self.entry = entry
        self.body = body
        self.slot = slot
        self.escaping = escaping
        self.value = value
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        entry.enter(frame)
        defer { entry.leave(frame) }
        let (text, completion) = try frame.runtime.capture { buffer throws(TemplateError) in
            try body.run(frame, &buffer)
        }
        if completion != .normal { return completion }
        frame.slots[slot] = escaping.isOn(frame) ? .safe(text) : .string(text)
        do {
            try FilterBlockOperation.write(try value.evaluate(frame), frame, offset, &out)
        } catch {
            throw error.located(frame.source.location(offset))
        }
        frame.slots[slot] = nil
        return .normal
    }

    /// Writes a value that must be text: Jinja joins it with the rest of the output as it is.
    static func write(
        _ value: Value, _ frame: Frame, _ offset: Int, _ out: inout [UInt8]
    ) throws(TemplateError) {
        guard let text = value.stringValue else {
            let error = TemplateError.type("expected str instance, \(value.typeName) found")
            frame.runtime.note(misprint: error.located(frame.source.location(offset)))
            return
        }
        try frame.runtime.chargeOutput(text.utf8.count)
        Text.append(text, to: &out)
    }
}
