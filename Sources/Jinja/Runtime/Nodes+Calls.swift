import OrderedCollections

/// The arguments of a call, to be evaluated.
final class ArgumentsNode {
    private let positional: [Node]
    /// Whether there are positional arguments only, and the first two of them.
    private let isPlain: Bool
    private let first: Node?
    private let second: Node?
    private let keywords: [(name: String, value: Node)]
    private let list: Node?
    private let dict: Node?

    init(positional: [Node], keywords: [(name: String, value: Node)], list: Node?, dict: Node?) {
        self.positional = positional
        self.keywords = keywords
        self.list = list
        self.dict = dict
        isPlain = keywords.isEmpty && list == nil && dict == nil
        first = positional.first
        second = positional.dropFirst().first
    }

    var isEmpty: Bool { isPlain && positional.isEmpty }

    func evaluate(_ frame: Frame) throws(TemplateError) -> Arguments {
        if isPlain, positional.count <= 2 {
            guard let first else { return Arguments() }
            guard let second else { return Arguments([try first.evaluate(frame)]) }
            return Arguments([try first.evaluate(frame), try second.evaluate(frame)])
        }
        var result = Arguments(try Node.evaluate(positional, frame))
        if isPlain { return result }
        if let list {
            let value = try list.evaluate(frame)
            guard value.isIterable else {
                if case .undefined(let undefined) = value { throw undefined.error }
                throw .type("Value after * must be an iterable, not \(value.typeName)")
            }
            result.positional.append(contentsOf: try value.items(frame.runtime))
        }
        for (name, value) in keywords { result.keywords.append((name, try value.evaluate(frame))) }
        if let dict { try spread(try dict.evaluate(frame), &result) }
        return result
    }

    private func spread(_ value: Value, _ result: inout Arguments) throws(TemplateError) {
        guard case .dict(let dict) = value else {
            if case .undefined(let undefined) = value { throw undefined.error }
            throw .type("argument after ** must be a mapping, not \(value.typeName)")
        }
        for (key, value) in dict.storage {
            guard let name = key.value.stringValue else { throw .type("keywords must be strings") }
            guard result.keyword(name) == nil else {
                throw .type("got multiple values for keyword argument '\(name)'")
            }
            result.keywords.append((name, value))
        }
    }
}

final class CallNode: PlacedNode {
    private let callee: Node
    private let arguments: ArgumentsNode

    init(_ callee: Node, _ arguments: ArgumentsNode, at offset: Int) {
        self.callee = callee
        self.arguments = arguments
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let callee = try callee.evaluate(frame)
        let arguments = try arguments.evaluate(frame)
        try frame.runtime.step()
        return try frame.invocation.call(callee, arguments)
    }
}

/// A call of an attribute: methods of built-in types are called without making a bound method.
final class MethodCallNode: PlacedNode {
    private let receiver: Node
    private let name: String
    private let key: DictKey
    private let arguments: ArgumentsNode
    private let stringMethod: StringMethod?
    private let dictMethod: DictMethod?
    private let listMethod: ListMethod?

    init(_ receiver: Node, _ name: String, _ arguments: ArgumentsNode, at offset: Int) {
        self.receiver = receiver
        self.name = name
        self.arguments = arguments
        key = DictKey(name)
        stringMethod = StringMethod(rawValue: name)
        dictMethod = DictMethod(rawValue: name)
        listMethod = ListMethod(rawValue: name)
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try receiver.evaluate(frame)
        switch value {
        case .string(let text):
            guard let stringMethod else { break }
            let arguments = try arguments.evaluate(frame)
            return try StringMethods(text, isSafe: false, frame.invocation).call(stringMethod, arguments)
        case .dict(let dict):
            guard let dictMethod else { break }
            let arguments = try arguments.evaluate(frame)
            return try DictMethods.call(dict, dictMethod, arguments, frame.invocation)
        case .list(let list):
            guard let listMethod else { break }
            let arguments = try arguments.evaluate(frame)
            return try ListMethods.call(list, listMethod, arguments, frame.invocation)
        default: break
        }
        let callee = try value.attribute(name, frame.runtime)
        let arguments = try arguments.evaluate(frame)
        try frame.runtime.step()
        return try frame.invocation.call(callee, arguments)
    }
}

final class FilterNode: PlacedNode {
    private let filter: Environment.FilterBody
    private let value: Node
    private let arguments: ArgumentsNode

    init(_ filter: @escaping Environment.FilterBody, _ value: Node, _ arguments: ArgumentsNode, at offset: Int) {
        self.filter = filter
        self.value = value
        self.arguments = arguments
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try value.evaluate(frame)
        return try filter(value, try arguments.evaluate(frame), frame.invocation)
    }
}

final class TestNode: PlacedNode {
    private let test: Environment.TestBody
    private let value: Node
    private let arguments: ArgumentsNode

    init(_ test: @escaping Environment.TestBody, _ value: Node, _ arguments: ArgumentsNode, at offset: Int) {
        self.test = test
        self.value = value
        self.arguments = arguments
        super.init(at: offset)
    }

    override func compute(_ frame: Frame) throws(TemplateError) -> Value {
        let value = try value.evaluate(frame)
        return .bool(try test(value, try arguments.evaluate(frame), frame.invocation))
    }
}
