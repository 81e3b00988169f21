/// Finds new uses of an attribute or a method of a class that the other side renamed or took out: `self.cache`, and the name
/// of a field in a text behind `@`.
///
/// A name that the file gives something outside of all classes is another one: it says nothing of the object's own.
struct LostMembers {
    private let isPython: Bool

    /// Nil for files of other languages.
    init?(path: String) {
        let suffix = path.fileSuffix
        isPython = suffix == "py"
        guard isPython || scriptSuffixes.contains(suffix) else { return nil }
    }

    private var owner: String { isPython ? "self." : "this." }

    func find(in sides: SidedLines) -> [Contradiction] {
        lazy var old = members(sides.lines.base)
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).filter { $0.indentation > 0 }
            let new = added.flatMap { line in Set(uses(in: line.text)).map { (name: $0, line: line) } }
                .filter { old.contains($0.name) }
            if new.isEmpty { return [] }
            // Who still uses it has it from elsewhere.
            let left = members(sides.lines[side]).union(sides.lines[side].flatMap { uses(in: $0.text) })
            let own = members(added)
            return new.filter { !left.contains($0.name) && !own.contains($0.name) }.map { name, line in
                Contradiction("member \(name) in \(line.text)", line, of: other)
            }
        }
    }

    /// What the classes of a file have: what is given a value through the object, methods, and fields.
    private func members(_ lines: [OutlineLine]) -> Set<String> {
        Set(lines.compactMap { member($0) })
    }

    private func member(_ line: OutlineLine) -> String? {
        guard line.indentation > 0 else { return nil }
        let text = line.text
        if text.hasPrefix(owner) {
            let name = text.dropFirst(owner.count).identifier()
            let rest = text.dropFirst(owner.count + name.count).drop { $0 == " " }
            return rest.hasPrefix(":") || rest.hasPrefix("=") && !rest.hasPrefix("==") ? name : nil
        }
        guard isPython else { return nil }
        let head = text.hasPrefix("async ") ? text.dropFirst("async ".count) : text[...]
        if head.hasPrefix("def ") { return head.dropFirst("def ".count).identifier() }
        let name = text[...].identifier()
        let rest = text.dropFirst(name.count)
        return rest.hasPrefix(": ") || rest.hasPrefix(" = ") ? name : nil
    }

    private static let quotedName = Pattern(/"(\w+)"/)
    private static let selfMember = Pattern(/\bself\.(\w+)/)
    private static let thisMember = Pattern(/\bthis\.(\w+)/)

    /// The members that a line reads.
    private func uses(in text: String) -> [String] {
        if text.hasPrefix("@") { return text.matches(of: Self.quotedName).map { String($0.1) } }
        guard text.contains(owner) else { return [] }
        return text.matches(of: isPython ? Self.selfMember : Self.thisMember).map { String($0.1) }
    }
}
