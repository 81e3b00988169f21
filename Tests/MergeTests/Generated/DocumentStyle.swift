import TestSupport

/// How a generated document is written.
struct DocumentStyle: Sendable {
    enum Format: String, CaseIterable, Sendable {
        case yaml, json, toml, dotenv
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
        case .dotenv: model.entries.map { comment($0, "") + "\($0.key.uppercased())=\(text($0.value))\n" }.joined()
        }
    }

    /// The comments that a document is written with.
    func comments(_ model: Model) -> [String] {
        model.entries.flatMap { entry in
            (entry.comment.map { [$0] } ?? []) + (format == .dotenv ? [] : comments(entry.value))
        }
    }

    private func text(_ value: Model) -> String {
        switch value {
        case .scalar(let text): "\"\(text)\""
        case .list(let values): values.joined(separator: ",")
        case .map(let entries): entries.map(\.key).joined(separator: ",")
        }
    }

    private func comment(_ entry: Model.Entry, _ indent: String) -> String {
        entry.comment.map { "\(indent)\(format == .json ? "//" : "#") \($0)\n" } ?? ""
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
