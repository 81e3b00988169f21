/// An edit that both sides made all over a source file, in lines that one of them took out.
///
/// Where both sides put `tools.` before the same calls, a side that did it once more in a function that the other one
/// deleted has said nothing about that function. Nothing else may be changed in those lines.
struct SharedEdits {
    /// What is taken out of a line, and what is put in its place.
    private struct Edit: Hashable {
        var old: [UInt8]
        var new: [UInt8]
    }

    /// How many lines both sides must have edited alike.
    private static let fewest = 3
    /// A shorter text could be put in anywhere.
    private static let leastText = 4

    private let shared: Set<Edit>

    init(_ bodies: MergeBodies) {
        let local = Self.edits(from: bodies.base, to: bodies.local)
        let incoming = Set(Self.edits(from: bodies.base, to: bodies.incoming).map(\.line))
        let both = local.filter { incoming.contains($0.line) }
        let counts = Dictionary(grouping: both, by: \.edit).mapValues(\.count)
        shared = Set(counts.filter { $0.value >= Self.fewest && Self.isTelling($0.key) }.keys)
    }

    /// The side that took the lines out, where all that the other one did to them is such an edit.
    func deleting(_ hunk: ConflictHunk) -> SideName? {
        if isOnlyShared(hunk.base, hunk.local), hasOnlyLess(hunk.incoming, than: hunk.local) { return .incoming }
        if isOnlyShared(hunk.base, hunk.incoming), hasOnlyLess(hunk.local, than: hunk.incoming) { return .local }
        return nil
    }

    private func hasOnlyLess(_ side: [UInt8], than other: [UInt8]) -> Bool {
        lineDiff(other, side).allSatisfy(\.new.isEmpty)
    }

    /// Whether lines only lost some, and have others with a shared edit.
    private func isOnlyShared(_ base: [UInt8], _ side: [UInt8]) -> Bool {
        let before = Self.lines(of: base)
        let after = Self.lines(of: side)
        let changes = lineDiff(base, side)
        return changes.contains { !$0.new.isEmpty }
            && changes.allSatisfy { change in
                if change.new.isEmpty { return true }
                guard change.old.count == change.new.count else { return false }
                return zip(change.old, change.new).allSatisfy { old, new in
                    Self.edit(Array(before[old]), Array(after[new])).map(shared.contains) ?? false
                }
            }
    }

    private static func edits(from base: [UInt8], to side: [UInt8]) -> [(edit: Edit, line: [UInt8])] {
        let before = lines(of: base)
        let after = lines(of: side)
        return lineDiff(base, side).filter { $0.old.count == $0.new.count }.flatMap { change in
            zip(change.old, change.new).compactMap { old, new in
                let line = Array(after[new])
                return edit(Array(before[old]), line).map { ($0, line) }
            }
        }
    }

    private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        let starts = LineText(bytes).starts
        return zip(starts, starts.dropFirst()).map { bytes[$0..<$1] }
    }

    /// What makes one line of another; nil where they are the same.
    private static func edit(_ old: [UInt8], _ new: [UInt8]) -> Edit? {
        let head = zip(old, new).prefix { $0 == $1 }.count
        let (old, new) = (old.dropFirst(head), new.dropFirst(head))
        let tail = zip(old.reversed(), new.reversed()).prefix { $0 == $1 }.count
        let edit = Edit(old: Array(old.dropLast(tail)), new: Array(new.dropLast(tail)))
        return edit.old.isEmpty && edit.new.isEmpty ? nil : edit
    }

    /// Whether an edit replaces one name by another, or puts one in, and sets no value.
    private static func isTelling(_ edit: Edit) -> Bool {
        let letters = { (text: [UInt8]) in
            text.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: ".") }
                && !text.contains(where: \.isASCIIDigit)
        }
        return edit.new.count >= leastText && letters(edit.new) && letters(edit.old)
    }
}
