import Jinja

extension AnsibleFilters {
    static var documents: [(name: String, body: Body)] {
        [
            (
                "to_json",
                { value, arguments, invocation throws(TemplateError) in
                    guard arguments.positional.isEmpty else {
                        throw TemplateError(.type, "dumps() takes 1 positional argument but more were given")
                    }
                    return .string(try invocation.json(value, try jsonStyle(arguments, JSONStyle(sortsKeys: false))))
                }
            ),
            (
                "to_nice_json",
                { value, arguments, invocation throws(TemplateError) in try niceJSON(value, arguments, invocation) }
            ),
            plain("from_json") { value, _ throws(TemplateError) in
                guard let text = value.stringValue else {
                    throw TemplateError(
                        .type, "the JSON object must be str, bytes or bytearray, not \(value.typeName)")
                }
                return try Value(json: Array(text.utf8))
            },
            (
                "to_yaml",
                { value, arguments, invocation throws(TemplateError) in
                    var style = PyYAML.DumpStyle()
                    style.isFlow = nil
                    return try yaml(value, arguments.keywords, style, invocation)
                }
            ),
            (
                "to_nice_yaml",
                { value, arguments, invocation throws(TemplateError) in
                    var style = PyYAML.DumpStyle()
                    style.indent = 4
                    if let first = arguments.positional.first {
                        guard arguments.keyword("indent") == nil else {
                            throw TemplateError(.type, "to_nice_yaml() got multiple values for argument 'indent'")
                        }
                        style.indent = try number(first, "indent", default: 2)
                    }
                    return try yaml(value, arguments.keywords, style, invocation)
                }
            ),
            plain("from_yaml") { value, _ throws(TemplateError) in
                guard let text = value.stringValue else { return value }
                return try PyYAML.load(text)
            },
            plain("from_yaml_all") { value, _ throws(TemplateError) in
                guard let text = value.stringValue else { return value }
                return .list(try PyYAML.loadAll(text))
            },
        ]
    }

    // MARK: JSON

    private static func niceJSON(
        _ value: Value, _ arguments: Arguments, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        guard arguments.positional.count <= 2 else {
            throw TemplateError(.type, "to_nice_json() takes 2 more arguments at most")
        }
        var named = Arguments(keywords: arguments.keywords)
        for (name, value) in zip(["indent", "sort_keys"], arguments.positional) {
            if named.keyword(name) != nil {
                throw TemplateError(.type, "to_nice_json() got multiple values for argument '\(name)'")
            }
            named.keywords.append((name, value))
        }
        let start = JSONStyle(indent: "    ", separators: (",", ": "))
        do throws(TemplateError) {
            return .string(try invocation.json(value, try jsonStyle(named, start)))
        } catch  where error.code == .type || error.code == .value {
            // What fails is written as to_json does, without the two parameters of its own.
            var rest = named
            rest.keywords.removeAll { $0.name == "indent" || $0.name == "sort_keys" }
            return .string(try invocation.json(value, try jsonStyle(rest, JSONStyle(sortsKeys: false))))
        }
    }

    /// A style with the keywords of `json.dumps` over it.
    static func jsonStyle(_ arguments: Arguments, _ start: JSONStyle) throws(TemplateError) -> JSONStyle {
        var style = start
        for (name, value) in arguments.keywords {
            switch name {
            case "indent": style.indent = try indent(value)
            case "sort_keys": style.sortsKeys = try value.truth()
            case "ensure_ascii": style.isASCII = try value.truth()
            case "skipkeys": style.skipsKeys = try value.truth()
            case "separators":
                if value.isNone {
                    style.separators = nil
                } else {
                    guard let parts = value.arrayValue, parts.count == 2, let item = parts[0].stringValue,
                        let key = parts[1].stringValue
                    else { throw TemplateError(.value, "the separators of JSON are two texts") }
                    style.separators = (item, key)
                }
            default: throw TemplateError(.type, "the argument '\(name)' of JSON is not known natively")
            }
        }
        return style
    }

    /// What one level is indented by: spaces, a text, or nil for one line.
    static func indent(_ value: Value) throws(TemplateError) -> String? {
        if value.isNone { return nil }
        if let text = value.stringValue { return text }
        guard let count = value.intValue, count <= 1_000 else {
            throw TemplateError(.type, "the indent of JSON must be a number or text, not \(value.pythonRepr)")
        }
        return String(repeating: " ", count: max(count, 0))
    }

    // MARK: YAML

    private static func yaml(
        _ value: Value, _ keywords: [(name: String, value: Value)], _ start: PyYAML.DumpStyle, _ invocation: Invocation
    ) throws(TemplateError) -> Value {
        var style = start
        for (name, value) in keywords {
            switch name {
            case "indent": style.indent = try number(value, name, default: 2)
            case "width": style.width = try number(value, name, default: 80)
            case "sort_keys": style.sortsKeys = try value.truth()
            case "default_flow_style" where start.isFlow == nil:
                style.isFlow = value.isNone ? nil : try value.truth()
            case "explicit_start": style.hasStart = try value.truth()
            case "explicit_end": style.hasEnd = try value.truth()
            case "default_style":
                switch value.isNone ? "" : try word(value, name) {
                case "": style.quote = nil
                case "'": style.quote = "'"
                case "\"": style.quote = "\""
                default: throw TemplateError(.value, "the style \(value.pythonRepr) of YAML is not known natively")
                }
            default: throw TemplateError(.type, "the argument '\(name)' of YAML is not known natively")
            }
        }
        let text = try PyYAML.dump(value, style)
        try invocation.charge(text.utf8.count)
        return .string(text)
    }

    /// A number for the emitter; None and 0 leave it at its default.
    private static func number(
        _ value: Value, _ name: String, default fallback: Int
    ) throws(TemplateError) -> Int {
        if value.isNone { return fallback }
        if case .double(let number) = value, number == .infinity { return Int.max }
        guard let number = value.intValue else {
            throw TemplateError(.type, "the \(name) of YAML must be a number, not \(value.typeName)")
        }
        return number == 0 ? fallback : number
    }
}
