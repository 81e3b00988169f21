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

final class OutputOperation: Operation {
    enum Piece {
        case text([UInt8])
        case node(Node, Int)
    }

    private let pieces: [Piece]
    private let escaping: Escaping

    init(_ pieces: [Piece], _ escaping: Escaping) {
        self.pieces = pieces
        self.escaping = escaping
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        let before = out.count
        let escapes = escaping.isOn(frame)
        for piece in pieces {
            switch piece {
            case .text(let bytes): out.append(contentsOf: bytes)
            case .node(let node, let offset):
                do {
                    let value = try node.evaluate(frame)
                    if case .string(let text) = value, !escapes {
                        Text.append(text, to: &out)
                    } else if escapes {
                        try frame.invocation.appendEscaped(value, to: &out)
                    } else {
                        try frame.invocation.append(value, to: &out)
                    }
                } catch {
                    throw error.located(frame.source.location(offset))
                }
            }
        }
        try frame.runtime.chargeOutput(out.count - before)
        return .normal
    }
}

/// Runs a statement only while the template extends no other.
final class UnlessExtendedOperation: Operation {
    private let operation: Operation
    init(_ operation: Operation) { self.operation = operation }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        frame.root.parentTemplate == nil ? try operation.run(frame, &out) : .normal
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
    private let branches: [(test: Node, body: Code)]
    private let otherwise: Code

    init(_ branches: [(test: Node, body: Code)], _ otherwise: Code) {
        self.branches = branches
        self.otherwise = otherwise
    }

    override func run(_ frame: Frame, _ out: inout [UInt8]) throws(TemplateError) -> Completion {
        for (test, body) in branches where try test.evaluate(frame).truth() { return try body.run(frame, &out) }
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
    private let body: Code
    private let offset: Int

    init(_ entry: Prologue, _ assignments: [(target: TargetCode, value: Node)], _ body: Code, at offset: Int) {
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
    private let body: Code
    private let offset: Int

    init(_ entry: Prologue, _ value: Node, _ body: Code, at offset: Int) {
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
