/// A second reader of Dockerfiles, which takes a file for a text and not for a tree.
enum DockerfileReader {
    static func read(_ bytes: [UInt8]) -> Value? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        var lines = text.lines[...]
        if bytes.last == lineFeed { lines.removeLast() }
        var escape: Unicode.Scalar = "\\"
        var result: [Value] = []
        while let line = lines.first?.trimmed, let (name, value) = directive(line) {
            if name == "escape" {
                guard let first = value.unicodeScalars.first, value == "`" || value == "\\" else { return nil }
                escape = first
            }
            result.append(.marked("# \(name)", .string(value)))
            lines.removeFirst()
        }
        let directives = result.count
        while let line = lines.popFirst() {
            let content = line.trimmed
            if content.isEmpty || content.hasPrefix("#") { continue }
            var own = [line]
            let keyword = String(content.prefix { $0.isASCII && $0.isLetter }).uppercased()
            var bodies = DockerfileParser.hereDocuments(line.trimmedEnd, of: keyword)
            var isOpen = line.trimmedEnd.unicodeScalars.last == escape
            while isOpen {
                guard let next = lines.popFirst() else {
                    // Comments at the very end have nothing behind them.
                    guard let last = own.last, own.count > 1, !(last.trimmedEnd.unicodeScalars.last == escape) else {
                        return nil
                    }
                    break
                }
                own.append(next)
                let isSkipped = next.trimmed.isEmpty || next.trimmed.hasPrefix("#")
                if !isSkipped { bodies += DockerfileParser.hereDocuments(next.trimmedEnd, of: keyword) }
                isOpen = isSkipped || next.trimmedEnd.unicodeScalars.last == escape
            }
            let hasBodies = !bodies.isEmpty
            while !bodies.isEmpty {
                guard let next = lines.popFirst() else { return nil }
                own.append(next)
                if next.trimmedEnd.trimmed == bodies[0] { bodies.removeFirst() }
            }
            let whole = own.joined(separator: "\n").trimmedEnd
            let rest = whole.drop { $0 == " " || $0 == "\t" }.dropFirst(keyword.count)
                .drop { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
            result.append(instruction(keyword, String(rest), escape: escape, hasBodies: hasBodies && own.count > 1))
        }
        return result.count > directives ? .list(result) : nil
    }

    private static func directive(_ line: String) -> (name: String, value: String)? {
        guard line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { return nil }
        let name = String(line[..<equals].dropFirst()).trimmed.lowercased()
        guard ["syntax", "escape", "check"].contains(name) else { return nil }
        return (name, String(line[line.index(after: equals)...]).trimmed)
    }

    private static func instruction(
        _ keyword: String, _ rest: String, escape: Unicode.Scalar, hasBodies: Bool
    ) -> Value {
        guard !hasBodies, let words = ShellWords.read(rest, escape: escape, isShell: keyword == "RUN"), !words.isEmpty
        else { return plain(keyword, rest) }
        if let parts = parts(keyword, words) { return parts }
        return plain(keyword, ShellWords.joined(words))
    }

    /// A line without a keyword says nothing but its text.
    private static func plain(_ keyword: String, _ text: String) -> Value {
        keyword.isEmpty ? .string(text) : .marked(keyword, .string(text))
    }

    private static func parts(_ keyword: String, _ words: [ShellWords.Word]) -> Value? {
        let texts = words.map(\.text)
        var pairs: [Key: Value] = [:]
        func set(_ key: Key, _ value: Value) -> Bool { pairs.updateValue(value, forKey: key) == nil }
        switch keyword {
        case "ENV", "ARG", "LABEL":
            for text in texts {
                let cut = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard !cut[0].isEmpty, cut.count == 2 || keyword == "ARG" else { return nil }
                guard set(Key(String(cut[0])), cut.count == 2 ? .string(String(cut[1])) : .empty) else { return nil }
            }
        case "EXPOSE":
            for text in texts { guard set(Key(text), .empty) else { return nil } }
        case "FROM":
            let options = texts.prefix { $0.hasPrefix("--") }
            let named = texts.dropFirst(options.count)
            guard let image = named.first else { return nil }
            for option in options {
                let name = option.split(separator: "=", omittingEmptySubsequences: false)[0]
                guard set(Key(String(name), kind: "option"), .string(option)) else { return nil }
            }
            pairs[.image] = .string(image)
            if named.count == 3, let name = named.last {
                guard texts[texts.count - 2].lowercased() == "as" else { return nil }
                pairs[.stageName] = .string(name)
            } else if named.count != 1 {
                return nil
            }
        case "RUN": return commands(words)
        default: return nil
        }
        return .marked(keyword, .map(pairs))
    }

    private static func commands(_ words: [ShellWords.Word]) -> Value? {
        let options = words.prefix { $0.text.hasPrefix("--") }
        let shell = Array(words.dropFirst(options.count))
        guard let first = shell.first, !first.text.hasPrefix("["),
            Set(options.map(\.text)).count == options.count,
            let plain = PlainShell(
                shell.map { PlainShell.Word(text: $0.text, isOperator: $0.isOperator, adjoins: $0.space == "") })
        else { return nil }
        var parts: [Key: Value] = [:]
        if !options.isEmpty {
            parts[.options] = .map(
                Dictionary(options.map { (Key($0.text, kind: "option"), .empty) }) { first, _ in first })
        }
        parts[.commands] = .list(plain.commands.map { command(Array(shell[$0])) })
        return .marked(plain.separator == ";" ? "RUN;" : "RUN", .map(parts))
    }

