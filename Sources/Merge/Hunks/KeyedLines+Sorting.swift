/// Sorted lists of facts stay sorted.
extension KeyedLines {
    /// Merged lines in the order that the lists around them are in on all sides; as they are where there is none.
    func sorted(_ text: [UInt8], _ hunk: ConflictHunk, in file: HunkFile) -> [UInt8] {
        guard isSortable else { return text }
        let places = Sides(base: hunk.baseLines, local: hunk.localLines, incoming: hunk.incomingLines)
        let sides: [SideName] = [.base, .local, .incoming]
        let above = sides.map { side in lines(above: places[side].lowerBound, in: file.lines[side]) }
        let below = sides.map { side in lines(below: places[side].upperBound, in: file.lines[side]) }
        let own = sides.indices.map { index in Array(file.lines[sides[index]][places[sides[index]]]) }
        let whole = sides.indices.map { above[$0] + own[$0] + below[$0] }
        // A list of two is in some order by chance.
        guard whole[0].count > 2 else { return text }
        let merged = Array(String(decoding: text, as: UTF8.self).lines.dropLast())
        for order in Order.allCases where whole.allSatisfy({ isSorted($0, order) }) {
            let result = merged.sorted { name($0, order) < name($1, order) }
            if isSorted(above[1] + result + below[1], order) { return result.flatMap { Array($0.utf8) + [lineFeed] } }
        }
        return text
    }

    private enum Order: CaseIterable { case byName, folded, byLine }

    private func name(_ line: String, _ order: Order) -> String {
        switch order {
        case .byName: key(line) ?? ""
        case .folded: key(line)?.lowercased() ?? ""
        case .byLine: line.trimmed
        }
    }

    private func isSorted(_ lines: [String], _ order: Order) -> Bool {
        let names = lines.map { name($0, order) }
        return zip(names, names.dropFirst()).allSatisfy { $0 < $1 }
    }

    private func lines(above place: Int, in lines: [String]) -> [String] {
        Array(lines[..<place].reversed().prefix { key($0) != nil }.reversed())
    }

    private func lines(below place: Int, in lines: [String]) -> [String] {
        Array(lines[place...].prefix { key($0) != nil })
    }
}
