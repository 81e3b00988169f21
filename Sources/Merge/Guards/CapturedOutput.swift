/// Finds lines that one side has a function of a shell script print, where the other side takes what it prints for a value.
enum CapturedOutput {
    static func find(in sides: SidedLines, path: String) -> [Contradiction] {
        guard shellSuffixes.contains(path.fileSuffix) else { return [] }
        return SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let takers = sides.added(by: side).filter { !$0.isComment() && $0.text.contains("$(") }
            let printed = sides.added(by: other).filter { isPrinting($0.text) }
            if takers.isEmpty || printed.isEmpty { return [] }
            let numbers = Set(printed.map(\.number))
            let functions = ShellArguments.functions(ShellDocuments.code(sides.lines[other])).filter { !$0.key.isEmpty }
            return functions.keys.sorted().flatMap { name -> [Contradiction] in
                guard let taker = takers.first(where: { takes(name, $0.text) }),
                    !sides.lines[other].contains(where: { takes(name, $0.text) })
                else { return [] }
                return (functions[name] ?? []).filter { numbers.contains($0.number) }.map { line in
                    Contradiction("output of \(name) with \(line.text)", taker, of: side, line, isOrdered: false)
                }
            }
        }
    }

    private static func isPrinting(_ text: String) -> Bool {
        (text.hasPrefix("echo ") || text.hasPrefix("printf ")) && !text.contains(">")
    }

    private static func takes(_ name: String, _ text: String) -> Bool {
        guard let place = text.firstRange(of: "$(" + name) else { return false }
        let next = text[place.upperBound...].first
        return next == " " || next == ")"
    }
}
