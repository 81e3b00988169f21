import OrderedCollections

/// What a host's filters and functions need of Python's semantics.
extension Value {
    /// Python's `==`.
    ///
    /// - Throws: where one of the two is a strict undefined, or they nest too deeply.
    public func isEqual(to other: Value) throws(TemplateError) -> Bool { try Value.equal(self, other) }

    /// A text in the quotes of JSON, as `json.dumps` writes it.
    /// - Parameter isASCII: Whether everything beyond ASCII is escaped.
    public static func json(_ text: String, isASCII: Bool) -> [UInt8] {
        var out: [UInt8] = []
        JSONWriter.append(text, isASCII: isASCII, to: &out)
        return out
    }

    /// Python's `sorted()`.
    ///
    /// - Throws: a `TypeError` where two of the values don't compare.
    public static func sorted(_ values: [Value]) throws(TemplateError) -> [Value] {
        try sorted(values, keys: values, reverse: false)
    }

    /// An integer of any size from digits without a sign; nil where they are not all digits of the radix.
    public static func integer(digits: some Sequence<UInt8>, radix: Int, isNegative: Bool) -> Value? {
        let digits = Array(digits)
        guard !digits.isEmpty,
            digits.allSatisfy({ byte in BigInt.digit(byte).map { $0 < UInt32(radix) } ?? false })
        else { return nil }
        return BigInt(digits: digits, radix: UInt32(radix), isNegative: isNegative).map(Value.integer)
    }

    /// Python's `int(value)`.
    public func pythonInteger() throws(TemplateError) -> Value { .integer(try Numbers.integer(self)) }

    /// Python's `int(text, base)`; base 0 reads a number as a program writes it: `0x1f`, `1_000`.
    public static func pythonInteger(_ text: String, base: Int) throws(TemplateError) -> Value {
        .integer(try Numbers.integer(text, base: base))
    }

    /// Python's `float(value)`.
    public func pythonFloat() throws(TemplateError) -> Double { try Numbers.double(self) }

    /// `value[key]` of Python: nil where it raises a lookup or type error; undefined values refuse.
    public func item(_ key: Value, _ invocation: Invocation) throws(TemplateError) -> Value? {
        if case .undefined(let undefined) = self { throw undefined.error }
        return try item(key, invocation.runtime)
    }

    /// The number of a float as Python's `repr` writes it.
    public static func text(of number: Double) -> String { DecimalText.repr(number) }
}

extension DictValue {
    /// The value of a key of any kind; nil where there is none.
    ///
    /// - Throws: a `TypeError` where the key isn't hashable.
    public func value(of key: Value) throws(TemplateError) -> Value? { storage[try DictKey(checking: key)] }

    /// Sets the value of a key of any kind; a key that is there keeps its place and its own form.
    ///
    /// - Throws: a `TypeError` where the key isn't hashable.
    public func set(_ key: Value, _ value: Value) throws(TemplateError) {
        storage[try DictKey(checking: key)] = value
    }
}

extension Invocation {
    /// Accounts for a string of that many bytes or a collection of that many elements before it is made.
    ///
    /// - Throws: a `.limit` error beyond the limits of the render.
    public func charge(_ amount: Int) throws(TemplateError) { try runtime.charge(amount) }

    /// Accounts for the product of two sizes.
    public func charge(_ count: Int, times unit: Int) throws(TemplateError) { try runtime.charge(count, times: unit) }

    /// A number below a positive bound, from the seed of the environment.
    public func random(below bound: Int) -> Int { runtime.random.below(bound) }

    /// Python's `json.dumps`.
    ///
    /// - Throws: a `TypeError` for what JSON can't hold, a `ValueError` for what contains itself.
    public func json(_ value: Value, _ style: JSONStyle) throws(TemplateError) -> String {
        var writer = JSONWriter(runtime, style: style)
        try writer.write(value)
        try runtime.charge(writer.out.count)
        return Text.string(writer.out)
    }
}

/// Text as Python's `str` sees it.
public enum PythonText {
    /// Whether `str.isspace` holds of the scalar.
    public static func isSpace(_ scalar: Unicode.Scalar) -> Bool { Text.isSpace(scalar) }
    /// Whether `\w` of Python's regular expressions matches the scalar.
    public static func isWord(_ scalar: Unicode.Scalar) -> Bool { Text.isWord(scalar) }
    /// Whether `\d` of Python's regular expressions matches the scalar.
    public static func isDecimal(_ scalar: Unicode.Scalar) -> Bool { Text.isDecimal(scalar) }
    /// Python's `str.lower`.
    public static func lowercased(_ text: String) -> String { Text.lowercased(text) }
    /// Python's `repr` of a string.
    public static func quoted(_ text: String) -> String { Value.quoted(text) }
    /// `len` of Python: the number of scalars.
    public static func count(_ text: String) -> Int { Text.count(text) }
    /// `str.replace` of Python.
    public static func replacing(_ text: String, _ old: String, _ new: String) -> String {
        guard !old.isEmpty else {
            return new + text.unicodeScalars.map { String($0) + new }.joined()
        }
        let (bytes, needle) = (Array(text.utf8), Array(old.utf8))
        var out: [UInt8] = []
        var start = 0
        while let place = Text.find(needle, in: bytes, from: start) {
            out.append(contentsOf: bytes[start..<place])
            Text.append(new, to: &out)
            start = place + needle.count
        }
        out.append(contentsOf: bytes[start...])
        return Text.string(out)
    }
}