    private static func command(_ words: [ShellWords.Word]) -> Value {
        let whole = Value.string(ShellWords.joined(words))
        let texts = words.map(\.text)
        guard !words.contains(where: \.isOperator), let install = InstallCommand(texts) else { return whole }
        // A comment among the words of one part leaves the command whole.
        func isUnbroken(_ range: Range<Int>) -> Bool { words[range].dropFirst().allSatisfy { !$0.space.contains("#") } }
        guard isUnbroken(0..<install.verb), install.items.allSatisfy({ isUnbroken($0.words) }) else { return whole }
        let packages = install.items.map { ($0.key, Value.string(texts[$0.words].joined(separator: " "))) }
        return .marked(
            texts[..<install.verb].joined(separator: " "), .map(Dictionary(packages) { first, _ in first }))
    }
}

/// The words of a text of instruction arguments, each with what stands before it.
enum ShellWords {
    struct Word: Hashable {
        var text: String
        var isOperator = false
        /// Nothing, one space, or the comments before the word, each on its line.
        var space: String
    }

    /// Words as one text again, with one space for any space.
    static func joined(_ words: [Word]) -> String {
        words.enumerated().reduce(into: "") { text, word in
            text += (word.offset > 0 || word.element.space.contains("#") ? word.element.space : "") + word.element.text
        }
    }

    /// Nil where a quotation is open or a word goes on in the next line.
    static func read(_ text: String, escape: Unicode.Scalar, isShell: Bool) -> [Word]? {
        let scalars = Array(text.unicodeScalars)
        var words: [Word] = []
        var word = ""
        var hasWord = false
        var space = ""
        var comments: [String] = []
        /// Closing marks that are waited for; a quotation mark, a bracket or a parenthesis.
        var open: [Unicode.Scalar] = []
        func flush(isOperator: Bool = false) {
            guard hasWord else { return }
            if !comments.isEmpty { space = "\n" + comments.joined(separator: "\n") + "\n" }
            words.append(Word(text: word, isOperator: isOperator, space: space))
            (word, hasWord, space, comments) = ("", false, "", [])
        }
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            func next(_ offset: Int = 1) -> Unicode.Scalar? {
                index + offset < scalars.count ? scalars[index + offset] : nil
            }
            if let closing = open.last {
                word.unicodeScalars.append(scalar)
                if scalar == "\\", escape == "\\", closing != "'", let following = next() {
                    word.unicodeScalars.append(following)
                    index += 1
                } else if scalar == closing {
                    open.removeLast()
                } else if closing != "'", scalar == "$", let bracket = next(), bracket == "(" || bracket == "{" {
                    open.append(bracket == "(" ? ")" : "}")
                    word.unicodeScalars.append(bracket)
                    index += 1
                } else if closing == ")" || closing == "}" {
                    if scalar == "'" || scalar == "\"" { open.append(scalar) }
                    if scalar == (closing == ")" ? "(" : "{") { open.append(closing) }
                }
                index += 1
                continue
            }
            if scalar == escape, let end = scalars[index...].firstIndex(of: "\n"),
                scalars[(index + 1)..<end].allSatisfy({ " \t\r".unicodeScalars.contains($0) })
            {
                if hasWord, end + 1 < scalars.count, !" \t\r\n".unicodeScalars.contains(scalars[end + 1]) { return nil }
                flush()
                space = " "
                index = end + 1
                // Comments and empty lines between continued lines.
                while let line = line(at: index, in: scalars),
                    line.text.trimmed.hasPrefix("#") || line.text.trimmed.isEmpty,
                    index < scalars.count
                {
                    if line.text.trimmed.hasPrefix("#") { comments.append(line.text.trimmed) }
                    index = line.end
                }
                continue
            }
            if " \t\r\n".unicodeScalars.contains(scalar) {
                flush()
                space = " "
                index += 1
                continue
            }
            if isShell, "&|;<>()".unicodeScalars.contains(scalar) {
                flush()
                (word, hasWord) = (String(scalar), true)
                if next() == scalar, scalar != "(", scalar != ")" {
                    word.unicodeScalars.append(scalar)
                    index += 1
                }
                flush(isOperator: true)
                index += 1
                continue
            }
            hasWord = true
            word.unicodeScalars.append(scalar)
            switch scalar {
            case "'", "\"": open.append(scalar)
            case "`" where escape != "`": open.append(scalar)
            case "$" where next() == "(" || next() == "{":
                open.append(next() == "(" ? ")" : "}")
                index += 1
                word.unicodeScalars.append(scalars[index])
            case "\\" where escape == "\\":
                if let following = next() { word.unicodeScalars.append(following) }
                index += 1
            default: break
            }
            index += 1
        }
        flush()
        return open.isEmpty ? words : nil
    }

    private static func line(at start: Int, in scalars: [Unicode.Scalar]) -> (text: String, end: Int)? {
        guard start < scalars.count else { return nil }
        let end = scalars[start...].firstIndex(of: "\n") ?? scalars.count
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[start..<end])
        return (text, min(end + 1, scalars.count))
    }
}
