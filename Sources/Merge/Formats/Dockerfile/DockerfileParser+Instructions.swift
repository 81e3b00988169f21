extension DockerfileParser {
    typealias Token = DockerfileLexer.Token

    /// One instruction: its keyword and the space behind it, and its arguments.
    ///
    /// - Parameter isContinued: whether it takes more than one line.
    func instruction(_ whole: Range<Int>, keyword: Range<Int>, isContinued: Bool)
        -> (head: Range<Int>, node: SyntaxNode)
    {
        let name = String(decoding: bytes[keyword], as: UTF8.self).uppercased()
        let isBody = isContinued && !Self.hereDocuments(text(whole), of: name).isEmpty
        let rest = content(of: keyword.upperBound..<whole.upperBound, in: bytes)
        if !isBody, let tokens = DockerfileLexer.tokens(bytes, rest, escape: escape, isShell: name == "RUN"),
            let first = tokens.first
        {
            let arguments = rest.lowerBound..<whole.upperBound
            let parts: SyntaxContent? =
                switch name {
                case "FROM": imageParts(tokens)
                case "ENV", "ARG", "LABEL": pairs(tokens, areNamesEnough: name == "ARG")
                case "EXPOSE": ports(tokens)
                case "RUN": commands(tokens)
                default: nil
                }
            if let parts {
                let head = whole.lowerBound..<rest.lowerBound
                let opening = rest.lowerBound..<first.span.lowerBound
                var container = parts.container
                container.opening = opening
                container.closing = container.closing.lowerBound..<arguments.upperBound
                return (
                    head,
                    SyntaxNode(span: arguments, content: .map(container), mark: name + parts.separator)
                )
            }
            return (
                whole.lowerBound..<rest.lowerBound,
                SyntaxNode(
                    span: rest, content: .scalar(.string(plain(tokens, from: rest.lowerBound)), .inline), mark: name)
            )
        }
        return (
            whole.lowerBound..<rest.lowerBound,
            SyntaxNode(span: rest, content: .scalar(.string(text(rest)), .lines), mark: name)
        )
    }

    /// The parts of an instruction, and what separates its commands where that is not `&&`.
    struct SyntaxContent {
        var container: SyntaxContainer
        var separator = ""
    }

    func text(_ span: Range<Int>) -> String { String(decoding: bytes[span], as: UTF8.self) }

    /// Tokens as one text: one space where there is space, the comments where there are some.
    func plain(_ tokens: some Collection<Token>, from start: Int) -> String {
        var text = ""
        var end = start
        for token in tokens {
            let comments = self.text(end..<token.span.lowerBound).split(separator: "\n").map { String($0).trimmed }
                .filter { $0.hasPrefix("#") }
            if !comments.isEmpty {
                text += "\n" + comments.joined(separator: "\n") + "\n"
            } else if !text.isEmpty, token.span.lowerBound > end {
                text += " "
            }
            text += self.text(token.span)
            end = token.span.upperBound
        }
        return text
    }

    private func words(_ entries: [SyntaxEntry], from start: Int) -> SyntaxContainer {
        let end = entries.last?.span.upperBound ?? start
        return SyntaxContainer(layout: .words, opening: start..<start, entries: entries, closing: end..<end)
    }

    private func entry(_ key: Key, after end: Int, head: Range<Int>, value: Range<Int>, _ said: Value) -> SyntaxEntry {
        SyntaxEntry(
            key: key, leading: end..<head.lowerBound, head: head,
            node: SyntaxNode(span: value, content: .scalar(said, .inline)),
            trailing: value.upperBound..<value.upperBound)
    }

    // MARK: Instructions with parts

    /// The parts of `--platform=… image AS name`.
    private func imageParts(_ tokens: [Token]) -> SyntaxContent? {
        var entries: [SyntaxEntry] = []
        var end = tokens[0].span.lowerBound
        func word(_ token: Token) -> Range<Int> { token.span.lowerBound..<token.span.lowerBound }
        let image = tokens.firstIndex { !text($0.span).hasPrefix("--") } ?? tokens.count
        guard image < tokens.count, image + 1 == tokens.count || image + 3 == tokens.count else { return nil }
        for token in tokens[...image] {
            let said = text(token.span)
            let key = said.hasPrefix("--") ? Key(String(said.prefix { $0 != "=" }), kind: "option") : Key.image
            entries.append(entry(key, after: end, head: word(token), value: token.span, .string(said)))
            end = token.span.upperBound
        }
        if image + 3 == tokens.count {
            guard text(tokens[image + 1].span).lowercased() == "as" else { return nil }
            let name = tokens[image + 2].span
            entries.append(
                entry(
                    .stageName, after: end, head: tokens[image + 1].span.lowerBound..<name.lowerBound, value: name,
                    .string(text(name))))
        }
        guard Set(entries.map(\.key)).count == entries.count else { return nil }
        return SyntaxContent(container: words(entries, from: tokens[0].span.lowerBound))
    }

    /// `NAME=value` pairs; not the old `NAME value`, which is one text.
    private func pairs(_ tokens: [Token], areNamesEnough: Bool) -> SyntaxContent? {
        var entries: [SyntaxEntry] = []
        var end = tokens[0].span.lowerBound
        for token in tokens {
            let said = text(token.span)
            let name = said.prefix { $0 != "=" }
            guard !name.isEmpty, name.utf8.count < said.utf8.count || areNamesEnough else { return nil }
            let start = token.span.lowerBound + min(name.utf8.count + 1, said.utf8.count)
            let value = start..<token.span.upperBound
            entries.append(
                entry(
                    Key(String(name)), after: end, head: token.span.lowerBound..<start, value: value,
                    name.utf8.count == said.utf8.count ? .empty : .string(text(value))))
            end = token.span.upperBound
        }
        guard Set(entries.map(\.key)).count == entries.count else { return nil }
        return SyntaxContent(container: words(entries, from: tokens[0].span.lowerBound))
    }

    private func ports(_ tokens: [Token]) -> SyntaxContent? {
        var entries: [SyntaxEntry] = []
        var end = tokens[0].span.lowerBound
        for token in tokens {
            let start = token.span.lowerBound..<token.span.lowerBound
            entries.append(entry(Key(text(token.span)), after: end, head: start, value: token.span, .empty))
            end = token.span.upperBound
        }
        guard Set(entries.map(\.key)).count == entries.count else { return nil }
        return SyntaxContent(container: words(entries, from: tokens[0].span.lowerBound))
    }

    // MARK: Commands

    /// The options and the commands of a `RUN` whose shell text is plain.
    private func commands(_ tokens: [Token]) -> SyntaxContent? {
        let texts = tokens.map { text($0.span) }
        let options = tokens.indices.prefix { texts[$0].hasPrefix("--") }.count
        guard options < tokens.count, !texts[options].hasPrefix("[") else { return nil }
        let adjoining = tokens.indices.map { $0 > 0 && tokens[$0 - 1].span.upperBound == tokens[$0].span.lowerBound }
        let shell = tokens.indices.dropFirst(options).map {
            PlainShell.Word(text: texts[$0], isOperator: tokens[$0].isOperator, adjoins: adjoining[$0])
        }
        guard let plain = PlainShell(shell) else { return nil }
        var parts: [SyntaxEntry] = []
        var end = tokens[0].span.lowerBound
        if options > 0 {
            var entries: [SyntaxEntry] = []
            for token in tokens[..<options] {
                let start = token.span.lowerBound..<token.span.lowerBound
                entries.append(
                    entry(Key(text(token.span), kind: "option"), after: end, head: start, value: token.span, .empty))
                end = token.span.upperBound
            }
            guard Set(entries.map(\.key)).count == options else { return nil }
            let container = words(entries, from: tokens[0].span.lowerBound)
            let node = SyntaxNode(span: tokens[0].span.lowerBound..<end, content: .map(container))
            parts.append(
                SyntaxEntry(
                    key: .options, leading: node.span.lowerBound..<node.span.lowerBound,
                    head: node.span.lowerBound..<node.span.lowerBound, node: node, trailing: end..<end))
        }
        let start = tokens[options].span.lowerBound
        var list: [SyntaxEntry] = []
        var commandEnd = start
        for range in plain.commands {
            let node = command(Array(tokens[options + range.lowerBound..<options + range.upperBound]))
            list.append(
                SyntaxEntry(
                    key: Key(""), leading: commandEnd..<node.span.lowerBound,
                    head: node.span.lowerBound..<node.span.lowerBound, node: node,
                    trailing: node.span.upperBound..<node.span.upperBound))
            commandEnd = node.span.upperBound
        }
        parts.append(
            SyntaxEntry(
                key: .commands, leading: end..<start, head: start..<start,
                node: SyntaxNode(span: start..<commandEnd, content: .list(words(list, from: start))),
                trailing: commandEnd..<commandEnd))
        return SyntaxContent(
            container: words(parts, from: tokens[0].span.lowerBound), separator: plain.separator == ";" ? ";" : "")
    }

    /// One command: a list of packages with its options, or one text.
    private func command(_ tokens: [Token]) -> SyntaxNode {
        let span = tokens[0].span.lowerBound..<tokens[tokens.count - 1].span.upperBound
        let whole = SyntaxNode(
            span: span, content: .scalar(.string(plain(tokens, from: span.lowerBound)), .inline))
        func isUnbroken(_ range: Range<Int>) -> Bool {
            !plain(tokens[range], from: tokens[range.lowerBound].span.lowerBound).contains("\n")
        }
        guard !tokens.contains(where: \.isOperator), let install = InstallCommand(tokens.map { text($0.span) }),
            isUnbroken(0..<install.verb), install.items.allSatisfy({ isUnbroken($0.words) })
        else { return whole }
        let verb = tokens[..<install.verb].map { text($0.span) }.joined(separator: " ")
        var end = tokens[install.verb - 1].span.upperBound
        var entries: [SyntaxEntry] = []
        for item in install.items {
            let value =
                tokens[item.words.lowerBound].span.lowerBound..<tokens[item.words.upperBound - 1].span.upperBound
            let said = tokens[item.words].map { text($0.span) }.joined(separator: " ")
            entries.append(
                entry(item.key, after: end, head: value.lowerBound..<value.lowerBound, value: value, .string(said)))
            end = value.upperBound
        }
        var container = words(entries, from: tokens[install.verb - 1].span.upperBound)
        container.opening = span.lowerBound..<container.opening.upperBound
        return SyntaxNode(span: span, content: .map(container), mark: verb)
    }
}

extension Key {
    /// The parts of `FROM` and `RUN`; with a space, as no name of a pair has one.
    static let image = Key("FROM image")
    static let stageName = Key("AS name")
    static let options = Key("RUN options")
    static let commands = Key("RUN commands")
}
