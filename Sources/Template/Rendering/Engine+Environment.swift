import Jinja

extension Engine {
    /// The delimiters, filters and limits of native templates.
    static func environment() -> Environment {
        var environment = Environment(
            delimiters: Delimiters(
                blockStart: "<%", blockEnd: "%>", variableStart: "<%=", variableEnd: "%>", commentStart: "<%#",
                commentEnd: "%>"))
        environment.trimBlocks = true
        environment.lstripBlocks = true
        environment.keepTrailingNewline = true
        environment.undefined = .strict
        environment.limits.outputBytes = 32 << 20
        environment.limits.valueSize = 8 << 20
        environment.limits.totalSize = 256 << 20
        for (name, form) in names { environment.addFilter(name, identifier(name, form)) }
        for (name, form) in texts { environment.addFilter(name, text(form)) }
        return environment
    }

    /// Filters that make identifiers: they refuse what no identifier can hold.
    private static let names: [(String, @Sendable (String) -> String)] = [
        ("kebab", Names.kebab), ("snake", Names.snake), ("pascal", Names.pascal), ("camel", Names.camel),
        ("screaming", Names.screaming), ("flat", Names.flat),
    ]

    /// Filters that make text of text.
    private static let texts: [(String, @Sendable (String) -> String)] = [
        ("words", { Names.words($0).joined(separator: " ") }), ("title", Names.title), ("plural", Names.plural),
        ("with_service", Names.withServiceSuffix), ("yaml_string", Quoting.yaml), ("toml_string", Quoting.toml),
        ("json_string", Quoting.json), ("python_string", Quoting.python), ("sh_quote", Quoting.shell),
        ("markdown_text", Quoting.markdown),
    ]

    private static func identifier(
        _ name: String, _ form: @escaping @Sendable (String) -> String
    ) -> Environment.FilterBody {
        { (value, _, invocation) throws(TemplateError) in
            let text = try invocation.text(value)
            guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
                throw TemplateError(.value, "\(name) makes names of ASCII letters and digits, not of '\(text)'")
            }
            return .string(form(text))
        }
    }

    private static func text(_ form: @escaping @Sendable (String) -> String) -> Environment.FilterBody {
        { (value, _, invocation) throws(TemplateError) in .string(form(try invocation.text(value))) }
    }
}
