import Jinja

/// The flags of a regular expression of Python.
struct RegexFlags: OptionSet {
    let rawValue: Int
    static let ignoreCase = RegexFlags(rawValue: 1)
    static let multiline = RegexFlags(rawValue: 2)
    static let dotAll = RegexFlags(rawValue: 4)
    static let verbose = RegexFlags(rawValue: 8)
    static let ascii = RegexFlags(rawValue: 16)
}

/// Reads a regular expression by the rules of Python 3.11's `re`.
struct RegexParser {
    let pattern: [UInt32]
    var index = 0
    var flags: RegexFlags
    private var depth = 0
    private(set) var groupCount = 0
    private(set) var names: [String: Int] = [:]
    /// The widths of the groups that are closed; a group that is open can't be referred to.
    private var widths: [Int: (Int, Int?)] = [:]
    /// Groups that conditions name and that must exist in the end.
    private var conditionGroups: [Int] = []
    /// How many look-behinds are around, in which references to groups opened inside are refused.
    private var lookBehindGroups: Int?

    init(_ pattern: String, _ flags: RegexFlags) {
        self.pattern = pattern.unicodeScalars.map(\.value)
        self.flags = flags
    }

    /// Reads the whole pattern.
    ///
    /// - Throws: a `ValueError` in Python's words; what Python knows and this doesn't is said so.
    mutating func parse() throws(TemplateError) -> RegexNode {
        let start = flags
        // Flags for the whole pattern come first; the pattern is read with them from there.
        while peek == 0x28, let end = try globalFlags() { index = end }
        if flags.contains(.verbose), !start.contains(.verbose) { skipSpace() }
        let node = try alternation()
        if peek != nil { throw failure("unbalanced parenthesis") }
        if let group = conditionGroups.first(where: { $0 > groupCount }) {
            throw failure("invalid group reference \(group)")
        }
        return node
    }

    // MARK: Characters

    var peek: UInt32? { index < pattern.count ? pattern[index] : nil }

    func ahead(_ distance: Int) -> UInt32? {
        index + distance < pattern.count ? pattern[index + distance] : nil
    }

    mutating func take(_ letter: Unicode.Scalar) -> Bool {
        guard peek == letter.value else { return false }
        index += 1
        return true
    }

    mutating func take(_ word: String) -> Bool {
        let scalars = word.unicodeScalars.map(\.value)
        guard pattern[index...].starts(with: scalars) else { return false }
        index += scalars.count
        return true
    }

    private mutating func until(_ end: Unicode.Scalar, _ what: String) throws(TemplateError) -> String {
        let start = index
        while let next = peek, next != end.value { index += 1 }
        guard peek != nil else { throw failure("missing \(end), unterminated \(what)") }
        let text = RegexParser.text(pattern[start..<index])
        index += 1
        if text.isEmpty { throw failure("missing \(what)") }
        return text
    }

    static func text(_ scalars: some Sequence<UInt32>) -> String {
        var view = String.UnicodeScalarView()
        for value in scalars { if let scalar = Unicode.Scalar(value) { view.append(scalar) } }
        return String(view)
    }

    func failure(_ message: String) -> TemplateError {
        TemplateError(.value, "in the pattern \(PythonText.quoted(RegexParser.text(pattern))): \(message)")
    }

    private mutating func skipSpace() {
        while let next = peek {
            if RegexSet.isSpace(next, true) {
                index += 1
            } else if next == 0x23 {
                while let next = peek, next != 0x0A { index += 1 }
            } else {
                return
            }
        }
    }

    // MARK: Structure

    private mutating func alternation() throws(TemplateError) -> RegexNode {
        depth += 1
        defer { depth -= 1 }
        if depth > 60 { throw failure("it is nested too deeply") }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .alternation(branches)
    }

