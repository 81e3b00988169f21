import Jinja

/// A compiled pattern of a template's Python.
final class PurePattern: PureUnknown {
    let regex: PythonRegex

    init(_ regex: PythonRegex) { self.regex = regex }

    override var typeName: String { "Pattern" }

    static let methods: Set<String> = ["match", "fullmatch", "search", "sub", "findall", "finditer", "split"]
}

/// A place where a pattern of a template's Python matched.
final class PureMatch: PureUnknown {
    let regex: PythonRegex
    let match: PythonRegex.Match

    init(_ regex: PythonRegex, _ match: PythonRegex.Match) {
        self.regex = regex
        self.match = match
    }

    override var typeName: String { "Match" }

    static let methods: Set<String> = ["group", "groups", "groupdict", "start", "end", "span"]

    /// The text of a group; None where it took no part.
    func group(_ group: Value, or otherwise: Value = .none) throws(PureStop) -> Value {
        let number = try asPython { () throws(TemplateError) in try regex.number(of: group) }
        return match.group(number).map { .string($0) } ?? otherwise
    }
}

/// Flags of patterns.
final class PureFlags: PureUnknown {
    let flags: RegexFlags

    init(_ flags: RegexFlags) { self.flags = flags }
}

extension PureMachine {
    static let flags: [String: RegexFlags] = [
        "re.I": .ignoreCase, "re.IGNORECASE": .ignoreCase, "re.M": .multiline, "re.MULTILINE": .multiline,
        "re.S": .dotAll, "re.DOTALL": .dotAll, "re.X": .verbose, "re.VERBOSE": .verbose, "re.A": .ascii,
        "re.ASCII": .ascii, "re.U": [], "re.UNICODE": [], "re.NOFLAG": [],
    ]

    static func flags(_ value: Value) -> RegexFlags? {
        switch value {
        case .object(let object): (object as? PureFlags)?.flags
        case .int(0): []
        default: nil
        }
    }

    private static let parameters: [String: [String]] = [
        "compile": ["pattern", "flags"], "match": ["pattern", "string", "flags"],
        "fullmatch": ["pattern", "string", "flags"], "search": ["pattern", "string", "flags"],
        "findall": ["pattern", "string", "flags"], "finditer": ["pattern", "string", "flags"],
        "sub": ["pattern", "repl", "string", "count", "flags"], "split": ["pattern", "string", "maxsplit", "flags"],
        "escape": ["pattern"],
    ]

    /// Calls a function of the module `re`; nil for what is none that is followed.
    func matching(_ path: String, _ arguments: Arguments) throws(PureStop) -> Value? {
        guard path.hasPrefix("re."), let names = PureMachine.parameters[String(path.dropFirst(3))] else { return nil }
        let name = String(path.dropFirst(3))
        let required = name == "sub" ? 3 : name == "compile" || name == "escape" ? 1 : 2
        let bound = try asPython { () throws(TemplateError) in try arguments.bind(path, names, required: required) }
        let given = names.indices.map { bound[$0] }
        if name == "escape" {
            guard let text = given[0]?.stringValue else { throw .unknown("'re.escape' is followed for texts only") }
            return .string(PythonRegex.escape(text))
        }
        let flags = names.last == "flags" ? given[names.count - 1] : nil
        let regex = try pattern(given[0] ?? .none, flags)
        if name == "compile" { return .object(PurePattern(regex)) }
        return try matched(name, regex, Array(given[1..<(names.count - 1)]))
    }

    func call(_ name: String, of pattern: PurePattern, _ arguments: Arguments) throws(PureStop) -> Value {
        let names = (PureMachine.parameters[name] ?? []).dropFirst().dropLast()
        let bound = try asPython { () throws(TemplateError) in
            try arguments.bind(name, Array(names), required: name == "sub" ? 2 : 1)
        }
        return try matched(name, pattern.regex, names.indices.map { bound[$0 - names.startIndex] })
    }

    private func pattern(_ value: Value, _ flags: Value?) throws(PureStop) -> PythonRegex {
        if case .object(let object) = value, let pattern = object as? PurePattern {
            guard flags == nil else { throw .unknown("a compiled pattern gets other flags") }
            return pattern.regex
        }
        guard let text = value.stringValue, let flags = PureMachine.flags(flags ?? 0) else {
            throw .unknown("a pattern is not known")
        }
        // What Python refuses and what is not known here are told apart by nobody.
        do { return try PythonRegex(text, flags) } catch { throw .unknown(error.message) }
    }

