/// A command with many options, of which each side changed others.
///
/// This only says what the command must be then; that the changes stand on lines of their own, with others between, is for the
/// merge by lines.
enum CommandWords {
    /// The merged command; nil where the sides' changes touch, where one changed what is run, and where both brought an option
    /// of one name.
    static func merged(_ sides: Sides<Value>) -> String? {
        guard case .string(let base) = sides.base, case .string(let local) = sides.local,
            case .string(let incoming) = sides.incoming
        else { return nil }
        let texts = Sides(base: base, local: local, incoming: incoming)
        let isPlain = [base, local, incoming].allSatisfy { text in
            !text.holds("$(") && !text.contains { "\n|<>&;`'\"\\".contains($0) }
        }
        guard isPlain else { return nil }
        let words = texts.map { $0.split(separator: " ").map(String.init) }
        // The command and what it is to do.
        let heads = words.map { $0.prefix(2) }
        guard words.base.count > 2, heads.base == heads.local, heads.base == heads.incoming else { return nil }
        let known = Set(words.base)
        func brought(_ side: [String]) -> Set<String> {
            Set(side.filter { !known.contains($0) }.map { String($0.prefix { $0 != "=" }) })
        }
        guard brought(words.local).isDisjoint(with: brought(words.incoming)) else { return nil }
        let lines = words.map { $0.flatMap { Array($0.utf8) + [lineFeed] } }
        let merge = LineMerge(base: lines.base, local: lines.local, incoming: lines.incoming, options: .init())
        guard let merged = merge.settledBytes else { return nil }
        return String(decoding: merged.dropLast().map { $0 == lineFeed ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }
}
