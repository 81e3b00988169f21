/// Finds choices that one side wrote for every member of an enumeration to which the other side added one: Rust, Kotlin and Swift
/// refuse a choice that leaves one out.
struct EnumeratedCases {
    private let language: Language

    private enum Language {
        case rust
        case kotlin
        case swift
    }

    /// Nil for files of other languages.
    init?(path: String) {
        switch path.fileSuffix {
        case "rs": language = .rust
        case "kt": language = .kotlin
        case "swift": language = .swift
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

    private func memberNames(_ text: String) -> [String] {
        switch language {
        case .swift:
            guard text.hasPrefix("case ") else { return [] }
            return text.dropFirst("case ".count).split(separator: ",").map { String($0).trimmed[...].identifier() }
        case .rust, .kotlin:
            let name = text[...].identifier()
            let rest = text.dropFirst(name.count)
            return name.first?.isUppercase == true && (rest.isEmpty || ",;({".contains(rest.first ?? " ")) ? [name] : []
        }
    }

    /// The member of an enumeration that a line of a choice is about.
    private func chosen(from name: String, in text: String) -> String? {
        switch language {
        case .rust:
            guard text.holds("=>"), let place = text.firstRange(of: name + "::") else { return nil }
            return text[place.upperBound...].identifier()
        case .kotlin:
            guard text.holds("->"), let place = text.firstRange(of: name + ".") else { return nil }
            return text[place.upperBound...].identifier()
        case .swift: return text.hasPrefix("case .") ? text.dropFirst("case .".count).identifier() : nil
        }
    }

    /// Whether a line is the choice of all that no other one names.
    private func isRest(_ line: OutlineLine) -> Bool {
        switch language {
        case .rust: line.text.hasPrefix("_ =>")
        case .kotlin: line.text.hasPrefix("else ->")
        case .swift: line.text.hasPrefix("default:") || line.text.hasPrefix("@unknown default")
        }
    }
}
