import TestSupport

/// How a generated document is written.
struct DocumentStyle: Sendable {
    enum Format: String, CaseIterable, Sendable {
        case yaml, json, toml, dotenv, ini, properties, requirements, ignore, dockerfile

        /// How deep mappings are nested: sections of an INI file hold values only, and most files by lines nothing.
        var depth: Int {
            switch self {
            case .yaml, .json, .toml: 3
            case .ini: 2
            case .dotenv, .properties, .requirements, .ignore, .dockerfile: 1
            }
        }
    }

    var format: Format
    var indentation = 2
    var listsAreIndented = true
    var listsAreFlow = false
    var quotes: Character?

    var path: String {
        switch format {
        case .yaml: "config.yaml"
        case .json: "config.jsonc"
        case .toml: "config.toml"
        case .dotenv: ".env"
        case .ini: "config.ini"
        case .properties: "application.properties"
        case .requirements: "requirements.txt"
        case .ignore: ".gitignore"
        case .dockerfile: "Dockerfile"
        }
    }

    static func random(_ format: Format, _ random: inout SeededRandom) -> DocumentStyle {
        DocumentStyle(
            format: format, indentation: [2, 4][Int.random(in: 0...1, using: &random)],
            listsAreIndented: Bool.random(using: &random), listsAreFlow: Int.random(in: 0..<3, using: &random) == 0,
            quotes: [nil, "\"", "'"][Int.random(in: 0..<3, using: &random)])
    }

    func write(_ model: Model) -> String {
        switch format {
        case .yaml: yaml(model, indent: 0)
        case .json: json(model, indent: 0) + "\n"
        case .toml: toml(model, path: [])
        case .ini: ini(model)
        case .dockerfile: "FROM scratch\n" + lines(model)
        case .dotenv, .properties, .requirements, .ignore: lines(model)
        }
    }

    /// One entry a line; what else an entry holds is written into its value.
    private func lines(_ model: Model) -> String {
        model.entries.map { comment($0, "") + line($0.key, $0.value) + "\n" }.joined()
    }

    private func line(_ key: String, _ value: Model) -> String {
        switch format {
        case .requirements: "\(key)==\(number(value)).0"
        // What a pattern says is its name: another value is another pattern.
        case .ignore: "\(key)/\(number(value))"
        case .dockerfile: "ENV \(key.uppercased())=\"\(text(value, quote: ""))\""
        default: "\(key.uppercased())=\(text(value))"
        }
    }

    private func ini(_ model: Model) -> String {
        let sections = model.entries.map { entry -> String in
            let values =
                entry.value.entries.isEmpty ? [Model.Entry(key: "value", value: entry.value)] : entry.value.entries
            return comment(entry, "") + "[\(entry.key)]\n"
                + values.map { comment($0, "") + "\($0.key) = \(text($0.value))\n" }.joined()
        }
        return sections.joined(separator: "\n")
    }

    /// A number for a value, the same for the same one.
    private func number(_ value: Model) -> Int {
        text(value).utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFFF }
    }

    /// The comments that a document is written with.
    func comments(_ model: Model) -> [String] { comments(model, depth: format.depth) }

    private func comments(_ model: Model, depth: Int) -> [String] {
        guard depth > 0, format != .ignore else { return [] }
        return model.entries.flatMap { entry in
            (entry.comment.map { [$0] } ?? []) + comments(entry.value, depth: depth - 1)
        }
    }

    private func text(_ value: Model, quote: String = "\"") -> String {
        switch value {
        case .scalar(let text): quote + text + quote
        case .list(let values): values.joined(separator: ",")
        // Not their names, which the other side may take out elsewhere.
        case .map(let entries): quote + "\(entries.count) entries" + quote
        }
    }

    private func comment(_ entry: Model.Entry, _ indent: String) -> String {
        // Above patterns it would be the heading of all that follow.
        guard format != .ignore else { return "" }
        return entry.comment.map { "\(indent)\(format == .json ? "//" : "#") \($0)\n" } ?? ""
    }

    // MARK: YAML

    private func yaml(_ model: Model, indent: Int) -> String {
        let space = String(repeating: " ", count: indent)
        return model.entries.map { entry in
            let head = comment(entry, space) + "\(space)\(entry.key):"
            switch entry.value {
            case .scalar(let text): return head + " \(scalar(text))\n"
            case .list(let values) where listsAreFlow:
                return head + " [\(values.map(scalar).joined(separator: ", "))]\n"
            case .list(let values):
                let inner = listsAreIndented ? space + String(repeating: " ", count: indentation) : space
                return head + "\n" + values.map { "\(inner)- \(scalar($0))\n" }.joined()
            case .map: return head + "\n" + yaml(entry.value, indent: indent + indentation)
            }
        }.joined()
    }

    private func scalar(_ text: String) -> String {
        let needsQuotes = text.contains(": ") || text.contains("#")
        switch quotes {
        case "'": return "'\(text)'"
        case nil where !needsQuotes: return text
        default: return "\"\(text)\""
        }
    }

    // MARK: JSON

    private func json(_ model: Model, indent: Int) -> String {
        switch model {
        case .scalar(let text): return "\"\(text)\""
        case .list(let values):
            if listsAreFlow { return "[" + values.map { "\"\($0)\"" }.joined(separator: ", ") + "]" }
            let inner = String(repeating: " ", count: indent + indentation)
            return "[\n" + values.map { "\(inner)\"\($0)\"" }.joined(separator: ",\n") + "\n"
                + String(repeating: " ", count: indent) + "]"
        case .map(let entries):
            let inner = String(repeating: " ", count: indent + indentation)
            return "{\n"
                + entries.map {
                    comment($0, inner) + "\(inner)\"\($0.key)\": \(json($0.value, indent: indent + indentation))"
                }
                .joined(separator: ",\n") + "\n" + String(repeating: " ", count: indent) + "}"
        }
    }

    // MARK: TOML

    private func toml(_ model: Model, path: [String]) -> String {
        var out = ""
        for entry in model.entries {
            switch entry.value {
            case .scalar(let text): out += comment(entry, "") + "\(entry.key) = \"\(text)\"\n"
            case .list(let values):
                out += comment(entry, "") + "\(entry.key) = ["
                out +=
                    listsAreFlow
                    ? values.map { "\"\($0)\"" }.joined(separator: ", ")
                    : "\n" + values.map { "    \"\($0)\",\n" }.joined()
                out += "]\n"
            case .map: continue
            }
        }
        for entry in model.entries {
            guard case .map = entry.value else { continue }
            let name = path + [entry.key]
            out += "\n" + comment(entry, "") + "[\(name.joined(separator: "."))]\n" + toml(entry.value, path: name)
        }
        return out
    }
}