    private func matched(_ name: String, _ regex: PythonRegex, _ given: [Value?]) throws(PureStop) -> Value {
        guard let text = (name == "sub" ? given[1] : given[0])?.stringValue else {
            throw .unknown("'re.\(name)' is followed for texts only")
        }
        let limit = name == "sub" ? given[2] : name == "split" ? given[1] : nil
        guard limit == nil || (limit?.intValue ?? -1) >= 0 else { throw .unknown("a number of matches is not known") }
        let count = limit?.intValue ?? 0
        let matches: [PythonRegex.Match]
        let only: PythonRegex.Match?
        switch name {
        case "match": only = try asPython { () throws(TemplateError) in try regex.match(text) }
        case "fullmatch": only = try asPython { () throws(TemplateError) in try regex.match(text, isWhole: true) }
        case "search": only = try asPython { () throws(TemplateError) in try regex.search(text) }
        case "findall":
            return made(.list(try asPython { () throws(TemplateError) in try regex.findAll(text) }))
        default:
            matches = try asPython { () throws(TemplateError) in try regex.matches(text) }
            let first = count > 0 ? Array(matches.prefix(count)) : matches
            switch name {
            case "finditer": return PureMachine.iterator(first.map { .object(PureMatch(regex, $0)) })
            case "split": return made(.list(PureMachine.split(text, first, regex)))
            default: return .string(try replaced(text, first, given[0] ?? .none, regex))
            }
        }
        return only.map { .object(PureMatch(regex, $0)) } ?? .none
    }

    private static func split(_ text: String, _ matches: [PythonRegex.Match], _ regex: PythonRegex) -> [Value] {
        let scalars = Array(text.unicodeScalars)
        var parts: [Value] = []
        var start = 0
        for match in matches {
            parts.append(.string(PureMachine.text(scalars[start..<match.range.lowerBound])))
            for number in 0..<regex.groupCount {
                parts.append(match.group(number + 1).map { .string($0) } ?? .none)
            }
            start = match.range.upperBound
        }
        return parts + [.string(PureMachine.text(scalars[start...]))]
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// `re.sub` with a text or a function.
    private func replaced(
        _ text: String, _ matches: [PythonRegex.Match], _ replacement: Value, _ regex: PythonRegex
    ) throws(PureStop) -> String {
        var texts: [String] = []
        for match in matches {
            if let replacement = replacement.stringValue {
                texts.append(try asPython { () throws(TemplateError) in try regex.expanded(replacement, match) })
            } else {
                let given = try call(replacement, Arguments([.object(PureMatch(regex, match))]))
                guard let text = given.isNone ? "" : given.stringValue else {
                    throw .raised(TemplateError(.type, "expected str instance"))
                }
                texts.append(text)
            }
        }
        let scalars = Array(text.unicodeScalars)
        var out = ""
        var start = 0
        for (match, text) in zip(matches, texts) {
            out += PureMachine.text(scalars[start..<match.range.lowerBound]) + text
            start = match.range.upperBound
        }
        let result = out + PureMachine.text(scalars[start...])
        let invocation = invocation
        try asPython { () throws(TemplateError) in try invocation.charge(result.utf8.count) }
        return result
    }

    func call(_ name: String, of match: PureMatch, _ arguments: Arguments) throws(PureStop) -> Value {
        let values = arguments.positional
        guard arguments.keywords.isEmpty else { throw .unknown("'\(name)' of a match is not followed with keywords") }
        switch (name, values.count) {
        case ("group", 0): return try match.group(0)
        case ("group", 1): return try match.group(values[0])
        case ("group", _):
            var groups: [Value] = []
            for value in values { groups.append(try match.group(value)) }
            return .tuple(groups)
        case ("groups", 0...1):
            var groups: [Value] = []
            for number in 0..<match.regex.groupCount {
                groups.append(try match.group(.int(number + 1), or: values.first ?? .none))
            }
            return .tuple(groups)
        case ("groupdict", 0...1):
            let groups = DictValue()
            for name in match.regex.groupNames {
                groups[name] = try match.group(.string(name), or: values.first ?? .none)
            }
            return made(.dict(groups))
        case ("start", 0...1), ("end", 0...1), ("span", 0...1):
            let group = values.first ?? 0
            let number = try asPython { () throws(TemplateError) in try match.regex.number(of: group) }
            let span = match.match.span(of: number)
            if name == "span" { return .tuple([.int(span.start), .int(span.end)]) }
            return .int(name == "start" ? span.start : span.end)
        default: throw .unknown("'\(name)' of a match is not followed with these arguments")
        }
    }
}
