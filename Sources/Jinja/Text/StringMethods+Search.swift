extension StringMethods {
    /// The bytes of the part between two positions in scalars, and the position of its first scalar.
    private func part(
        _ start: Value?, _ end: Value?
    ) throws(TemplateError) -> (bytes: [UInt8], offset: Int, isValid: Bool) {
        let first = try Methods.optionalInteger(start)
        let last = try Methods.optionalInteger(end)
        guard first != nil || last != nil else { return (Array(text.utf8), 0, true) }
        let count = Text.count(text)
        func clamp(_ position: Int?, _ fallback: Int) -> Int {
            guard let position else { return fallback }
            return position < 0 ? max(position + count, 0) : position
        }
        let from = clamp(first, 0)
        let to = min(clamp(last, count), count)
        guard from <= to else { return ([], from, false) }
        let scalars = Text.scalars(text)[from..<to]
        return (Array(Text.string(scalars).utf8), from, true)
    }

    func search(_ arguments: Arguments, _ method: StringMethod) throws(TemplateError) -> Value {
        let bound = try arguments.positionalOnly("\(method.rawValue)()", 1...3)
        let needle = Array(try string(bound.required(0), method.rawValue).utf8)
        let (bytes, offset, isValid) = try part(bound[1], bound[2])
        if method == .count {
            guard isValid else { return .int(0) }
            if needle.isEmpty { return .int(Text.count(Text.string(bytes)) + 1) }
            var count = 0
            var position = 0
            while let found = Text.find(needle, in: bytes, from: position) {
                count += 1
                position = found + needle.count
            }
            return .int(count)
        }
        let fromEnd = method == .rfind || method == .rindex
        let found = !isValid ? nil : fromEnd ? Text.findLast(needle, in: bytes) : Text.find(needle, in: bytes)
        if let found { return .int(offset + Text.count(Text.string(bytes[..<found]))) }
        if method == .index || method == .rindex { throw .value("substring not found") }
        return .int(-1)
    }

    func hasAffix(_ arguments: Arguments, _ method: StringMethod) throws(TemplateError) -> Value {
        let bound = try arguments.positionalOnly("\(method.rawValue)()", 1...3)
        let (bytes, _, isValid) = try part(bound[1], bound[2])
        var affixes: [Value] = [bound.required(0)]
        if case .tuple(let tuple) = bound.required(0) { affixes = tuple.items }
        for affix in affixes {
            guard let other = affix.stringValue else {
                throw .type(
                    "\(method.rawValue) first arg must be str or a tuple of str, not \(affix.typeName)")
            }
            let matches = method == .startswith ? bytes.starts(with: other.utf8) : bytes.hasSuffix(Array(other.utf8))
            if isValid, matches { return .bool(true) }
        }
        return .bool(false)
    }

    func removeAffix(_ arguments: Arguments, prefix: Bool) throws(TemplateError) -> Value {
        let function = prefix ? "removeprefix" : "removesuffix"
        let bound = try arguments.positionalOnly("str.\(function)()", 1...1)
        let affix = Array(try string(bound.required(0), function).utf8)
        let bytes = Array(text.utf8)
        if prefix { return wrap(bytes.starts(with: affix) ? bytes[affix.count...] : bytes[...]) }
        return wrap(bytes.hasSuffix(affix) ? bytes[..<(bytes.count - affix.count)] : bytes[...])
    }

    func partition(_ arguments: Arguments, fromEnd: Bool) throws(TemplateError) -> Value {
        let bound = try arguments.positionalOnly("str.partition()", 1...1)
        let separator = Array(try string(bound.required(0), "partition").utf8)
        if separator.isEmpty { throw .value("empty separator") }
        let bytes = Array(text.utf8)
        let found = fromEnd ? Text.findLast(separator, in: bytes) : Text.find(separator, in: bytes)
        guard let found else {
            return fromEnd ? .tuple([wrap(""), wrap(""), wrap(text)]) : .tuple([wrap(text), wrap(""), wrap("")])
        }
        let end = found + separator.count
        return .tuple([wrap(bytes[..<found]), wrap(bytes[found..<end]), wrap(bytes[end...])])
    }

    func replace(_ arguments: Arguments) throws(TemplateError) -> Value {
        let bound = try arguments.positionalOnly("replace()", 2...3)
        let old = try string(bound.required(0), "replace")
        // Markup.replace escapes the new text, whatever it is, and str.replace then needs a string.
        let new = isSafe ? try invocation.escaped(bound.required(1)) : try string(bound.required(1), "replace")
        let count = try bound[2].map(Methods.integer) ?? -1
        return wrap(try StringMethods.replace(text, old, new, count, invocation.runtime))
    }

    /// Python's `str.replace`; a negative count replaces all.
    static func replace(
        _ text: String, _ old: String, _ new: String, _ count: Int, _ runtime: Runtime
    ) throws(TemplateError) -> String {
        if !old.isEmpty, let result = try fastReplace(text, old, new, count, runtime) { return result }
        let bytes = Array(text.utf8)
        let needle = Array(old.utf8)
        let insert = Array(new.utf8)
        var left = count < 0 ? Int.max : count
        var out: [UInt8] = []
        if needle.isEmpty {
            for scalar in text.unicodeScalars {
                if left > 0 {
                    out.append(contentsOf: insert)
                    left -= 1
                }
                out.append(contentsOf: String(scalar).utf8)
                if out.count > runtime.limits.valueSize { break }
            }
            if left > 0 { out.append(contentsOf: insert) }
            try runtime.charge(out.count)
            return Text.string(out)
        }
        var position = 0
        while left > 0, let found = Text.find(needle, in: bytes, from: position) {
            out.append(contentsOf: bytes[position..<found])
            out.append(contentsOf: insert)
            position = found + needle.count
            left -= 1
            if out.count > runtime.limits.valueSize { break }
        }
        if position == 0 { return text }
        out.append(contentsOf: bytes[position...])
        try runtime.charge(out.count)
        return Text.string(out)
    }
}

