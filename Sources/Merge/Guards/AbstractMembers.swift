/// Finds types that one side made to keep an interface to which the other side added a member: the new type has not got it.
struct AbstractMembers {
    private let suffix: String

    /// Nil for files of other languages.
    init?(path: String) {
        suffix = path.fileSuffix
        guard
            [
                "go", "rs", "kt", "java", "cs", "swift", "ts", "tsx", "mts", "graphql", "graphqls", "gql", "php", "py",
            ].contains(suffix)
        else { return nil }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        let known = interfaces(sides.lines.base)
        if known.isEmpty { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).filter { !isComment($0) }
            if added.isEmpty { return [] }
            let now = interfaces(sides.lines[side])
            return known.keys.sorted().flatMap { name -> [Contradiction] in
                let old = Set((known[name] ?? []).map(\.name))
                guard let member = now[name]?.first(where: { !old.contains($0.name) }) else { return [] }
                // Who has a member of that name may well have brought it along.
                let has = added.contains { declares(member.name, $0.text) }
                return added.filter { !has && keeps(name, $0.text) }.map { line in
                    Contradiction(
                        "\(member.line.text) of \(line.text)", member.line, of: side, line, isOrdered: false)
                }
            }
        }
    }

    private func isComment(_ line: OutlineLine) -> Bool { line.isComment() || line.text.hasPrefix("//") }

    /// What the types must have that keep each interface, in the lines that name it.
    private func interfaces(_ lines: [OutlineLine]) -> [String: [(name: String, line: OutlineLine)]] {
        var found: [String: [(name: String, line: OutlineLine)]] = [:]
        var open: (name: String, indentation: Int, isClass: Bool)?
        var isMarked = false
        for line in OutlineLine.withBraces(lines) where !isComment(line) {
            if let now = open, line.indentation > now.indentation {
                let isAsked = !now.isClass || isMarked || line.words.contains("abstract")
                if isAsked, let member = member(line.text) { found[now.name, default: []].append((member, line)) }
                isMarked = line.text.hasPrefix("@abstractmethod") || line.text.hasPrefix("@abc.abstractmethod")
            } else if line.text.hasSuffix(suffix == "py" ? ":" : "{"), let name = interface(line.text) {
                found[name] = []
                open = (name, line.indentation, line.text.holds("class "))
            } else {
                open = nil
            }
        }
        return found
    }

    private static let goInterface = Pattern(/type\s+(\w+)\s+interface\b/)
    private static let pythonClass = Pattern(/class\s+(\w+)/)
    private static let abstractClass = Pattern(/(?:\w+\s+)*?abstract\s+class\s+(\w+)/)
    private static let otherInterface = Pattern(/(?:\w+\s+)*?(?:interface|trait|protocol)\s+(\w+)/)

    private func interface(_ text: String) -> String? {
        if suffix == "go" { return text.prefixMatch(of: Self.goInterface).map { String($0.1) } }
        if text.holds("class ") {
            let pattern = suffix == "py" ? Self.pythonClass : Self.abstractClass
            return text.prefixMatch(of: pattern).map { String($0.1) }
        }
        guard text.holds("interface ") || text.holds("trait ") || text.holds("protocol ") else { return nil }
        return text.prefixMatch(of: Self.otherInterface).map { String($0.1) }
    }

    private static let rustMember = Pattern(/(?:async\s+)?fn\s+(\w+)/)
    private static let kotlinMember = Pattern(/(?:fun|val|var)\s+(\w+)/)
    private static let swiftMember = Pattern(/(?:func|var)\s+(\w+)/)
    private static let pythonMember = Pattern(/(?:async\s+)?def\s+(\w+)/)
    private static let phpMember = Pattern(/function\s+(\w+)/)
    private static let otherMember = Pattern(/[\w.<>\[\]?, ]+\s(\w+)\s*\(/)

    /// The member that a line asks for; nil where it is given already, or may be missing.
    private func member(_ text: String) -> String? {
        let head = text.split(separator: " ").drop { Self.modifiers.contains($0) }.joined(separator: " ")
        switch suffix {
        case "go", "graphql", "graphqls", "gql", "ts", "tsx", "mts":
            let name = head[...].identifier()
            let next = head.dropFirst(name.count).first
            return name.isEmpty || next != "(" && next != ":" ? nil : name
        case "rs" where head.hasSuffix(";"):
            return head.prefixMatch(of: Self.rustMember).map { String($0.1) }
        case "kt" where !head.contains("{") && !head.contains("="):
            return head.prefixMatch(of: Self.kotlinMember).map { String($0.1) }
        case "swift" where !head.hasSuffix("{"), "swift" where head.contains("{ get"):
            return head.prefixMatch(of: Self.swiftMember).map { String($0.1) }
        case "py": return head.prefixMatch(of: Self.pythonMember).map { String($0.1) }
        case "php": return head.hasSuffix(";") ? head.prefixMatch(of: Self.phpMember).map { String($0.1) } : nil
        case "java", "cs":
            guard head.hasSuffix(";") else { return nil }
            return head.prefixMatch(of: Self.otherMember).map { String($0.1) }
        default: return nil
        }
    }

    private static let modifiers: Set<Substring> = ["readonly", "public", "abstract", "suspend", "mutating"]

    /// Whether a line declares something under a name.
    private func declares(_ name: String, _ text: String) -> Bool {
        guard let place = text.firstRange(of: name) else { return false }
        let next = text[place.upperBound...].drop { $0 == " " }.first
        return next == "(" || next == ":" || next == "=" || next == "<"
    }

    /// Whether a line says that a type keeps an interface.
    private func keeps(_ name: String, _ text: String) -> Bool {
        guard text.contains(name) else { return false }
        switch suffix {
        case "go": return text.contains("var _ \(name) ")
        case "rs": return text.hasPrefix("impl") && text.contains("\(name) for ")
        case "ts", "tsx", "mts", "java", "php", "graphql", "graphqls", "gql":
            guard let place = text.firstRange(of: "extends ") ?? text.firstRange(of: "implements ") else {
                return false
            }
            return names(text[place.upperBound...]).contains(name)
        case "py":
            guard text.hasPrefix("class "), let open = text.firstIndex(of: "(") else { return false }
            return names(text[open...]).contains(name)
        default:
            guard ["class ", "struct ", "object ", "record "].contains(where: text.contains),
                let colon = text.lastIndex(of: ":")
            else { return false }
            return names(text[colon...]).contains(name)
        }
    }

    private func names(_ text: Substring) -> [String] {
        text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init)
    }
}
