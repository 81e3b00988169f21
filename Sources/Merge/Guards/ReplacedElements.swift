/// Finds dependencies and plug-ins of Maven that one side replaced by others, while the other side changed something else in
/// them: its exclusion, scope or version would be the new one's.
enum ReplacedElements {
    /// - Parameter changes: Where each side differs from the base.
    static func find(in sides: SidedLines, _ changes: Sides<[DiffRange]>, path: String) -> [Contradiction] {
        guard path.fileName == "pom.xml", !changes.local.isEmpty, !changes.incoming.isEmpty else { return [] }
        let elements = elements(sides.lines.base)
        return SidedLines.pairs.flatMap { side, other in
            changes[side].flatMap { change -> [Contradiction] in
                let touched = elements.filter { element in
                    element.names.contains(where: change.old.contains)
                        && !(change.old.contains(element.lines.lowerBound) && change.new.isEmpty)
                }
                guard let name = sides.lines[side].first(where: { change.new.contains($0.number) && isName($0.text) })
                else {
                    return []
                }
                return touched.flatMap { element in
                    changes[other].filter { element.isChanged(by: $0) && !$0.old.overlaps(change.old) }.map { edit in
                        let line = sides.lines[other].first { edit.new.contains($0.number) }
                        return Contradiction(
                            name: "replaced \(name.text) \(edit.old.lowerBound)",
                            texts: [name.text] + [line?.text].compactMap(\.self),
                            places: JoinedLines(side, [name.number], other: [line?.number ?? edit.new.lowerBound]))
                    }
                }
            }
        }
    }

    private struct Element {
        /// From the line that opens it to the one that closes it.
        var lines: ClosedRange<Int>
        /// The lines that say what it is.
        var names: [Int] = []

        /// Whether a change is of something else within.
        func isChanged(by change: DiffRange) -> Bool {
            let isWithin =
                change.old.isEmpty
                ? lines.lowerBound < change.old.lowerBound && change.old.lowerBound <= lines.upperBound
                : change.old.lowerBound > lines.lowerBound && change.old.upperBound <= lines.upperBound
            return isWithin && !names.contains(where: change.old.contains)
        }
    }

    private static func isName(_ text: String) -> Bool { text.hasPrefix("<groupId>") || text.hasPrefix("<artifactId>") }

    private static func elements(_ lines: [OutlineLine]) -> [Element] {
        var found: [Element] = []
        var open: (start: Int, end: String, depth: Int, names: [Int])?
        for line in lines where line.text.hasPrefix("<") {
            if let element = open {
                if line.text == element.end, line.indentation == element.depth {
                    found.append(Element(lines: element.start...line.number, names: element.names))
                    open = nil
                } else if isName(line.text), element.names.count < 2 {
                    // Those of an exclusion come further below.
                    open?.names.append(line.number)
                }
            } else if ["<dependency>", "<plugin>"].contains(line.text) {
                open = (line.number, "</" + line.text.dropFirst(), line.indentation, [])
            }
        }
        return found
    }
}