    private mutating func sequence() throws(TemplateError) -> RegexNode {
        var parts: [RegexNode] = []
        while true {
            if flags.contains(.verbose) { skipSpace() }
            guard let next = peek, next != 0x7C, next != 0x29 else { break }
            if let (minimum, maximum) = try quantifier() {
                var greed = RegexNode.Greed.greedy
                if take("?") { greed = .lazy } else if take("+") { greed = .possessive }
                guard let last = parts.popLast() else { throw failure("nothing to repeat") }
                switch last {
                case .position: throw failure("nothing to repeat")
                case .repetition: throw failure("multiple repeat")
                default: parts.append(.repetition(last, minimum: minimum, maximum: maximum, greed))
                }
            } else if let atom = try atom() {
                parts.append(atom)
            }
        }
        return parts.count == 1 ? parts[0] : .sequence(parts)
    }

    private mutating func quantifier() throws(TemplateError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard peek == 0x7B, ahead(1) != 0x7D else { return nil }
        let start = index
        index += 1
        let low = digits()
        let high = take(",") ? digits() : low
        guard take("}") else {
            index = start
            return nil
        }
        guard low.count < 6, high.count < 6 else { throw failure("the repetition number is too large") }
        let minimum = Int(low) ?? 0
        let maximum = Int(high)
        if let maximum, maximum < minimum { throw failure("min repeat greater than max repeat") }
        return (minimum, maximum)
    }

    private mutating func digits() -> String {
        let start = index
        while let next = peek, (0x30...0x39).contains(next) { index += 1 }
        return RegexParser.text(pattern[start..<index])
    }

    private mutating func atom() throws(TemplateError) -> RegexNode? {
        guard let next = peek else { return nil }
        index += 1
        switch next {
        case 0x2E: return .any(all: flags.contains(.dotAll))
        case 0x5E: return .position(flags.contains(.multiline) ? .lineStart : .start)
        case 0x24: return .position(flags.contains(.multiline) ? .lineEnd : .end)
        case 0x28: return try group()
        case 0x5B: return .set(try characterClass())
        case 0x5C: return try escape()
        default: return literal(next)
        }
    }

    func literal(_ value: UInt32) -> RegexNode { .literal(value, isCaseless: flags.contains(.ignoreCase)) }

    // MARK: Groups

    private mutating func group() throws(TemplateError) -> RegexNode? {
        guard take("?") else { return try capture(nil) }
        if take("P<") { return try capture(try name(until(">", "name"))) }
        if take("P=") { return try reference(named: try until(")", "name")) }
        if take("#") {
            while let next = peek, next != 0x29 { index += 1 }
            guard take(")") else { throw failure("missing ), unterminated comment") }
            return nil
        }
        if take("=") { return try look(isBehind: false, isNegative: false) }
        if take("!") { return try look(isBehind: false, isNegative: true) }
        if take("<=") { return try look(isBehind: true, isNegative: false) }
        if take("<!") { return try look(isBehind: true, isNegative: true) }
        if take(">") { return .atomic(try inner(flags)) }
        if take("(") { return try conditional() }
        if take(":") { return .group(try inner(flags), number: nil) }
        guard let changed = try scopedFlags() else {
            throw failure("global flags not at the start of the expression")
        }
        return .group(try inner(changed), number: nil)
    }

    /// The inside of a group, and its end; flags go back to what they were.
    private mutating func inner(_ inside: RegexFlags) throws(TemplateError) -> RegexNode {
        let outside = flags
        flags = inside
        let node = try alternation()
        flags = outside
        guard take(")") else { throw failure("missing ), unterminated subpattern") }
        return node
    }

    private mutating func capture(_ name: String?) throws(TemplateError) -> RegexNode {
        groupCount += 1
        let number = groupCount
        if let name {
            if names[name] != nil { throw failure("redefinition of group name '\(name)'") }
            names[name] = number
        }
        let node = try inner(flags)
        let width = node.width(widths)
        widths[number] = (width.minimum, width.maximum)
        return .group(node, number: number)
    }

