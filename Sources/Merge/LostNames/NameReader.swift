/// Finds what a file defines, and where it uses it, by a look at its lines.
struct NameReader {
    enum Language {
        case java
        case sharp
        case c
        case kotlin
        case swift
        case scala
        case php
        case groovy
        case ruby
        case lua
        case powershell
        case python
        case script
        case rust
        case batch
        case cmake
        case terraform
        case styles
        case nginx
        case markup
        case beans
        case sql
    }

    /// A line that defines a name.
    struct Definition {
        var name: DefinedName
        var line: Int
    }

    /// A use of a name, or what looks like one.
    struct Use {
        var line: Int
        /// Whether it is one; else the name only gets another meaning there.
        var isPlain = true
        /// Whether the name is given something there.
        var isBinding: Bool
        /// Whether it says where the name is from.
        var isQualified: Bool
    }

    let language: Language

    /// Nil for other files.
    init?(path: String) {
        let path = Outline.withoutTemplateSuffix(path) ?? path
        let name = path.fileName
        if name.hasPrefix("Jenkinsfile") {
            language = .groovy
            return
        }
        if name == "CMakeLists.txt" {
            language = .cmake
            return
        }
        let suffix = path.fileSuffix.lowercased()
        switch suffix {
        case _ where scriptSuffixes.contains(suffix): language = .script
        default:
            guard let found = Self.languages[suffix] else { return nil }
            language = found
        }
    }

    private static let languages: [String: Language] = [
        "java": .java, "cs": .sharp, "c": .c, "h": .c, "cc": .c, "cpp": .c, "hpp": .c, "kt": .kotlin, "kts": .kotlin,
        "swift": .swift, "scala": .scala, "php": .php, "groovy": .groovy, "gradle": .groovy, "rb": .ruby, "lua": .lua,
        "ps1": .powershell, "psm1": .powershell, "py": .python, "pyi": .python, "rs": .rust, "bat": .batch,
        "cmd": .batch, "cmake": .cmake, "tf": .terraform, "css": .styles, "scss": .styles, "less": .styles,
        "conf": .nginx, "html": .markup, "htm": .markup, "xml": .beans, "sql": .sql,
    ]

    /// Whether capital letters make no other name.
    private var ignoresCase: Bool { [.powershell, .batch, .sql].contains(language) }

    /// Whether a type may stand before a name that is declared.
    private var hasTypes: Bool { [.java, .sharp, .c].contains(language) }

    /// Characters of names beside letters, digits and underscores.
    private var others: [UInt8] {
        switch language {
        case .script, .php, .nginx: Array("$".utf8)
        case .styles: Array("$-".utf8)
        case .powershell: Array("$-".utf8)
        case .terraform, .markup, .beans: Array("-".utf8)
        case .ruby: Array("?!".utf8)
        default: []
        }
    }

    private var comments: [String] {
        switch language {
        case .php: ["//", "# "]
        case .ruby, .powershell, .python, .cmake, .terraform, .nginx: ["#"]
        case .lua, .sql: ["--"]
        case .batch: ["::", "rem "]
        case .markup, .beans: ["<!--"]
        default: ["//"]
        }
    }

    /// How code is told from texts; nil where names stand in whatever is written.
    private var code: CodeText? {
        switch language {
        case .java, .c, .lua: CodeText(comments: comments, quotes: "\"'")
        case .rust: CodeText(comments: comments, quotes: "\"")
        case .sharp: CodeText(comments: comments, quotes: "\"'", inserts: .braces(marks: "$@"))
        case .swift: CodeText(comments: comments, quotes: "\"", inserts: .swift)
        case .scala: CodeText(comments: comments, quotes: "\"", inserts: .dollar)
        case .kotlin, .php, .groovy, .powershell: CodeText(comments: comments, quotes: "\"'", inserts: .dollar)
        case .ruby: CodeText(comments: comments, quotes: "\"'", inserts: .ruby)
        case .python: CodeText(comments: comments, quotes: "\"'", inserts: .braces(marks: "fF"))
        case .script: CodeText(comments: comments, quotes: "\"'`", inserts: .template)
        case .batch, .cmake, .terraform, .styles, .nginx, .markup, .beans, .sql: nil
        }
    }

    /// The lines that are no comments and not within a text over several lines.
    func lines(_ lines: [OutlineLine]) -> [OutlineLine] {
        switch language {
        case .java, .sharp, .kotlin, .swift, .scala, .php:
            Array(CodeLines(OutlineLine.withBraces(lines), comment: "//", quotes: ["\"\"\""]))
        case .groovy: Array(CodeLines(lines, comment: "//", quotes: ["\"\"\"", "'''"]))
        case .script: Array(CodeLines(lines, comment: "//", quotes: ["`"]))
        case .python: Array(CodeLines(lines, comment: "#", quotes: ["\"\"\"", "'''"]))
        case .styles, .rust: Array(CodeLines(lines, comment: "//", quotes: []))
        // Such lines are no comments: `#define`.
        case .c: withoutComments(OutlineLine.withBraces(lines))
        default: withoutComments(lines)
        }
    }

