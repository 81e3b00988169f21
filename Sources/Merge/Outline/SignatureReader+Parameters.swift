extension SignatureReader {
    /// What the parts of a declaration say; nil where they can't be told.
    func signature(_ parts: [String], rest: String, head: Head) -> Signature? {
        var signature = Signature(isAsync: head.isAsync)
        var isNamed = false
        for (index, part) in parts.enumerated() {
            let text = part.drop { $0 == "&" }
            if index == 0, language == .python || language == .rust, head.isMethod || head.isMaker,
                ["self", "cls", "mut self"].contains(where: { text == $0 || text.hasPrefix($0 + ":") })
            {
                continue
            }
            if part == "*" || part == "/" {
                if part == "*" { isNamed = true }
                continue
            }
            guard var parameter = parameter(part) else { return nil }
            parameter.isNamed = parameter.isNamed || isNamed
            if parameter.isRest { isNamed = language == .python }
            signature.parameters.append(parameter)
        }
        signature.result = String(rest.prefix { $0 != "{" && $0 != ";" }).trimmed
        return signature
    }

    private func parameter(_ part: String) -> Signature.Parameter? {
        var isOptional = part.contains("=")
        func named(_ text: Substring) -> Signature.Parameter {
            Signature.Parameter(name: text.identifier(), isOptional: isOptional)
        }
        switch language {
        case .python:
            if part.hasPrefix("**") { return Signature.Parameter(name: "", takesAllNames: true) }
            if part.hasPrefix("*") { return Signature.Parameter(name: "", isRest: true) }
            return named(part[...])
        case .ruby:
            if part.hasPrefix("**") { return Signature.Parameter(name: "", takesAllNames: true) }
            if part.hasPrefix("*") { return Signature.Parameter(name: "", isRest: true) }
            if part.hasPrefix("&") || part == "..." { return nil }
            if let colon = part.firstIndex(of: ":") {
                isOptional = part.index(after: colon) < part.endIndex
                var parameter = named(part[...])
                parameter.isNamed = true
                return parameter
            }
            return named(part[...])
        case .script:
            if part.hasPrefix("...") { return Signature.Parameter(name: "", isRest: true) }
            let words = part.split(separator: " ").drop { ["private", "public", "protected", "readonly"].contains($0) }
            let text = words.joined(separator: " ")
            if text.hasPrefix("{") || text.hasPrefix("[") {
                return Signature.Parameter(name: text, isOptional: isOptional)
            }
            let name = text[...].identifier(with: "$")
            if name == "this" { return nil }
            isOptional = text.dropFirst(name.count).hasPrefix("?") || text.replacingArrows.contains("=")
            return Signature.Parameter(name: name, isOptional: isOptional)
        case .go:
            return Signature.Parameter(name: "\(part)", isRest: part.contains("..."))
        case .java, .sharp:
            if part.contains("...") || part.hasPrefix("params ") || part.hasPrefix("this ") { return nil }
            let name = part.prefix { $0 != "=" }.split(separator: " ").last ?? ""
            return Signature.Parameter(name: String(name), isOptional: isOptional)
        case .kotlin:
            if part.contains("vararg ") { return nil }
            let words = part.prefix { $0 != ":" }.split(separator: " ")
            return Signature.Parameter(name: String(words.last ?? ""), isOptional: part.replacingArrows.contains("="))
        case .swift:
            if part.contains("...") { return nil }
            let label = part[...].identifier()
            return Signature.Parameter(name: label, isOptional: isOptional, isNamed: label != "_")
        case .rust:
            return Signature.Parameter(name: String(part.prefix { $0 != ":" }).trimmed)
        }
    }
}
