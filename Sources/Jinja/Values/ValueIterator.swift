/// A Python iterator: gives its values once.
public final class ValueIterator {
    let typeName: String
    /// How many iterators this one takes its values through.
    private var depth = 0
    private var advance: () throws(TemplateError) -> Value?

    /// Creates an iterator from a function that gives the next value, or nil at the end.
    public init(typeName: String = "generator", _ advance: @escaping () throws(TemplateError) -> Value?) {
        self.typeName = typeName
        self.advance = advance
    }

    /// An iterator over values that are there already.
    convenience init(typeName: String = "list_iterator", _ items: [Value]) {
        var position = 0
        self.init(typeName: typeName) { () throws(TemplateError) -> Value? in
            guard position < items.count else { return nil }
            position += 1
            return items[position - 1]
        }
    }

    /// An iterator that takes its values from another one, perhaps from a chain of them.
    convenience init(
        over source: Value, _ advance: @escaping () throws(TemplateError) -> Value?
    ) throws(TemplateError) {
        self.init(advance)
        guard case .iterator(let inner) = source else { return }
        depth = inner.depth + 1
        if depth > 50 { throw .limit("maximum recursion depth exceeded: too many generators in a chain") }
    }

    deinit {
        let advance = advance
        self.advance = { () throws(TemplateError) -> Value? in nil }
        Trash.discard(.closure(advance))
    }

    /// The next value, or nil at the end.
    public func next() throws(TemplateError) -> Value? { try advance() }

    /// All values that are left.
    func remaining(_ runtime: Runtime) throws(TemplateError) -> [Value] {
        var items: [Value] = []
        while let item = try advance() {
            items.append(item)
            if items.count & 0xFFF == 0 { try runtime.charge(0x1000) }
        }
        return items
    }
}
