/// How declarations of functions and classes begin, in each language.
extension SignatureReader {
    private static let rustImplementation = Pattern(/^impl(?:<[^>]*>)?(?:\s+\S+\s+for)?\s+(\w+)/)

    /// The name of the class that a line begins.
    func typeName(_ text: String) -> String? {
        if language == .rust {
            guard text.hasPrefix("impl") else { return nil }
            return text.firstMatch(of: Self.rustImplementation).map { String($0.1) }
        }
        guard let keyword = Self.typeKeywords.first(where: { text.holds($0) }) else { return nil }
        let name = text.firstRange(of: keyword.description).map { text[$0.upperBound...].identifier() } ?? ""
        return name.isEmpty ? nil : name
    }

    private static let pythonHead = Pattern(/(async\s+)?def\s+(\w+)\s*(?=\()/)
    private static let scriptFunction = Pattern(
        /(?:export\s+)?(?:default\s+)?(async\s+)?function\s+(\w+)\s*(?:<[^>]*>)?(?=\()/)
    private static let scriptConstant = Pattern(/(?:export\s+)?const\s+(\w+)\s*=\s*(async\s*)?(?=\()/)
    private static let scriptMethod = Pattern(
        /(?:(?:public|private|protected|static|override|readonly)\s+)*(async\s+)?(\w+)\s*(?=\()/)
    private static let goMethod = Pattern(/func\s+\((\w+)\s+[^)]*\)\s*(\w+)\s*(?=\()/)
    private static let goFunction = Pattern(/func\s+(\w+)\s*(?:\[[^\]]*\])?(?=\()/)
    private static let rustHead = Pattern(
        /(?:pub(?:\([^)]*\))?\s+)?(?:const\s+)?(async\s+)?(?:unsafe\s+)?fn\s+(\w+)\s*(?:<[^>]*>)?(?=\()/)
    private static let rubyHead = Pattern(/def\s+(\w+[?!]?)\s*(?=\()/)
    private static let swiftHead = Pattern(/\bfunc\s+(\w+)\s*(?:<[^>]*>)?(?=\()/)
    private static let kotlinFunction = Pattern(/\bfun\s+(?:<[^>]*>\s*)?(\w+)\s*(?=\()/)
    private static let kotlinClass = Pattern(/\bclass\s+(\w+)\s*(?=\()/)
    private static let javaRecord = Pattern(/(?:\w+\s+)*record\s+(\w+)\s*(?=\()/)
    private static let otherHead = Pattern(
        /(?:(?:public|private|protected|internal|static|final|abstract|override|virtual|synchronized|async|sealed)\s+)*(?:([\w.<>\[\]?]+(?:<.*>)?)\s+)?(\w+)\s*(?=\()/
    )

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
            guard text.holds("def"), let match = text.prefixMatch(of: Self.pythonHead) else {
                return nil
            }
            return head((match.2, match.range.upperBound), isAsync: match.1 != nil)
        case .script:
            if text.holds("function"), let match = text.prefixMatch(of: Self.scriptFunction) {
                return head((match.2, match.range.upperBound), isAsync: match.1 != nil)
            }
            if text.hasSuffix("=> {") || text.hasSuffix("=>"), let match = text.prefixMatch(of: Self.scriptConstant) {
                return head((match.1, match.range.upperBound), isAsync: match.2 != nil)
            }
            guard type != nil, text.hasSuffix("{"), text.holds("("),
                let match = text.prefixMatch(of: Self.scriptMethod),
                !Self.statements.contains(String(match.2))
            else { return nil }
            return head((match.2, match.range.upperBound), isAsync: match.1 != nil)
        case .go:
            // A method is called by the name that it gives its receiver, as in the other methods of the type.
            guard text.hasPrefix("func") else { return nil }
            if let match = text.prefixMatch(of: Self.goMethod) {
                return Head(
                    name: String(match.2), open: match.range.upperBound, isMethod: true, owner: String(match.1))
            }
            guard let match = text.prefixMatch(of: Self.goFunction) else { return nil }
            return head((match.1, match.range.upperBound))
        case .rust:
            guard text.holds("fn"), let match = text.prefixMatch(of: Self.rustHead) else { return nil }
            return head((match.2, match.range.upperBound), isAsync: match.1 != nil)
        case .ruby:
            guard text.hasPrefix("def"), let match = text.prefixMatch(of: Self.rubyHead) else {
                return nil
            }
            return head((match.1, match.range.upperBound))
        case .swift:
            guard text.holds("func"), let match = text.firstMatch(of: Self.swiftHead) else {
                return nil
            }
            return head((match.1, match.range.upperBound))
        case .kotlin:
            if text.holds("fun"), let match = text.firstMatch(of: Self.kotlinFunction) {
                return head((match.1, match.range.upperBound))
            }
            guard text.holds("class"), let match = text.firstMatch(of: Self.kotlinClass) else { return nil }
            return Head(name: String(match.1), open: match.range.upperBound, isMaker: true)
        case .java, .sharp:
            if text.holds("record"), let match = text.prefixMatch(of: Self.javaRecord) {
                return Head(name: String(match.1), open: match.range.upperBound, isMaker: true)
            }
            guard let type, text.hasSuffix("{") || text.hasSuffix("(") || text.hasSuffix(","), text.holds("("),
                let match = text.prefixMatch(of: Self.otherHead), !Self.statements.contains(String(match.2)),
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
