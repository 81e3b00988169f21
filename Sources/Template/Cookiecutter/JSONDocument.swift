import Jinja
import OrderedCollections

/// A JSON object in its own bytes: values are replaced, added and removed, and nothing else of the text changes.
struct JSONDocument {
    /// The text.
    private(set) var bytes: [UInt8]
    private var root: Object

    /// A member of an object and where it is.
    private struct Member {
        var name: String
        /// From the name's quote to the end of the value.
        var range: Range<Int>
        var value: Range<Int>
        /// The object in the value, if it is one.
        var object: Object?
    }

    /// An object and where it is, braces included.
    private struct Object {
        var range: Range<Int>
        var members: [Member]

        /// The last member of a name counts, as for every reader.
        func member(_ name: String) -> Member? { members.last { $0.name == name } }
    }

    /// Reads an object.
    /// - Throws: `TemplateError` with line and column where the text is no JSON, or is something else than an object.
    init(_ bytes: [UInt8]) throws(TemplateError) {
        // The one reader of JSON judges; after it the scanner below need not look for faults.
        guard try Value(json: bytes).dictValue != nil else { throw TemplateError(.value, "the file is no JSON object") }
        self.bytes = bytes
        var scanner = Scanner(bytes: bytes)
        root = scanner.document()
    }

    /// The value at a path of names; nil where there is none.
    func value(_ path: [String]) -> AnswerValue? {
        guard let member = member(path) else { return nil }
        guard let value = try? Value(json: Array(bytes[member.value])) else { return nil }
        return try? AnswerValue(dialect: value)
    }

    /// The names of an object in their order; empty where there is no object.
    func names(_ path: [String]) -> [String] { object(path)?.members.map(\.name) ?? [] }

    /// Sets a value.
    ///
    /// Nothing changes when it is there already.
    /// - Parameters:
    ///   - path: The names that lead to it; all but the last must be there.
    ///   - predecessor: The name after which a new one is written; nil for the end of its object.
    mutating func set(_ path: [String], to value: AnswerValue, after predecessor: String? = nil) {
        guard let name = path.last, let object = object(Array(path.dropLast())) else { return }
        if let member = object.member(name) {
            if self.value(path) == value { return }
            replace(member.value, with: text(value.jinja, depth: path.count))
            return
        }
        let entry = Value.json(name, isASCII: false) + Array(": ".utf8) + text(value.jinja, depth: path.count)
        if let position = object.members.lastIndex(where: { $0.name == predecessor }) ?? object.members.indices.last {
            let end = object.members[position].range.upperBound
            replace(end..<end, with: [UInt8(ascii: ",")] + (isOneLine ? [0x20] : line(path.count)) + entry)
        } else {
            let close = isOneLine ? [] : line(path.count - 1)
            let open = isOneLine ? [] : line(path.count)
            replace(object.range, with: [UInt8(ascii: "{")] + open + entry + close + [UInt8(ascii: "}")])
        }
    }

    /// Removes a value with its name.
    mutating func remove(_ path: [String]) {
        guard let name = path.last, let object = object(Array(path.dropLast())),
            let index = object.members.lastIndex(where: { $0.name == name })
        else { return }
        let members = object.members
        if index > 0 {
            replace(members[index - 1].range.upperBound..<members[index].range.upperBound, with: [])
        } else if members.count > 1 {
            replace(members[0].range.lowerBound..<members[1].range.lowerBound, with: [])
        } else {
            replace(object.range, with: Array("{}".utf8))
        }
    }

    /// Puts the members of an object into an order, each with its own text; nothing changes unless these are all of its names.
    mutating func order(_ path: [String], as names: [String]) {
        guard let members = object(path)?.members, members.map(\.name) != names,
            members.map(\.name).sorted() == names.sorted(), Set(names).count == names.count
        else { return }
        let texts = Dictionary(uniqueKeysWithValues: members.map { ($0.name, Array(bytes[$0.range])) })
        let (start, end) = (members[0].range.lowerBound, members[members.count - 1].range.upperBound)
        var text: [UInt8] = []
        var place = start
        for (member, name) in zip(members, names) {
            text += bytes[place..<member.range.lowerBound] + (texts[name] ?? [])
            place = member.range.upperBound
        }
        replace(start..<end, with: text)
    }

    private func object(_ path: [String]) -> Object? {
        path.isEmpty ? root : member(path)?.object
    }

    private func member(_ path: [String]) -> Member? {
        var object: Object? = root
        var found: Member?
        for name in path {
            found = object?.member(name)
            object = found?.object
        }
        return found
    }

