extension Outline {
    /// Python: functions, classes, what a module or a class assigns, the keys of literal dictionaries, and routes.
    static let python: Scanner = { lines in
        var outline = Outline()
        var scopes = IndentationScopes()
        var classes: Set<Int> = [-1]
        var enumerations: [Int: String] = [:]
        var decorators: [String] = []
        var imports = ImportNames(.python)
        var calls = PythonCalls()
        var blocks = PythonBlocks()
        for line in CodeLines(lines, comment: "#", quotes: ["\"\"\"", "'''"]) {
            let scope = scopes.enter(line)
            let holder = blocks.enter(line, scope: scope)
            // A name in a block is one of the module or class around it, as is what stands behind a `;`.
            let other = classes.contains(holder) ? holder : nil
            if let other {
                for bound in line.otherNames(inBlock: scope != holder) {
                    outline.addOther(bound.name, scope: other, line: line.number, text: bound.source)
                }
            }
            if let names = imports.read(line.text) {
                for name in names {
                    outline.add(name.name, scope: scope, line: line.number, text: name.source)
                    if let other, scope != other {
                        outline.addOther(name.name, scope: other, line: line.number, text: name.source)
                    }
                }
                continue
            }
            if let row = line.rowName { outline.add(once: row, scope: scope, line: line.number, text: line.text) }
            if let route = line.route { outline.add(route, scope: scope, line: line.number) }
            for name in line.registered { outline.add(name, scope: scope, line: line.number) }
            if let name = calls.name(in: line, scope: scope) {
                outline.add(name, scope: scope, line: line.number)
                continue
            }
            if line.text.hasPrefix("@") {
                decorators.append(line.text)
                continue
            }
            var words = line.words[...]
            if words.first == "async" { words = words.dropFirst() }
            if let keyword = words.first, keyword == "def" || keyword == "class", words.count > 1 {
                let name = words[words.startIndex + 1][...].identifier()
                if keyword == "class" { classes.insert(line.number) }
                if keyword == "class", line.text.holds("Enum") || line.text.holds("Flag") {
                    enumerations[line.number] = name
                }
                // `@x.setter` above `def x` adds to what `x` is.
                let role = decorators.first { $0.hasPrefix("@\(name).") } ?? ""
                let isVariant = keyword == "def" && Self.isVariant(name, decorators)
                if !isVariant {
                    outline.add(name + role, scope: scope, line: line.number)
                }
                if name != "_", role.isEmpty, let other, isVariant || scope != other {
                    outline.addOther(name, scope: other, line: line.number)
                }
                decorators = []
            } else if line.text.hasPrefix("\"") || line.text.hasPrefix("'") {
                if let key = line.quotedKey { outline.add(key, scope: scope, line: line.number) }
            } else if classes.contains(scope), let name = line.assigned {
                outline.add(name, scope: scope, line: line.number)
                if let type = enumerations[scope], let number = line.number(of: type) {
                    outline.add(number, scope: scope, line: line.number)
                }
            } else if scope >= 0, line.holds("="), let name = line.assigned {
                outline.add(once: "variable " + name, scope: scope, line: line.number, text: line.text)
            } else if line.text.hasPrefix("case "), line.text.hasSuffix(":") {
                outline.add(line.text, scope: scope, line: line.number)
            } else if line.text.hasPrefix("if __name__ ") {
                outline.add(line.text, line: line.number)
            }
        }
        return outline
    }

    /// Whether a Python function is one of several of its name by intent.
    private static func isVariant(_ name: String, _ decorators: [String]) -> Bool {
        name == "_" || decorators.contains { $0.contains("overload") || $0.contains(".register") }
    }
}
