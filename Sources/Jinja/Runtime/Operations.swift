/// Whether printed values are escaped.
enum Escaping {
    case never, always
    /// As the statement `autoescape` says while rendering.
    case whileRendering

    func isOn(_ frame: Frame) -> Bool {
        switch self {
        case .never: false
        case .always: true
        case .whileRendering: frame.context.isAutoescaping
        }
    }
}

/// Prints text of the template.
final class TextOperation: Operation {
    /// The text, outside of any counted object.
    private let bytes: UnsafeBufferPointer<UInt8>

    init(_ text: [UInt8]) {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
        _ = copy.initialize(from: text)
        bytes = UnsafeBufferPointer(copy)
    }

    deinit { bytes.deallocate() }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        out.append(contentsOf: bytes)
        try frame.runtime.chargeOutput(bytes.count)
        return .normal
    }
}

/// Prints an expression.
final class PrintOperation: Operation {
    private let node: Node
    private let escaping: Escaping
    private let offset: Int

    init(_ node: Node, _ escaping: Escaping, at offset: Int) {
        self.node = node
        self.escaping = escaping
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        let before = out.count
        do {
            try node.write(frame, escapes: escaping.isOn(frame), &out)
        } catch {
            throw error.located(frame.source.location(offset))
        }
        try frame.runtime.chargeOutput(out.count - before)
        return .normal
    }
}

/// Runs a statement only while the template extends no other.
final class UnlessExtendedOperation: Operation {
    private let code: Operation
    init(_ operations: [Operation]) { code = Operation.sequence(operations) }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        frame.root.parentTemplate == nil ? try code.run(frame, &out) : .normal
    }
}

final class FailOperation: Operation {
    private let error: TemplateError
    private let offset: Int

    init(_ error: TemplateError, at offset: Int) {
        self.error = error
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        throw error.located(frame.source.location(offset))
    }
}

final class IfOperation: Operation {
    private let test: Node
    private let body: Operation
    private let others: [(test: Node, body: Operation)]
    private let otherwise: Operation

    init(_ test: Node, _ body: Operation, _ others: [(test: Node, body: Operation)], _ otherwise: Operation) {
        self.test = test
        self.body = body
        self.others = others
        self.otherwise = otherwise
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        if try test.evaluate(frame).truth() { return try body.run(frame, &out) }
        for (test, body) in others where try test.evaluate(frame).truth() { return try body.run(frame, &out) }
        return try otherwise.run(frame, &out)
    }
}

final class EvaluateOperation: Operation {
    private let node: Node
    init(_ node: Node) { self.node = node }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        _ = try node.evaluate(frame)
        return .normal
    }
}

final class JumpOperation: Operation {
    private let completion: Completion
    init(_ completion: Completion) { self.completion = completion }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion { completion }
}

final class WithOperation: Operation {
    private let entry: Prologue
    private let assignments: [(target: TargetCode, value: Node)]
    private let body: Operation
    private let offset: Int

    init(_ entry: Prologue, _ assignments: [(target: TargetCode, value: Node)], _ body: Operation, at offset: Int) {
        self.entry = entry
        self.assignments = assignments
        self.body = body
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        entry.enter(frame)
        defer { entry.leave(frame) }
        do {
            for (target, value) in assignments { try target.assign(try value.evaluate(frame), frame) }
        } catch {
            throw error.located(frame.source.location(offset))
        }
        return try body.run(frame, &out)
    }
}

final class AutoescapeOperation: Operation {
    private let entry: Prologue
    private let value: Node
    private let body: Operation
    private let offset: Int

    init(_ entry: Prologue, _ value: Node, _ body: Operation, at offset: Int) {
        self.entry = entry
        self.value = value
        self.body = body
        self.offset = offset
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        entry.enter(frame)
        defer { entry.leave(frame) }
        let saved = frame.context.isAutoescaping
        do {
            frame.context.isAutoescaping = try value.evaluate(frame).truth()
        } catch {
            throw error.located(frame.source.location(offset))
        }
        let completion = try body.run(frame, &out)
        // Leaving a loop from inside skips this, as it does in Jinja.
        if completion == .normal { frame.context.isAutoescaping = saved }
        return completion
    }
}
