/// A name that a file gives something, and what a use of it looks like.
struct DefinedName: Hashable {
    /// Where a use of a name stands.
    enum Look: Hashable {
        /// Alone in code, behind no dot but that of `this`, or of what is named here.
        case alone(owners: [String] = [])
        /// Alone in code and before its arguments.
        case called
        /// Alone in code and before what it holds: `name::other`.
        case path
        /// In code behind one of these.
        case behind([String])
        /// In code wherever it is, such as a function that is called as if it were an object's own.
        case anywhere
        /// In code or text, behind one of these and before one of those; anything where there is none.
        case written(behind: [String], before: [String] = [])
    }

    var word: String
    var looks: [Look]
    /// The type that it stands in, where others may have one of its name.
    var owner: String?
    /// What it was taken in from, in a file that may take in all of it.
    var source: String?

    init(_ word: String, _ looks: Look..., owner: String? = nil, source: String? = nil) {
        self.word = word
        self.looks = looks
        self.owner = owner
        self.source = source
    }

    /// Whether another definition gives what a use of this one needs.
    func isGiven(by other: DefinedName) -> Bool { word == other.word && (owner == nil || owner == other.owner) }
}

extension DefinedName {
    /// Whether what stands around a word makes it a use of this name.
    func isUsed(at place: CodeWords.Place, isCode: Bool) -> Bool {
        looks.contains { look in
            switch look {
            case .alone(let owners): isCode && isAlone(place, owners) && (word.utf8.count > 2 || leadsOn(place))
            case .called: isCode && isAlone(place, []) && isCalled(place)
            case .path: isCode && isAlone(place, []) && place.after.starts(with: "::".utf8)
            case .behind(let owners): isCode && owners.contains { place.stands(behind: $0) }
            case .anywhere: isCode && (isAlone(place, []) || isCalled(place))
            case .written(let before, let after):
                !isCode && (before.isEmpty || before.contains { place.stands(behind: $0) })
                    && (after.isEmpty || after.contains { place.after.starts(with: $0.utf8) })
            }
        }
    }

    /// What stands before a member of the object or the type that code itself is in.
    private static let selves = [
        "this.", "self.", "Self.", "this->", "self::", "static::", "Self::", "this::", "this@", "super.", "parent::",
    ]

    private func isAlone(_ place: CodeWords.Place, _ owners: [String]) -> Bool {
        let (before, after) = (place.before, place.after)
        // The name of an argument or of an entry: `limit: 5`.
        let next = after.dropFirst().first
        if after.first == UInt8(ascii: ":"), next.map(isBlank) ?? true, place.word != "case" { return false }
        guard let last = before.last else { return true }
        let second = before.dropLast().last
        var isMember = false
        switch last {
        case UInt8(ascii: "."): isMember = second != UInt8(ascii: ".")
        case UInt8(ascii: ">"): isMember = second == UInt8(ascii: "-") && !before.dropLast(2).isEmpty
        case UInt8(ascii: ":"): isMember = second == UInt8(ascii: ":")
        case UInt8(ascii: "\\"): isMember = true
        default: break
        }
        if !isMember { return true }
        let own = owner.map { [$0 + ".", $0 + "::", $0 + "?."] } ?? []
        return (Self.selves + owners + own).contains { place.stands(behind: $0) }
    }

    private func isCalled(_ place: CodeWords.Place) -> Bool {
        let rest = place.after.first == UInt8(ascii: " ") ? place.after.dropFirst() : place.after
        return rest.first == UInt8(ascii: "(") && place.word != "new"
    }

    /// Whether something of the name is asked for: so a short one is no accident.
    private func leadsOn(_ place: CodeWords.Place) -> Bool {
        [".", "(", "::", "->"].contains { place.after.starts(with: $0.utf8) }
    }
}

extension CodeWords.Place {
    /// Whether a text stands right before the word, as a whole.
    func stands(behind text: String) -> Bool {
        let count = text.utf8.count
        guard before.count >= count, before.suffix(count).elementsEqual(text.utf8) else { return false }
        let first = text.utf8.first.map { $0.isWordByte } ?? false
        return !first || before.dropLast(count).last.map { !$0.isWordByte } ?? true
    }

    /// The word before this one, with nothing but space between; empty for none.
    var word: String {
        let text = before.reversed().drop { $0 == UInt8(ascii: " ") }
        guard text.count < before.count else { return "" }
        return String(decoding: text.prefix { $0.isWordByte }.reversed(), as: UTF8.self)
    }

    /// Whether the word is given something here, so that it means that from here on.
    func isBinding(of name: String, hasTypes: Bool) -> Bool {
        let previous = word
        if previous == "case" { return false }
        let rest = after.drop { $0 == UInt8(ascii: " ") }
        let next = rest.dropFirst().first
        if rest.first == UInt8(ascii: "="), next.map({ !"=~".utf8.contains($0) }) ?? true { return true }
        // The parameter of a function without a name; `LIMIT -> …` is a choice.
        let isLambda = ["->", "=>", "in "].contains { rest.starts(with: $0.utf8) } && rest.count < after.count
        if isLambda && name.first?.isUppercase == false || rest.starts(with: ":=".utf8) { return true }
        if after.starts(with: ") =>".utf8) { return true }
        // `|limit|`, the parameter of a block.
        let bar = UInt8(ascii: "|")
        if before.last == bar && before.dropLast().last != bar || after.first == bar && next != bar { return true }
        if Self.declaring.contains(previous) { return true }
        // `limit: Int` among the parameters of a function.
        if after.first == UInt8(ascii: ":"), isDeclaration { return true }
        // Or without a type, before the first bracket of the declaration closes.
        if after.first.map({ ",)".utf8.contains($0) }) ?? false, !before.contains(UInt8(ascii: ")")), isDeclaration {
            return true
        }
        guard hasTypes else { return false }
        // `Type limit`, `List<Type> limit`.
        let head = before.reversed().drop { $0 == UInt8(ascii: " ") }
        guard head.count < before.count, let last = head.first else { return false }
        if last == UInt8(ascii: ">") { return before.contains(UInt8(ascii: "<")) }
        return last == UInt8(ascii: "]") || !previous.isEmpty && !Self.statements.contains(previous)
    }

    private var isDeclaration: Bool {
        let words = Set(before.split { !$0.isWordByte }.map { String(decoding: $0, as: UTF8.self) })
        return !words.isDisjoint(with: Self.declaring)
    }

    /// What stands before a name that is given something.
    private static let declaring: Set<String> = [
        "let", "var", "val", "const", "func", "fun", "fn", "def", "function", "class", "struct", "interface", "enum",
        "object", "trait", "record", "protocol", "type", "typealias", "import", "using", "local", "define", "foreach",
        "for", "mod", "init",
    ]

    /// What stands before a name that is used.
    private static let statements: Set<String> = [
        "return", "throw", "new", "else", "do", "await", "yield", "in", "case", "is", "as", "not", "and", "or", "echo",
        "print", "goto", "delete", "sizeof", "typeof", "instanceof", "assert", "extends", "implements", "throws",
        "private", "public", "protected", "static", "final", "abstract", "readonly", "internal", "volatile", "out",
        "ref", "when", "where", "with", "puts", "if", "unless", "while", "until", "sh", "include", "extend",
        "synchronized", "transient", "const", "default", "permits", "implementation", "api", "id", "version",
    ]
}
