/// Entries that one side put in the place of one that the other side changed.
extension StructureMerge {
    /// Makes them part of the conflict about that one, so that who keeps local's text does not get both.
    func takeInReplacements(
        _ merged: inout [MergedEntry?], _ keys: NumberedKeys, _ containers: Sides<SyntaxContainer>
    ) {
        guard containers.local.layout == .block, !keys.areAlike else { return }
        for number in keys.sides.base {
            guard let entry = merged[number], entry.isConflict, var conflict = entry.text.onlyConflict,
                keys.has(number, .local) != keys.has(number, .incoming)
            else { continue }
            let side: SideName = keys.has(number, .local) ? .incoming : .local
            let new = replacements(of: number, by: side, keys).filter { merged[$0]?.isConflict == false }
            guard let first = new.first, let last = new.last else { continue }
            let entries = containers[side].entries
            guard let start = keys.places(of: first)[side], let end = keys.places(of: last)[side],
                end - start == new.count - 1
            else { continue }
            let span = entries[start].span.lowerBound..<entries[end].span.upperBound
            conflict.spans[side] = span
            conflict.texts[side] = Array(text(span, of: side == .local ? \.local : \.incoming))
            merged[number]?.text = PieceBuilder()
            merged[number]?.text.append(conflict)
            for number in new { merged[number] = nil }
        }
    }

    /// What a side brought where an entry of the base stood that it took out: between the neighbours that it left.
    private func replacements(of number: Int, by side: SideName, _ keys: NumberedKeys) -> [Int] {
        let above = keys.sides.base.prefix { $0 != number }.last { keys.has($0, side) }
        let start = above.flatMap { keys.places(of: $0)[side] }.map { $0 + 1 } ?? 0
        return keys.sides[side][start...].prefix { !keys.has($0, .base) }.filter {
            !keys.has($0, side == .local ? .incoming : .local)
        }
    }
}
