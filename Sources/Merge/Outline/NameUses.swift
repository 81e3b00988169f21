/// Where a file uses a name that it defines, found word by word: enough to tell that a use is new.
struct NameUses {
    /// What a use of a name looks like.
    struct Use: Hashable {
        var word: String
        /// What may stand right before the word; anything where there is none.
        var before: [String] = []
        /// What may stand right behind it; anything where there is none.
        var after: [String] = []
        /// Whether the name may be another's too, so that it counts only where a side has no use of it left.
        var isShared = false
        /// Whether it is what stands between brackets, whatever its case and space.
        var isLabel = false
        /// What defines the name.
        var kind = Kind.variable
    }

    /// What defines a name, as far as its uses look different.
    enum Kind {
        case imported
        /// A function, a class, a target.
        case defined
        case variable
    }

    private let comment: String
    /// Characters of names beside letters, digits and underscores.
    private let others: [UInt8]
    let language: Language
    let path: String

    enum Language {
        /// Names stand alone.
        case words
        case shell
        case make
        case python
        case script
        /// Names stand alone, and those of functions before their parameters.
        case braces
        case go
        case terraform
        case nginx
        case maven
        case sql
        case markdown
        case templates
        case cmake
    }

    /// Nil where names are no words.
    init?(path: String) {
        if let plain = Outline.withoutTemplateSuffix(path), let uses = NameUses(path: plain) {
            self = uses
            return
        }
        self.path = path
        let name = path.fileName
        let suffix = path.fileSuffix
        switch suffix {
        case "py", "pyi": (comment, others, language) = ("#", [], .python)
        case "sh", "bash", "zsh": (comment, others, language) = ("#", [], .shell)
        case "rb": (comment, others, language) = ("#", [], .words)
        case _ where scriptSuffixes.contains(suffix): (comment, others, language) = ("//", Array("$".utf8), .script)
        case "go": (comment, others, language) = ("//", [], .go)
        case "java", "kt", "cs", "scala": (comment, others, language) = ("//", [], .braces)
        case "rs", "swift", "proto": (comment, others, language) = ("//", [], .words)
        case "just": (comment, others, language) = ("#", Array("-.".utf8), .words)
        case "tf": (comment, others, language) = ("#", Array("-".utf8), .terraform)
        case "sql": (comment, others, language) = ("--", [], .sql)
        case "md", "markdown": (comment, others, language) = ("\u{0}", Array("-.".utf8), .markdown)
        case "yaml", "yml", "tpl": (comment, others, language) = ("#", Array("-./$".utf8), .templates)
        case "conf": (comment, others, language) = ("#", Array("-".utf8), .nginx)
        default:
            if name == "pom.xml" {
                (comment, others, language) = ("<!--", Array("-.".utf8), .maven)
                return
            }
            if name == "CMakeLists.txt" {
                (comment, others, language) = ("#", Array("-.".utf8), .cmake)
                return
            }
            guard path.isMakefile || ["justfile", "Justfile", ".justfile"].contains(name) else {
                return nil
            }
            (comment, others, language) = ("#", Array("-.".utf8), path.isMakefile ? .make : .words)
        }
    }

    /// What a use of a definition looks like; nil for what can't be told from other words.
    /// - Parameter line: The line that defines it.
    func use(of definition: Outline.Definition, on line: ArraySlice<UInt8>) -> Use? {
        guard var use = plainUse(of: definition) else { return nil }
        use.kind = kind(of: definition, on: String(decoding: line.filter { $0 != lineFeed }, as: UTF8.self).trimmed)
        if use.isLabel { return use.word.isEmpty ? nil : use }
        guard use.word.utf8.allSatisfy(isPart) else { return nil }
        // A word of one or two letters is too common to stand alone.
        if use.word.utf8.count > 2 || !use.before.isEmpty || !use.after.isEmpty { return use.word.isEmpty ? nil : use }
        return nil
    }

