import Jinja

extension AnsibleFilters {
    static var patterns: [(name: String, body: Body)] {
        [
            (
                "regex_search",
                { value, arguments, _ throws(TemplateError) in
                    guard let pattern = arguments.positional.first ?? arguments.keyword("regex") else {
                        throw TemplateError(.type, "regex_search() missing required argument: 'regex'")
                    }
                    return try search(value, pattern, arguments)
                }
            ),
            (
                "regex_findall",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind(
                        "regex_findall()", ["regex", "multiline", "ignorecase"], required: 1)
                    let flags = try regexFlags(multiline: bound[1], ignoreCase: bound[2])
                    let regex = try PythonRegex(try word(bound[0], "the pattern"), flags)
                    let found = try regex.findAll(try word(value, "what a pattern is looked for in"))
                    try invocation.charge(found.count)
                    return .list(found)
                }
            ),
            (
                "regex_replace",
                { value, arguments, invocation throws(TemplateError) in
                    let bound = try arguments.bind("regex_replace()", ["pattern", "replacement", "ignorecase"])
                    let flags = try regexFlags(multiline: nil, ignoreCase: bound[2])
                    let regex = try PythonRegex(try word(bound[0] ?? "", "the pattern"), flags)
                    let replacement = try word(bound[1] ?? "", "the replacement")
                    let text = try regex.replacing(try text(value, invocation), with: replacement)
                    try invocation.charge(text.utf8.count)
                    return .string(text)
                }
            ),
            (
                "regex_escape",
                { value, arguments, _ throws(TemplateError) in
                    let bound = try arguments.bind("regex_escape()", ["re_type"])
                    let text = try word(value, "what is escaped")
                    switch try word(bound[0] ?? "python", "re_type") {
                    case "python": return .string(PythonRegex.escape(text))
                    case "posix_basic":
                        return .string(try PythonRegex(#"([].[^$*\\])"#).replacing(text, with: #"\\\1"#))
                    case let other:
                        throw TemplateError(.failure, "Regex type (\(other)) not yet implemented")
                    }
                }
            ),
        ]
    }

    static func regexFlags(multiline: Value?, ignoreCase: Value?) throws(TemplateError) -> RegexFlags {
        var flags: RegexFlags = []
        if try flag(multiline) { flags.insert(.multiline) }
        if try flag(ignoreCase) { flags.insert(.ignoreCase) }
        return flags
    }

    /// The match's text, or a list of the groups asked for as `\1` and `\g<name>`; None where nothing matches.
    private static func search(
        _ value: Value, _ pattern: Value, _ arguments: Arguments
    ) throws(TemplateError) -> Value {
        var groups: [Value] = []
        for argument in arguments.positional.dropFirst() {
            let text = try word(argument, "a group")
            if text.hasPrefix("\\g") {
                // The last `>` before white space ends the name.
                guard let name = try PythonRegex(#"\\g<(\S+)>"#).match(text)?.group(1) else {
                    throw TemplateError(.attribute, "'NoneType' object has no attribute 'group'")
                }
                groups.append(.string(name))
            } else if text.hasPrefix("\\") {
                guard let digits = try PythonRegex(#"\\(\d+)"#).match(text)?.group(1), let number = Int(digits) else {
                    throw TemplateError(.attribute, "'NoneType' object has no attribute 'group'")
                }
                groups.append(.int(number))
            } else {
                throw TemplateError(.filterArgument, "Unknown argument")
            }
        }
        let flags = try regexFlags(
            multiline: arguments.keyword("multiline"), ignoreCase: arguments.keyword("ignorecase"))
        let regex = try PythonRegex(try word(pattern, "the pattern"), flags)
        guard let match = try regex.search(try word(value, "what a pattern is looked for in")) else { return .none }
        if groups.isEmpty { return match.group(0).map { .string($0) } ?? .none }
        var found: [Value] = []
        for group in groups { found.append(match.group(try regex.number(of: group)).map { .string($0) } ?? .none) }
        return .list(found)
    }
}
