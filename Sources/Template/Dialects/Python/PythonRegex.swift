import Jinja

/// A regular expression with the meaning that Python 3.11's `re` gives it.
///
/// The machine is our own: the engines at hand differ from Python in classes, line ends, empty matches and case, and
/// none can be stopped where a pattern goes back without end.
struct PythonRegex {
    private let program: RegexProgram
    private let names: [String: Int]
    let groupCount: Int
    private let parser: RegexParser

    /// Compiles a pattern.
    ///
    /// - Throws: a `ValueError` for a pattern that Python refuses, or that has what isn't known here.
    init(_ pattern: String, _ flags: RegexFlags = []) throws(TemplateError) {
        var parser = RegexParser(pattern, flags)
        let node = try parser.parse()
        program = try RegexProgram(node, groups: parser.groupCount, parser.failure)
        names = parser.names
        groupCount = parser.groupCount
        self.parser = parser
    }

    /// A place where a pattern matched.
    struct Match {
        fileprivate let slots: [Int]
        let range: Range<Int>
        fileprivate let text: [UInt32]

        /// The text of a group, 0 for the whole; nil where it took no part.
        func group(_ number: Int) -> String? {
            if number == 0 { return RegexParser.text(text[range]) }
            let (start, end) = (slots[number * 2], slots[number * 2 + 1])
            return start >= 0 && end >= start ? RegexParser.text(text[start..<end]) : nil
        }

        /// Where a group starts and ends; -1 where it took no part.
        func span(of number: Int) -> (start: Int, end: Int) {
            if number == 0 { return (range.lowerBound, range.upperBound) }
            let (start, end) = (slots[number * 2], slots[number * 2 + 1])
            return start >= 0 && end >= start ? (start, end) : (-1, -1)
        }
    }

    /// `match.group` of Python: a number or a name.
    ///
    /// - Throws: an `IndexError` where there is no such group.
    func number(of group: Value) throws(TemplateError) -> Int {
        if let number = group.intValue, (0...groupCount).contains(number) { return number }
        if let name = group.stringValue, let number = names[name] { return number }
        throw TemplateError(.index, "no such group")
    }

    /// `re.search`.
    func search(_ text: String) throws(TemplateError) -> Match? {
        let scalars = text.unicodeScalars.map(\.value)
        var machine = RegexMachine(program, scalars)
        return try search(&machine, scalars, from: 0, isAfterEmpty: false)
    }

    /// The names of groups in the order of the groups.
    var groupNames: [String] { names.sorted { $0.value < $1.value }.map(\.key) }

    /// `re.match`, or `re.fullmatch` for the whole text.
    func match(_ text: String, isWhole: Bool = false) throws(TemplateError) -> Match? {
        let scalars = text.unicodeScalars.map(\.value)
        var machine = RegexMachine(program, scalars)
        machine.isWhole = isWhole
        guard let end = try machine.match(at: 0) else { return nil }
        return Match(slots: machine.slots, range: 0..<end, text: scalars)
    }

    /// All matches, as `re.finditer` gives them; an empty one may follow at the end of another.
    func matches(_ text: String) throws(TemplateError) -> [Match] {
        let scalars = text.unicodeScalars.map(\.value)
        var machine = RegexMachine(program, scalars)
        var result: [Match] = []
        var place = 0
        var isAfterEmpty = false
        while place <= scalars.count,
            let match = try search(&machine, scalars, from: place, isAfterEmpty: isAfterEmpty)
        {
            result.append(match)
            place = match.range.upperBound
            isAfterEmpty = match.range.isEmpty
        }
        return result
    }

    private func search(
        _ machine: inout RegexMachine, _ text: [UInt32], from start: Int, isAfterEmpty: Bool
    ) throws(TemplateError) -> Match? {
        for place in start...max(start, text.count) {
            machine.forbiddenEnd = isAfterEmpty && place == start ? place : nil
            if let end = try machine.match(at: place) {
                return Match(slots: machine.slots, range: place..<end, text: text)
            }
        }
        return nil
    }

    /// `re.findall`: the matches, or their groups where the pattern has some.
    func findAll(_ text: String) throws(TemplateError) -> [Value] {
        try matches(text).map { match in
            let groups = (1...max(groupCount, 1)).map { Value.string(match.group($0 * min(groupCount, 1)) ?? "") }
            return groupCount > 1 ? .tuple(groups) : groups[0]
        }
    }