    private func plainUse(of definition: Outline.Definition) -> Use? {
        let name = definition.name
        let words = name.split(separator: " ").map { $0.filter { $0 != "\"" } }
        switch language {
        case .terraform:
            switch words.first {
            case "variable" where words.count == 3: return Use(word: words[1], before: ["var."])
            case "module" where words.count == 3: return Use(word: words[1], before: ["module."])
            case "resource" where words.count == 4: return Use(word: words[2], before: [words[1] + "."])
            case "provider" where words.count == 2:
                let parts = words[1].split(separator: ".", maxSplits: 1).map(String.init)
                return parts.count == 2 ? Use(word: parts[1], before: [parts[0] + "."]) : nil
            case "data" where words.count == 4: return Use(word: words[2], before: ["data.\(words[1])."])
            default:
                return definition.scope == -2 ? Use(word: String(name.dropLast()), before: ["local."]) : nil
            }
        case .nginx:
            switch words.first {
            case "upstream" where words.count > 1: return Use(word: words[1], before: ["://", "_pass "])
            case "log_format": return words.count > 1 ? Use(word: words[1], after: [";"]) : nil
            case "zone": return Use(word: words[1], before: ["zone=", "limit_conn ", "proxy_cache "])
            default: return nil
            }
        case .maven: return words.first == "property" ? Use(word: words[1], before: ["${"]) : nil
        case .cmake:
            return words.count == 2 && words[0] == "target" && definition.scope == -1 ? Use(word: words[1]) : nil
        case .sql where words.first == "column" && words.count == 2 && words[1].utf8.count > 2:
            return Use(word: words[1], before: ["(", ", ", ".", "by ", "where ", "and ", "set "], isShared: true)
        case .sql:
            return words.first == "table"
                ? Use(word: words[1], before: ["references ", "from ", "join ", "into ", "update ", "table ", " on "])
                : nil
        case .markdown:
            if name.hasPrefix("[") { return Use(word: String(name.dropFirst()), isLabel: true) }
            return name.hasPrefix("#") ? Use(word: Outline.anchor(of: name), before: ["(#"], after: [")"]) : nil
        case .templates:
            // `{{ $name := … }}`, and `{{ define "name" }}`.
            if name.hasPrefix("$") { return Use(word: name, isShared: true) }
            guard name.hasPrefix("{{"), name.contains("define"),
                let label = name.split(separator: "\"").dropFirst().first
            else { return nil }
            return Use(word: String(label), before: ["include \"", "template \""])
        case .python where words.count == 2 && ["module", "member"].contains(words[0]):
            return Use(word: words[1], after: [".", "("])
        case .python, .script:
            if definition.scope != -1 {
                let owners = language == .python ? ["self.", "cls."] : ["this."]
                return Use(word: name, before: owners, isShared: true)
            }
        case .braces:
            if let parameters = name.firstIndex(of: "(") {
                return Use(word: String(name[..<parameters]), after: ["("], isShared: true)
            }
            if words.count == 2, words[0] == "field" { return Use(word: words[1], isShared: true) }
        case .go:
            if words.count == 2, words[0] == "field" { return Use(word: words[1], before: ["."], isShared: true) }
        case .words, .shell, .make: break
        }
        guard definition.scope == -1 else { return nil }
        var word = name[...]
        if word.hasPrefix("function ") { word = word.dropFirst("function ".count) }
        if word.hasSuffix("=") { word = word.dropLast() }
        // What is imported under so short a name is used through it: `os.environ`.
        let isShortImport = word.utf8.count <= 2 && (definition.text != nil || [.go, .script].contains(language))
        return Use(word: String(word), after: isShortImport ? [".", "(", "::"] : [])
    }

    /// The lines of a text that each name is used on; comments on lines of their own are left out.
    func lines(of wanted: [String: Use], in bytes: [UInt8]) -> [String: Set<Int>] {
        if wanted.isEmpty { return [:] }
        let labels = Dictionary(grouping: wanted.keys.filter { wanted[$0]?.isLabel == true }) { wanted[$0]?.word ?? "" }
        let names = Dictionary(grouping: wanted.keys.filter { wanted[$0]?.isLabel != true }) { wanted[$0]?.word ?? "" }
        let lengths = Set(names.keys.map(\.utf8.count))
        let lines = LineText(bytes)
        var found: [String: Set<Int>] = [:]
        lazy var places = places(in: lines)
        for number in 0..<lines.count {
            var line = lines[number]
            let text = line.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            if text.starts(with: comment.utf8) { continue }
            if !labels.isEmpty {
                for label in Self.labels(in: line) {
                    for name in labels[label] ?? [] { found[name, default: []].insert(number) }
                }
            }
            if language == .sql { line = ArraySlice(line.map { (65...90).contains($0) ? $0 + 32 : $0 }) }
            for part in line.split(whereSeparator: { !isPart($0) }).map(name(in:)) where lengths.contains(part.count) {
                for name in names[String(decoding: part, as: UTF8.self)] ?? [] {
                    guard let use = wanted[name], fits(part, in: line, use) else { continue }
                    // What stands behind an owner is told by that.
                    if use.before.isEmpty, !places(part.indices, number, use.kind) { continue }
                    found[name, default: []].insert(number)
                }
            }
        }
        return found
    }

    /// The name in a word of a template: a field of a variable is a use of the variable, `$bell.size`.
    private func name(in part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard language == .templates, let sign = part.firstIndex(of: UInt8(ascii: "$")) else { return part }
        let name = part[part.index(after: sign)...].prefix { $0.isWordByte || $0 >= 0x80 }
        return name.isEmpty ? part : part[sign..<name.endIndex]
    }

    /// What stands between brackets on a line, without those that define it.
    private static func labels(in line: ArraySlice<UInt8>) -> [String] {
        var found: [String] = []
        var start: Int?
        for (index, byte) in zip(line.indices, line) {
            if byte == UInt8(ascii: "[") {
                start = index + 1
            } else if byte == UInt8(ascii: "]"), let first = start {
                start = nil
                // `[text](address)` names no label, and `[label]:` gives it a target.
                let next = line[(index + 1)...].first
                if next == UInt8(ascii: "(") || next == UInt8(ascii: ":") && line[..<(first - 1)].allSatisfy(isBlank) {
                    continue
                }
                if let label = LinkDefinitions.folded(String(decoding: line[first..<index], as: UTF8.self)) {
                    found.append(label)
                }
            }
        }
        return found
    }

    /// Whether a word stands between what a use of it stands between.
    private func fits(_ part: ArraySlice<UInt8>, in line: ArraySlice<UInt8>, _ use: Use) -> Bool {
        let (above, below) = (line[line.startIndex..<part.startIndex], line[part.endIndex...])
        return (use.before.isEmpty || use.before.contains { above.reversed().starts(with: $0.utf8.reversed()) })
            && (use.after.isEmpty || use.after.contains { below.starts(with: $0.utf8) })
    }

    private func isPart(_ byte: UInt8) -> Bool { byte.isWordByte || byte >= 0x80 || others.contains(byte) }
}