    private mutating func replace(_ range: Range<Int>, with text: [UInt8]) {
        bytes.replaceSubrange(range, with: text)
        var scanner = Scanner(bytes: bytes)
        root = scanner.document()
    }

    /// What one level is indented by: what the first name of the file is.
    private var unit: [UInt8] {
        guard let first = root.members.first else { return [0x20, 0x20] }
        let before = bytes[root.range.lowerBound..<first.range.lowerBound]
        guard let feed = before.lastIndex(of: 0x0A) else { return [0x20, 0x20] }
        return Array(before[(feed + 1)...])
    }

    /// Whether the whole file is written without line ends.
    private var isOneLine: Bool {
        root.members.first.map { !bytes[root.range.lowerBound..<$0.range.lowerBound].contains(0x0A) } ?? false
    }

    private var lineEnd: [UInt8] {
        let feed = bytes.firstIndex(of: 0x0A) ?? 0
        return feed > 0 && bytes[feed - 1] == 0x0D ? [0x0D, 0x0A] : [0x0A]
    }

    private func line(_ depth: Int) -> [UInt8] {
        lineEnd + Array(repeatElement(unit, count: depth).joined())
    }

    /// A value as cruft writes it, in the indentation of the file.
    private func text(_ value: Value, depth: Int) -> [UInt8] {
        switch value {
        case .bool(let flag): return Array((flag ? "true" : "false").utf8)
        // Python's JSON has names for what is no number elsewhere.
        case .double(let number) where number.isNaN: return Array("NaN".utf8)
        case .double(let number) where number.isInfinite: return Array((number < 0 ? "-Infinity" : "Infinity").utf8)
        case .int, .bigInt, .double: return Array(value.pythonString.utf8)
        case .string(let string): return Value.json(string, isASCII: false)
        case .list(let items): return list("[", items.items.map { text($0, depth: depth + 1) }, "]", depth)
        case .dict(let dict):
            let items = dict.pairs.map {
                Value.json($0.key.pythonString, isASCII: false) + Array(": ".utf8) + text($0.value, depth: depth + 1)
            }
            return list("{", items, "}", depth)
        // Answers hold nothing else.
        default: return Array("null".utf8)
        }
    }

    private func list(_ open: String, _ items: [[UInt8]], _ close: String, _ depth: Int) -> [UInt8] {
        if items.isEmpty { return Array((open + close).utf8) }
        let inner = isOneLine ? [] : line(depth + 1)
        let outer = isOneLine ? [] : line(depth)
        let comma: [UInt8] = [UInt8(ascii: ",")] + (isOneLine ? [0x20] : inner)
        return Array(open.utf8) + inner + Array(items.joined(separator: comma)) + outer + Array(close.utf8)
    }

    /// Finds the members of the objects in a text that is known to be JSON.
    private struct Scanner {
        let bytes: [UInt8]
        var position = 0

        mutating func document() -> Object {
            while position < bytes.count, bytes[position] != UInt8(ascii: "{") { position += 1 }
            return object()
        }

        private mutating func object() -> Object {
            let start = position
            position += 1
            var members: [Member] = []
            while let byte = next(), byte != UInt8(ascii: "}") {
                if byte == UInt8(ascii: ",") {
                    position += 1
                    continue
                }
                let begin = position
                skipString()
                let name = (try? Value(json: Array(bytes[begin..<position])))?.stringValue ?? ""
                _ = next()
                position += 1
                _ = next()
                let from = position
                let object = value()
                members.append(
                    Member(name: name, range: begin..<position, value: from..<position, object: object))
            }
            position += 1
            return Object(range: start..<position, members: members)
        }

        /// Goes over a value; an object is returned with its members.
        private mutating func value() -> Object? {
            switch next() {
            case UInt8(ascii: "{"): return object()
            case UInt8(ascii: "["):
                position += 1
                while let byte = next(), byte != UInt8(ascii: "]") {
                    if byte == UInt8(ascii: ",") { position += 1 } else { _ = value() }
                }
                position += 1
            case UInt8(ascii: "\""): skipString()
            default:
                let ends = Array(",]} \t\r\n".utf8)
                while position < bytes.count, !ends.contains(bytes[position]) { position += 1 }
            }
            return nil
        }

        private mutating func skipString() {
            position += 1
            while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
                position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
            }
            position += 1
        }

        /// The next byte that is no white space; nil at the end.
        private mutating func next() -> UInt8? {
            while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
            return position < bytes.count ? bytes[position] : nil
        }
    }
}
