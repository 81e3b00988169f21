/// Finds what one side does with an argument of a shell script, or of a function of it, that is another one to the other
/// side: a new argument that both take for theirs, and a call in the old order of a function that takes them otherwise.
struct ShellArguments {
    /// Nil for files that are no shell scripts.
    init?(path: String) {
        guard shellSuffixes.contains(path.fileSuffix) else { return nil }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        let isWanted = [sides.lines.local, sides.lines.incoming].contains { $0.contains { $0.holds("$") } }
        guard isWanted else { return [] }
        let bodies = sides.lines.map { Self.bodies(ShellDocuments.code($0)) }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let added = sides.added(by: other).filter { !$0.isComment() }
            if added.isEmpty { return [] }
            let numbers = Set(added.map(\.number))
            return bodies.base.keys.sorted().flatMap { name -> [Contradiction] in
                guard let old = bodies.base[name], let new = bodies[side][name], let same = bodies[other][name],
                    // Behind `shift` the same number is another argument each time.
                    ![old, new, same].contains(where: \.shifts)
                else { return [] }
                let moved = new.moved(from: old)
                var found = same.lines.filter { numbers.contains($0.number) }.flatMap { line in
                    Self.read(in: line.text).compactMap { moved[$0] }.prefix(1).map { ($0, line) }
                }
                if !name.isEmpty, let line = new.reordered(from: old, name, sides, side) {
                    found += added.filter { Self.calls(name, $0.text) }.map { (line, $0) }
                }
                return found.map { line, use in
                    Contradiction("arguments of \(line.text) in \(use.text)", line, of: side, use, isOrdered: false)
                }
            }
        }
    }

    /// A function, or the script around its functions.
    private struct Body {
        var lines: [OutlineLine] = []
        /// The name that each argument is given, by its number.
        var names: [Int: String] = [:]
        /// The line that gives it the name.
        var givers: [Int: OutlineLine] = [:]
        /// The numbers of all arguments that it reads.
        var numbers: Set<Int> = []
        var shifts = false

        /// Which argument each name is.
        var given: [String: Int] { Dictionary(names.map { ($1, $0) }) { first, _ in first } }

        private static let namedArgument = Pattern(/(\w+)="?\$(?:([1-9])|\{([1-9]\d*))/)

        mutating func add(_ line: OutlineLine) {
            lines.append(line)
            if line.isComment() { return }
            if line.text.holds("shift"), line.text.split(whereSeparator: { " ;&|".contains($0) }).contains("shift") {
                shifts = true
            }
            guard line.holds("$") else { return }
            numbers.formUnion(ShellArguments.read(in: line.text))
            for word in line.words {
                guard let match = word.prefixMatch(of: Self.namedArgument),
                    let number = (match.2 ?? match.3).flatMap({ Int($0) })
                else { continue }
                names[number] = String(match.1)
                givers[number] = line
            }
        }

        /// The arguments that were another one or none, each with the line that gives it its name.
        func moved(from old: Body) -> [Int: OutlineLine] {
            let (before, now) = (old.given, given)
            return givers.filter { number, _ in
                guard let name = names[number], name != old.names[number] else { return false }
                return !old.numbers.contains(number) || before[name] != nil
                    || old.names[number].map { now[$0] != nil } == true
            }
        }

        /// A line that takes arguments in another order than before; or takes more of them or fewer, where nobody calls
        /// the function as before.
        func reordered(
            from old: Body, _ name: String, _ sides: SidedLines, _ side: SideName
        ) -> OutlineLine? {
            let (before, now) = (old.given, given)
            let changed = lines.first { $0.holds("$") && sides.counts.base[$0.text] == nil }
            if before.contains(where: { name, number in now[name].map { $0 != number } ?? false }) { return changed }
            guard old.numbers.count != numbers.count else { return nil }
            let calls = sides.lines.base.filter { ShellArguments.calls(name, $0.text) }
            return !calls.isEmpty && calls.allSatisfy { sides.counts[side][$0.text] == nil } ? changed : nil
        }
    }

    private static func bodies(_ lines: [OutlineLine]) -> [String: Body] {
        functions(lines).mapValues { $0.reduce(into: Body()) { $0.add($1) } }
    }

    private static let functionHead = Pattern(/(?:function\s+([\w:.-]+)|([\w:.-]+)\s*\(\s*\))/)

    /// The lines of the functions by their names, and those outside of them under an empty one.
    static func functions(_ lines: [OutlineLine]) -> [String: [OutlineLine]] {
        var found: [String: [OutlineLine]] = [:]
        var open: (name: String, indentation: Int)?
        for line in lines {
            if let function = open {
                if line.indentation <= function.indentation, line.text.hasPrefix("}") {
                    open = nil
                } else {
                    found[function.name, default: []].append(line)
                }
            } else if let head = line.text.prefixMatch(of: functionHead) {
                // All of it may stand on one line.
                if !line.text.hasSuffix("}") { open = (String(head.1 ?? head.2 ?? ""), line.indentation) }
            } else {
                found["", default: []].append(line)
            }
        }
        return found
    }

    private static let argumentUse = Pattern(/\$(?:([1-9])|\{([1-9]\d*))/)

    /// The numbers of the arguments that a line reads: between single quotes they are another program's.
    private static func read(in text: String) -> [Int] {
        var code = ""
        var quote: Character?
        for character in text {
            if character == "'" || character == "\"" {
                if quote == nil { quote = character } else if quote == character { quote = nil }
            }
            if quote != "'" { code.append(character) }
        }
        return code.matches(of: argumentUse).compactMap { ($0.1 ?? $0.2).flatMap { Int($0) } }
    }

    /// Whether a line runs a function.
    private static func calls(_ name: String, _ text: String) -> Bool {
        text.contains(name) && !text.contains(name + "()")
            && text.split(whereSeparator: { ";&|(`".contains($0) }).contains { command in
                command.split(separator: " ").first { !["if", "then", "else", "do", "!"].contains($0) } == name[...]
            }
    }
}