    /// `re.sub`.
    ///
    /// - Throws: a `ValueError` where Python refuses the replacement.
    func replacing(_ text: String, with replacement: String) throws(TemplateError) -> String {
        let parts = try template(replacement)
        var out = ""
        let scalars = text.unicodeScalars.map(\.value)
        var place = 0
        for match in try matches(text) {
            out += RegexParser.text(scalars[place..<match.range.lowerBound])
            for part in parts {
                switch part {
                case .text(let text): out += text
                case .group(let number): out += match.group(number) ?? ""
                }
            }
            place = match.range.upperBound
        }
        return out + RegexParser.text(scalars[place...])
    }

    /// A replacement with what a match has in the places of its groups.
    func expanded(_ replacement: String, _ match: Match) throws(TemplateError) -> String {
        try template(replacement).map { part in
            switch part {
            case .text(let text): text
            case .group(let number): match.group(number) ?? ""
            }
        }.joined()
    }

    private enum Part {
        case text(String)
        case group(Int)
    }

    /// Reads a replacement with its references and escapes.
    private func template(_ text: String) throws(TemplateError) -> [Part] {
        var parts: [Part] = []
        let scalars = text.unicodeScalars.map(\.value)
        var index = 0
        func at(_ place: Int) -> UInt32? { place < scalars.count ? scalars[place] : nil }
        func isOctal(_ value: UInt32?) -> Bool { value.map { (0x30...0x37).contains($0) } ?? false }
        while index < scalars.count {
            guard scalars[index] == 0x5C else {
                let end = scalars[index...].firstIndex(of: 0x5C) ?? scalars.count
                parts.append(.text(RegexParser.text(scalars[index..<end])))
                index = end
                continue
            }
            guard let letter = at(index + 1) else { throw refusal("bad escape (end of pattern)", text) }
            index += 2
            switch letter {
            case 0x67:
                guard at(index) == 0x3C, let end = scalars[index...].firstIndex(of: 0x3E), end > index + 1 else {
                    throw refusal("missing group name", text)
                }
                let name = RegexParser.text(scalars[(index + 1)..<end])
                index = end + 1
                let isNumber = name.utf8.allSatisfy(\.isASCIIDigit)
                let group = isNumber ? Int(name).map { Value.int($0) } ?? .none : .string(name)
                guard let number = try? number(of: group) else {
                    throw refusal("invalid group reference \(name)", text)
                }
                parts.append(.group(number))
            case 0x30:
                var value: UInt32 = 0
                for _ in 0..<2 where isOctal(at(index)) {
                    value = value * 8 + scalars[index] - 0x30
                    index += 1
                }
                parts.append(.text(RegexParser.text([value])))
            case 0x31...0x39:
                var number = letter - 0x30
                if let next = at(index), (0x30...0x39).contains(next) {
                    index += 1
                    if isOctal(letter), isOctal(next), isOctal(at(index)) {
                        let value = number * 64 + (next - 0x30) * 8 + scalars[index] - 0x30
                        if value > 0o377 { throw refusal("octal escape value outside of range 0-0o377", text) }
                        index += 1
                        parts.append(.text(RegexParser.text([value])))
                        continue
                    }
                    number = number * 10 + next - 0x30
                }
                guard number <= groupCount else { throw refusal("invalid group reference \(number)", text) }
                parts.append(.group(Int(number)))
            case 0x61: parts.append(.text("\u{07}"))
            case 0x62: parts.append(.text("\u{08}"))
            case 0x66: parts.append(.text("\u{0C}"))
            case 0x6E: parts.append(.text("\n"))
            case 0x72: parts.append(.text("\r"))
            case 0x74: parts.append(.text("\t"))
            case 0x76: parts.append(.text("\u{0B}"))
            case 0x5C: parts.append(.text("\\"))
            case 0x41...0x5A, 0x63...0x7A: throw refusal("bad escape \\\(RegexParser.text([letter]))", text)
            default: parts.append(.text(RegexParser.text([0x5C, letter])))
            }
        }
        return parts
    }

    private func refusal(_ message: String, _ text: String) -> TemplateError {
        TemplateError(.value, "in the replacement \(PythonText.quoted(text)): \(message)")
    }

    /// `re.escape`.
    static func escape(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            if "()[]{}?*+-|^$\\.&~# \t\n\r\u{0B}\u{0C}".unicodeScalars.contains(scalar) { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return out
    }
}
