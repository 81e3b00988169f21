/// Finds choices that one side wrote for every member of an enumeration to which the other side added one.
///
/// Rust, Kotlin, Swift and TypeScript refuse a choice that leaves one out; so they do for the types of a sealed one, and for the
/// texts of a union.
struct EnumeratedCases {
    private let language: Language

    private enum Language {
        case rust
        case kotlin
        case swift
        case script
    }

    /// Nil for files of other languages.
    init?(path: String) {
        switch path.fileSuffix {
        case "rs": language = .rust
        case "kt": language = .kotlin
        case "swift": language = .swift
        case "ts", "tsx", "mts": language = .script
        default: return nil
        }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        let known = members(in: sides.lines.base)
        if known.isEmpty { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).filter { !$0.isComment() }
            if added.isEmpty { return [] }
            let now = members(in: sides.lines[side])
            return known.keys.sorted().flatMap { name -> [Contradiction] in
                guard let old = known[name], let new = now[name], old.count > 1,
                    let member = new.first(where: { member in !old.contains { $0.name == member.name } })
                else { return [] }
                let choices = added.compactMap { line in
                    chosen(from: name, in: line.text).map { (member: $0, line: line) }
                }
                guard Set(old.map(\.name)).isSubset(of: choices.map(\.member)), !added.contains(where: isRest),
                    let first = choices.first, sides.counts.base[member.line.text] == nil
                else { return [] }
                return [
                    Contradiction("\(name) in \(first.line.text)", member.line, of: side, first.line, isOrdered: false)
                ]
            }
        }
    }

    /// The members of each enumeration, in the lines that name them.
    private func members(in lines: [OutlineLine]) -> [String: [(name: String, line: OutlineLine)]] {
        var found: [String: [(name: String, line: OutlineLine)]] = [:]
        var open: (name: String, indentation: Int)?
        if language == .script { return unions(in: lines) }
        if language == .kotlin { found = sealed(in: lines) }
        for line in lines where !line.isComment() {
            if let now = open {
                if line.indentation <= now.indentation {
                    open = nil
                } else {
                    for name in memberNames(line.text) { found[now.name, default: []].append((name, line)) }
                    continue
                }
            }
            guard line.text.holds("enum "), line.text.contains("{"), let place = line.text.firstRange(of: "enum ")
            else { continue }
            let rest = line.text[place.upperBound...]
            let name = (rest.hasPrefix("class ") ? rest.dropFirst("class ".count) : rest).identifier()
            // All in one line: `enum class Role { ADMIN, USER }`.
            if line.text.hasSuffix("}"), let start = rest.firstIndex(of: "{") {
                let inner = rest[rest.index(after: start)...].dropLast()
                found[name] = inner.split(separator: ",").map { (String($0).trimmed[...].identifier(), line) }
            } else {
                open = (name, line.indentation)
            }
        }
        return found
    }

    private static let unionType = Pattern(/(?:export\s+)?type\s+(\w+)\s*=\s*(?=["'])/)

    /// `type State = "open" | "closed"`.
    private func unions(in lines: [OutlineLine]) -> [String: [(name: String, line: OutlineLine)]] {
        lines.filter { $0.text.holds("type ") && $0.holds("|") }.reduce(into: [:]) { found, line in
            guard let head = line.text.prefixMatch(of: Self.unionType) else { return }
            let texts = line.text[head.range.upperBound...].split(separator: "|")
            found[String(head.1)] = texts.map { (String($0).filter { !"\"'; ".contains($0) }, line) }
        }
    }

    private static let sealedType = Pattern(/\bsealed\s+(?:class|interface)\s+(\w+)/)
    private static let memberOfSealed = Pattern(/\b(?:class|object)\s+(\w+).*:\s*(\w+)(?:\(.*\))?(?:\s*\{)?$/)

    /// The types that are made of each sealed one.
    private func sealed(in lines: [OutlineLine]) -> [String: [(name: String, line: OutlineLine)]] {
        // A look first: patterns are slow.
        let heads = lines.filter { $0.text.holds("sealed ") }
        let names = heads.compactMap { $0.text.firstMatch(of: Self.sealedType) }.map {
            String($0.1)
        }
        if names.isEmpty { return [:] }
        return lines.reduce(into: [:]) { found, line in
            guard line.holds(":"),
                let type = line.text.firstMatch(of: Self.memberOfSealed),
                names.contains(String(type.2))
            else { return }
            found[String(type.2), default: []].append((String(type.1), line))
        }
    }

    private func memberNames(_ text: String) -> [String] {
        switch language {
        case .swift:
            guard text.hasPrefix("case ") else { return [] }
            return text.dropFirst("case ".count).split(separator: ",").map { String($0).trimmed[...].identifier() }
        case .rust, .kotlin:
            let name = text[...].identifier()
            let rest = text.dropFirst(name.count)
            return name.first?.isUppercase == true && (rest.isEmpty || ",;({".contains(rest.first ?? " ")) ? [name] : []
        case .script: return []
        }
    }

    private static let caseText = Pattern(/case\s+["'](.*?)["']\s*:/)

    /// The member of an enumeration that a line of a choice is about.
    private func chosen(from name: String, in text: String) -> String? {
        switch language {
        case .rust:
            guard text.holds("=>"), let place = text.firstRange(of: name + "::") else { return nil }
            return text[place.upperBound...].identifier()
        case .kotlin:
            if text.hasPrefix("is "), text.holds("->") { return text.dropFirst("is ".count).identifier() }
            guard text.holds("->"), let place = text.firstRange(of: name + ".") else { return nil }
            return text[place.upperBound...].identifier()
        case .swift: return text.hasPrefix("case .") ? text.dropFirst("case .".count).identifier() : nil
        case .script: return text.prefixMatch(of: Self.caseText).map { String($0.1) }
        }
    }

    /// Whether a line is the choice of all that no other one names.
    private func isRest(_ line: OutlineLine) -> Bool {
        switch language {
        case .rust: line.text.hasPrefix("_ =>")
        case .kotlin: line.text.hasPrefix("else ->")
        case .script: line.text.hasPrefix("default:")
        case .swift: line.text.hasPrefix("default:") || line.text.hasPrefix("@unknown default")
        }
    }
}
