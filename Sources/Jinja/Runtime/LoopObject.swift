/// The variable `loop` inside a loop: where it is, and what comes before and after.
final class LoopObject: Object {
    enum Attribute: String {
        case index, index0, revindex, revindex0, first, last, length, cycle, depth, depth0, previtem, nextitem, changed
    }

    private var iterable: Value
    private var elements: ValueIterator
    private let runtime: Runtime
    private let recursion: (loop: RecursiveLoop, parent: Frame)?
    private let depth: Int
    /// The position of the current element, from 0.
    private(set) var index = -1
    private var knownLength: Int?
    /// The element after the current one, once it has been looked at.
    private var after: Value?
    private var current: Value?
    private var before: Value?
    private var lastChanged: [Value]?

    init(
        _ iterable: Value, _ frame: Frame, _ recursion: (loop: RecursiveLoop, parent: Frame)?, depth: Int
    ) throws(TemplateError) {
        self.iterable = iterable
        self.recursion = recursion
        self.depth = depth
        runtime = frame.runtime
        elements = try iterable.iterator()
    }

    deinit {
        var values = [iterable] + [after, current, before].compactMap { $0 } + (lastChanged ?? [])
        (after, current, before, lastChanged) = (nil, nil, nil, nil)
        iterable = .none
        Trash.discard(&values)
    }

    /// Goes to the next element; nil at the end.
    func advance() throws(TemplateError) -> Value? {
        let next: Value
        if let after {
            next = after
            self.after = nil
        } else {
            guard let element = try elements.next() else { return nil }
            next = element
        }
        index += 1
        before = current
        current = next
        return next
    }

    private func peek() throws(TemplateError) -> Value? {
        if after == nil { after = try elements.next() }
        return after
    }

    private func measure() throws(TemplateError) -> Int {
        if let knownLength { return knownLength }
        let length: Int
        switch iterable {
        case .iterator:
            let rest = try elements.remaining(runtime)
            elements = ValueIterator(rest)
            length = rest.count + index + 1 + (after == nil ? 0 : 1)
        case .object(let object) where object.length == nil:
            let rest = try elements.remaining(runtime)
            elements = ValueIterator(rest)
            length = rest.count + index + 1 + (after == nil ? 0 : 1)
        default: length = try iterable.length()
        }
        knownLength = length
        return length
    }

    func value(_ attribute: Attribute) throws(TemplateError) -> Value {
        switch attribute {
        case .index: return .int(index + 1)
        case .index0: return .int(index)
        case .revindex: return .int(try measure() - index)
        case .revindex0: return .int(try measure() - index - 1)
        case .first: return .bool(index == 0)
        case .last: return .bool(try peek() == nil)
        case .length: return .int(try measure())
        case .depth: return .int(depth + 1)
        case .depth0: return .int(depth)
        case .previtem: return index == 0 ? hint("there is no previous item") : before ?? .none
        case .nextitem: return try peek() ?? hint("there is no next item")
        case .cycle:
            return .function("cycle") { [self] (arguments, _) throws(TemplateError) in
                guard arguments.keywords.isEmpty else { throw .type("cycle() got an unexpected keyword argument") }
                guard !arguments.positional.isEmpty else { throw .type("no items for cycling given") }
                let count = arguments.positional.count
                return arguments.positional[((index % count) + count) % count]
            }
        case .changed:
            return .function("changed") { [self] (arguments, _) throws(TemplateError) in
                if let lastChanged,
                    try Value.equal(.tuple(lastChanged), .tuple(arguments.positional))
                {
                    return .bool(false)
                }
                lastChanged = arguments.positional
                return .bool(true)
            }
        }
    }

    private func hint(_ text: String) -> Value { runtime.undefined(.hint(text)) }

    override var typeName: String { "LoopContext" }
    override var qualifiedTypeName: String { "jinja2.runtime.LoopContext" }
    override var isCallable: Bool { true }
    override var length: Int? { try? measure() }
    override var isTrue: Bool { (length ?? 1) > 0 }
    override var repr: String { "<LoopContext \(index + 1)/\((try? measure()) ?? 0)>" }

    override func attribute(_ name: String) throws(TemplateError) -> Value? {
        try Attribute(rawValue: name).map { attribute throws(TemplateError) in try value(attribute) }
    }

    override func iterate() throws(TemplateError) -> ValueIterator? {
        ValueIterator(typeName: typeName) { [self] () throws(TemplateError) -> Value? in
            try advance().map { .tuple([$0, .object(self)]) }
        }
    }

    override func call(_ arguments: Arguments, _ invocation: Invocation) throws(TemplateError) -> Value {
        let bound = try arguments.bind("LoopContext.__call__()", ["iterable"], required: 1)
        guard let recursion else {
            throw .type("The loop must have the 'recursive' marker to be called recursively.")
        }
        return try recursion.loop.render(bound.required(0), recursion.parent, depth: depth + 1)
    }
}
