/// How declarations of functions and classes begin, in each language.
extension SignatureReader {
    /// The name of the class that a line begins.
    func typeName(_ text: String) -> String? {
        if language == .rust {
            guard text.hasPrefix("impl") else { return nil }
            return text.firstMatch(of: /^impl(?:<[^>]*>)?(?:\s+\S+\s+for)?\s+(\w+)/).map { String($0.1) }
        }
        guard let keyword = Self.typeKeywords.first(where: { text.holds($0) }) else { return nil }
        let name = text.firstRange(of: keyword.description).map { text[$0.upperBound...].identifier() } ?? ""
        return name.isEmpty ? nil : name
    }

    /// What a line declares, if it is a function; `type` is the class that it stands in.
    func head(of text: String, type: String?, isTop: Bool) -> Head? {
        func head(_ match: (name: Substring, open: String.Index), isAsync: Bool = false) -> Head? {
            guard isTop || type != nil else { return nil }
            if let type, ["__init__", "constructor", "initialize"].contains(String(match.name)) {
                return Head(name: type, open: match.open, isMaker: true)
            }
            return Head(name: String(match.name), open: match.open, isMethod: !isTop, isAsync: isAsync)
        }
        // A look first: patterns are slow.
        switch language {
        case .python:
            guard text.holds("def"), let match = text.prefixMatch(of: /(async\s+)?def\s+(\w+)\s*(?=\()/) else {
                return nil
            }
            return head((match.2, match.range.upperBound), isAsync: match.1 != nil)
        case .script:
            if text.holds("function"),
                let match = text.prefixMatch(
                    of: /(?:export\s+)?(?:default\s+)?(async\s+)?function\s+(\w+)\s*(?:<[^>]*>)?(?=\()/)
            {
                return head((match.2, match.range.upperBound), isAsync: match.1 != nil)
            }
            if text.hasSuffix("=> {") || text.hasSuffix("=>"),
                let match = text.prefixMatch(of: /(?:export\s+)?const\s+(\w+)\s*=\s*(async\s*)?(?=\()/)
            {
                return head((match.1, match.range.upperBound), isAsync: match.2 != nil)
            }
            guard type != nil, text.hasSuffix("{"), text.holds("("),
                let match = text.prefixMatch(
                    of: /(?:(?:public|private|protected|static|override|readonly)\s+)*(async\s+)?(\w+)\s*(?=\()/),
                !Self.statements.contains(String(match.2))
            else { return nil }
            return head((match.2, match.range.upperBound), isAsync: match.1 != nil)
        case .go:
            // A method is called by the name that it gives its receiver, as in the other methods of the type.
            guard text.hasPrefix("func") else { return nil }
            if let match = text.prefixMatch(of: /func\s+\((\w+)\s+[^)]*\)\s*(\w+)\s*(?=\()/) {
                return Head(
                    name: String(match.2), open: match.range.upperBound, isMethod: true, owner: String(match.1))
            }
            guard let match = text.prefixMatch(of: /func\s+(\w+)\s*(?:\[[^\]]*\])?(?=\()/) else { return nil }
            return head((match.1, match.range.upperBound))
        case .rust:
            guard text.holds("fn"),
                let match = text.prefixMatch(
                    of: /(?:pub(?:\([^)]*\))?\s+)?(?:const\s+)?(async\s+)?(?:unsafe\s+)?fn\s+(\w+)\s*(?:<[^>]*>)?(?=\()/
                )
            else { return nil }
            return head((match.2, match.range.upperBound), isAsync: match.1 != nil)
        case .ruby:
            guard text.hasPrefix("def"), let match = text.prefixMatch(of: /def\s+(\w+[?!]?)\s*(?=\()/) else {
                return nil
            }
            return head((match.1, match.range.upperBound))
        case .swift:
            guard text.holds("func"), let match = text.firstMatch(of: /\bfunc\s+(\w+)\s*(?:<[^>]*>)?(?=\()/) else {
                return nil
            }
            return head((match.1, match.range.upperBound))
        case .kotlin:
            if text.holds("fun"), let match = text.firstMatch(of: /\bfun\s+(?:<[^>]*>\s*)?(\w+)\s*(?=\()/) {
                return head((match.1, match.range.upperBound))
            }
            guard text.holds("class"), let match = text.firstMatch(of: /\bclass\s+(\w+)\s*(?=\()/) else { return nil }
            return Head(name: String(match.1), open: match.range.upperBound, isMaker: true)
        case .java, .sharp:
            if text.holds("record"), let match = text.prefixMatch(of: /(?:\w+\s+)*record\s+(\w+)\s*(?=\()/) {
                return Head(name: String(match.1), open: match.range.upperBound, isMaker: true)
            }
            guard let type, text.hasSuffix("{") || text.hasSuffix("(") || text.hasSuffix(","), text.holds("("),
                let match = text.prefixMatch(
                    of:
                        /(?:(?:public|private|protected|internal|static|final|abstract|override|virtual|synchronized|async|sealed)\s+)*(?:([\w.<>\[\]?]+(?:<.*>)?)\s+)?(\w+)\s*(?=\()/
                ), !Self.statements.contains(String(match.2)),
                match.1.map(String.init).map(Self.statements.contains) != true
            else { return nil }
            if match.1 == nil {
                guard match.2 == type else { return nil }
                return Head(name: type, open: match.range.upperBound, isMaker: true)
            }
            return Head(name: String(match.2), open: match.range.upperBound, isMethod: true)
        }
    }

    private static let typeKeywords: [StaticString] = [
        "class ", "struct ", "record ", "interface ", "actor ", "extension ", "object ",
    ]

    private static let statements: Set<String> = [
        "if", "for", "while", "switch", "catch", "return", "with", "else", "do", "function", "new", "throw", "foreach",
        "using", "lock", "synchronized", "try", "await", "case", "super", "this", "yield",
    ]
}