extension StringMethods {
    /// Replaces in texts whose bytes are at hand, which is nearly always; nil otherwise.
    private static func fastReplace(
        _ text: String, _ old: String, _ new: String, _ count: Int, _ runtime: Runtime
    ) throws(TemplateError) -> String? {
        let found: [Int]?? = text.utf8.withContiguousStorageIfAvailable { hay in
            old.utf8.withContiguousStorageIfAvailable { StringMethods.places(of: $0, in: hay, count) }
        }
        guard let inner = found, let places = inner else { return nil }
        if places.isEmpty { return text }
        let (source, removed, added) = (text.utf8.count, old.utf8.count, new.utf8.count)
        let (growth, overflow) = places.count.multipliedReportingOverflow(by: added)
        try runtime.charge(overflow ? .max : growth)
        let size = source - places.count * removed + growth
        try runtime.charge(size)
        return String(unsafeUninitializedCapacity: size) { buffer in
            var position = 0
            var target = 0
            func copy(_ bytes: UnsafeBufferPointer<UInt8>) {
                for byte in bytes {
                    buffer[target] = byte
                    target += 1
                }
            }
            let done: Void? = text.utf8.withContiguousStorageIfAvailable { hay in
                for place in places {
                    copy(UnsafeBufferPointer(rebasing: hay[position..<place]))
                    let inserted: Void? = new.utf8.withContiguousStorageIfAvailable { copy($0) }
                    if inserted == nil {
                        for byte in new.utf8 {
                            buffer[target] = byte
                            target += 1
                        }
                    }
                    position = place + removed
                }
                copy(UnsafeBufferPointer(rebasing: hay[position...]))
            }
            return done == nil ? 0 : target
        }
    }

    /// Where a needle begins, at most so often, without overlaps.
    private static func places(
        of needle: UnsafeBufferPointer<UInt8>, in hay: UnsafeBufferPointer<UInt8>, _ count: Int
    ) -> [Int] {
        var places: [Int] = []
        var position = 0
        while position + needle.count <= hay.count, count < 0 || places.count < count {
            var offset = 0
            while offset < needle.count, hay[position + offset] == needle[offset] { offset += 1 }
            if offset == needle.count {
                places.append(position)
                position += needle.count
            } else {
                position += 1
            }
        }
        return places
    }
}

extension Array where Element == UInt8 {
    /// Whether the bytes end with others.
    func hasSuffix(_ suffix: [UInt8]) -> Bool {
        count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
    }
}