    private func withoutComments(_ lines: [OutlineLine]) -> [OutlineLine] {
        lines.filter { line in
            let text = ignoresCase ? line.text.lowercased() : line.text
            return !comments.contains(where: text.hasPrefix) && !text.hasPrefix("/*") && !text.hasPrefix("* ")
        }
    }

    func blocks(of lines: [OutlineLine]) -> CodeBlocks { CodeBlocks(self.lines(lines), opener: opener) }

    /// The definitions of some words.
    func definitions(in lines: [OutlineLine], of words: Set<String>) -> [Definition] {
        definitions(in: lines) { line in
            words.contains { (ignoresCase ? line.text.lowercased() : line.text).contains($0) }
        }.filter { words.contains($0.name.word) }
    }

    /// What lines define, those that are wanted.
    func definitions(in all: [OutlineLine], where isWanted: (OutlineLine) -> Bool) -> [Definition] {
        let wanted = Set(all.filter(isWanted).map(\.number))
        if wanted.isEmpty { return [] }
        let lines = self.lines(all)
        let blocks = CodeBlocks(lines, opener: opener)
        var found: [Definition] = []
        for line in lines where wanted.contains(line.number) {
            for name in names(in: line, blocks) where name.word.utf8.count > 0 {
                var name = name
                if ignoresCase { name.word = name.word.lowercased() }
                found.append(Definition(name: name, line: line.number))
            }
        }
        return language == .python ? found.map { held($0, in: lines) } : found
    }

    /// A member of a type is one of the objects, too, that the file makes of it: `settings = Settings()`.
    private func held(_ definition: Definition, in lines: [OutlineLine]) -> Definition {
        guard let owner = definition.name.owner else { return definition }
        let objects = Set(lines.compactMap { HeldObject($0.text) }.filter { $0.type == owner }.map { $0.name + "." })
        var definition = definition
        if !objects.isEmpty { definition.name.looks.append(.behind(objects.sorted())) }
        return definition
    }

    /// Where names are used.
    func uses(of names: [DefinedName], in all: [OutlineLine]) -> [DefinedName: [Use]] {
        let words = Set(names.map(\.word))
        let lines = self.lines(all)
        func read(_ lines: [OutlineLine], _ code: CodeText?) -> CodeWords {
            CodeWords(lines, code, others: others, ignoresCase: ignoresCase, wanted: words)
        }
        let inCode = code.map { read(lines, $0) }
        // Texts over several lines hold what is written, too.
        let isWritten = names.contains { $0.looks.contains(where: \.isWritten) }
        let inText = isWritten ? read(withoutComments(all), nil) : nil
        let functions = language == .php ? phpFunctions(lines) : []
        var found: [DefinedName: [Use]] = [:]
        for name in names {
            for (places, isCode) in [(inCode?[name.word] ?? [], true), (inText?[name.word] ?? [], false)] {
                if !isCode, language == .groovy {
                    found[name, default: []] += places.filter(\.isShellBinding).map {
                        Use(line: $0.line, isBinding: true, isQualified: true)
                    }
                }
                let isAlone = isCode && name.looks.contains { $0 == .called || $0 == .alone() || $0 == .path }
                for place in places {
                    // A function of PHP does not see the variables of the file.
                    if name.word.hasPrefix("$"), functions.contains(place.line) { continue }
                    let isPlain = name.isUsed(at: place, isCode: isCode)
                    let isBinding = isCode && place.isBinding(of: name.word, hasTypes: hasTypes)
                    guard isPlain || isAlone && isBinding && place.before.last != UInt8(ascii: ".") else { continue }
                    let isQualified = name.owner.map {
                        place.stands(behind: $0 + ".") || place.stands(behind: $0 + "::")
                    }
                    found[name, default: []].append(
                        Use(
                            line: place.line, isPlain: isPlain, isBinding: isBinding,
                            isQualified: !isAlone || isQualified ?? true))
                }
            }
        }
        return found
    }

    private func phpFunctions(_ lines: [OutlineLine]) -> Set<Int> {
        var top = ""
        return Set(
            lines.filter { line in
                if line.indentation == 0 { top = line.text }
                return top.contains("function ") || top.contains("class ") || top.contains("trait ")
            }.map(\.number))
    }

    /// Whether a file takes in all that a name was taken in from: `import java.util.*`.
    func hasAll(of name: DefinedName, _ lines: [OutlineLine]) -> Bool {
        guard let source = name.source else { return false }
        let wanted = [".*", "._", ".{_}"].map { source + $0 }
        return lines.contains { line in
            line.text.hasPrefix("import ") && wanted.contains { line.text.filter { $0 != ";" }.hasSuffix($0) }
        }
    }
}

extension CodeWords.Place {
    /// Whether a script within a pipeline, or a step around it, gives the name something: `NAME=`, `variable: 'NAME'`.
    fileprivate var isShellBinding: Bool {
        if after.first == UInt8(ascii: "="), after.dropFirst().first != UInt8(ascii: "=") { return true }
        return ["ariable: '", "ariable: \""].contains { before.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
}

extension DefinedName.Look {
    fileprivate var isWritten: Bool { if case .written = self { true } else { false } }
}