    private func name(_ text: String) throws(TemplateError) -> String {
        let isName =
            text.unicodeScalars.first.map { $0 == "_" || $0.properties.isXIDStart } ?? false
            && text.unicodeScalars.dropFirst().allSatisfy(\.properties.isXIDContinue)
        guard isName else { throw failure("bad character in group name '\(text)'") }
        return text
    }

    private mutating func reference(named text: String) throws(TemplateError) -> RegexNode {
        guard let number = names[try name(text)] else { throw failure("unknown group name '\(text)'") }
        return try reference(number)
    }

    func reference(_ number: Int) throws(TemplateError) -> RegexNode {
        guard number <= groupCount else { throw failure("invalid group reference \(number)") }
        guard widths[number] != nil else { throw failure("cannot refer to an open group") }
        if let lookBehindGroups, number > lookBehindGroups {
            throw failure("cannot refer to group defined in the same lookbehind subpattern")
        }
        return .reference(number, isCaseless: flags.contains(.ignoreCase))
    }

    private mutating func look(isBehind: Bool, isNegative: Bool) throws(TemplateError) -> RegexNode {
        let outer = lookBehindGroups
        if isBehind, outer == nil { lookBehindGroups = groupCount }
        let node = try inner(flags)
        lookBehindGroups = outer
        guard isBehind else { return .look(node, back: 0, isNegative: isNegative) }
        let width = node.width(widths)
        guard width.maximum == width.minimum else { throw failure("look-behind requires fixed-width pattern") }
        return .look(node, back: width.minimum, isNegative: isNegative)
    }

    private mutating func conditional() throws(TemplateError) -> RegexNode {
        let text = try until(")", "name")
        var number = names[text]
        if number == nil, text.utf8.allSatisfy(\.isASCIIDigit), let value = Int(text), value < 10_000 {
            if value == 0 { throw failure("bad group number") }
            conditionGroups.append(value)
            number = value
        }
        guard let number else { throw failure("unknown group name '\(text)'") }
        let then = try sequence()
        var otherwise = RegexNode.empty
        if take("|") {
            otherwise = try sequence()
            if peek == 0x7C { throw failure("conditional backref with more than two branches") }
        }
        guard take(")") else { throw failure("missing ), unterminated subpattern") }
        return .conditional(number, then, otherwise)
    }

    // MARK: Flags

    /// Flags for the whole pattern at its start, `(?im)`: the index after them; nil where there are none.
    private mutating func globalFlags() throws(TemplateError) -> Int? {
        guard ahead(1) == 0x3F else { return nil }
        var place = index + 2
        var found: RegexFlags = []
        while place < pattern.count, let flag = try flag(pattern[place]) {
            found.formUnion(flag)
            place += 1
        }
        guard place > index + 2, place < pattern.count, pattern[place] == 0x29 else { return nil }
        flags.formUnion(found)
        return place + 1
    }

    private func flag(_ letter: UInt32) throws(TemplateError) -> RegexFlags? {
        switch letter {
        case 0x69: return .ignoreCase
        case 0x6D: return .multiline
        case 0x73: return .dotAll
        case 0x78: return .verbose
        case 0x61: return .ascii
        case 0x75: return []
        case 0x4C: throw failure("bad inline flags: cannot use 'L' flag with a str pattern")
        default: return nil
        }
    }

    /// Flags of a group, `(?i-s:`; nil where they end without a colon.
    private mutating func scopedFlags() throws(TemplateError) -> RegexFlags? {
        var result = flags
        while let next = peek, let flag = try flag(next) {
            if next == 0x75 { result.remove(.ascii) }
            result.formUnion(flag)
            index += 1
        }
        if take("-") {
            guard let next = peek, try flag(next) != nil else { throw failure("missing flag") }
            while let next = peek, let flag = try flag(next) {
                if next == 0x61 || next == 0x75 {
                    throw failure("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
                }
                result.subtract(flag)
                index += 1
            }
            guard take(":") else { throw failure("missing :") }
            return result
        }
        if take(":") { return result }
        if peek == 0x29 { return nil }
        throw failure("unknown extension")
    }
}
