/// Finds words that one side replaced by another one wherever they stood, while the other side has come to use them more
/// often: a variable, a field, a file or a folder that has a new name, and a new use of the old one.
///
/// It needs no grammar: that two lines are the same but for one word, and no line has the old word any more, says enough.
/// Where the word is all that is said each time, as in `restart: always`, it is no name but a choice.
/// A word is a run of letters and underscores, or of these with `-`, `.` and `/` between. Behind a dot it counts only where
/// what stands before the dot is what stood there before: `store.price` says nothing of `self.price`.
struct RenamedWords {
    /// The words, with the lines where the other side has come to use them.
    private let places: [String: JoinedLines]
    /// What stood before the dot, for each word; empty where none was.
    private let owners: [String: Set<String>]
    private let reader: WordReader

    /// Nil where there is no such word.
    /// - Parameter hasStages: Whether it is a Dockerfile of several stages, each of which has its own files at a path.
    init?(_ sides: Sides<[UInt8]>, hasStages: Bool = false) {
        let reader = WordReader(skipsPaths: hasStages)
        self.reader = reader
        let texts = sides.map { LineText($0) }
        let all = LineNumbers([texts.base, texts.local, texts.incoming]).texts
        let numbers = Sides(base: all[0], local: all[1], incoming: all[2])
        let known = numbers.map { Set($0) }
        /// The lines of a side that another one does not have.
        func own(_ side: SideName, without other: SideName) -> [Int] {
            numbers[side].indices.filter { !known[other].contains(numbers[side][$0]) }
        }
        var places: [String: JoinedLines] = [:]
        var allOwners: [String: Set<String>] = [:]
        for (side, other) in [(SideName.local, SideName.incoming), (.incoming, .local)] {
            let added = own(other, without: .base)
            let wanted = Set(added.flatMap { reader.words(in: texts[other][$0]).map(\.text) })
            let replaced = reader.replaced(
                own(.base, without: side).map { texts.base[$0] }, by: own(side, without: .base).map { texts[side][$0] },
                among: wanted)
            for word in replaced {
                let owners = Set(
                    texts.base.lines.flatMap { reader.words(in: $0) }.filter { $0.text == word }.map(\.owner))
                let counts = texts.map { reader.count(word, of: owners, in: $0) }
                guard counts[side] == 0, counts[other] > counts.base else { continue }
                allOwners[word] = owners
                let uses = added.filter { line in
                    reader.words(in: texts[other][line]).contains { $0.text == word && owners.contains($0.owner) }
                }
                if other == .local {
                    places[word, default: JoinedLines()].local.formUnion(uses)
                } else {
                    places[word, default: JoinedLines()].incoming.formUnion(uses)
                }
            }
        }
        if places.isEmpty { return nil }
        self.places = places
        owners = allOwners
    }

    /// The words that a merged text has.
    func used(in text: [UInt8]) -> Set<String> {
        let text = LineText(text)
        return Set(places.keys.filter { reader.count($0, of: owners[$0] ?? [], in: text) > 0 })
    }

    /// Where the other side uses a word anew.
    func places(of word: String) -> JoinedLines? { places[word] }
}

/// Finds words in lines.
private struct WordReader {
    /// Whether absolute paths are left out.
    let skipsPaths: Bool

    /// The words that a side replaced, each at two places at least and by the same word everywhere.
    func replaced(
        _ old: [ArraySlice<UInt8>], by new: [ArraySlice<UInt8>], among wanted: Set<String>
    ) -> [String] {
        if old.isEmpty || new.isEmpty || wanted.isEmpty { return [] }
        var frames: [Frame: String] = [:]
        for line in new {
            for word in words(in: line) { frames[Frame(line, around: word.range)] = word.text }
        }
        var replacements: [String: [String: Int]] = [:]
        var named: Set<String> = []
        for line in old {
            for word in words(in: line) where wanted.contains(word.text) {
                let frame = Frame(line, around: word.range)
                guard let new = frames[frame], new != word.text else { continue }
                replacements[word.text, default: [:]][new, default: 0] += 1
                if !frame.isKey { named.insert(word.text) }
            }
        }
        return named.filter { word in
            guard let found = replacements[word], found.count == 1 else { return false }
            return found.values.allSatisfy { $0 > 1 } && !Self.literals.contains(word.lowercased())
        }.sorted()
    }

    /// Words of languages that name nothing.
    private static let literals: Set<String> = ["true", "false", "null", "none", "nil", "yes", "off", "self", "this"]

    /// A line without one of its words.
    private struct Frame: Hashable {
        var before: ArraySlice<UInt8>
        var after: ArraySlice<UInt8>

        init(_ line: ArraySlice<UInt8>, around word: Range<Int>) {
            before = line[..<word.lowerBound]
            after = line[word.upperBound...]
        }

        /// Whether a key or a dash stands before the word, and nothing behind it.
        var isKey: Bool {
            let end = after.prefix { $0 != UInt8(ascii: "#") }.filter { !" \t\r\n\"',;".utf8.contains($0) }
            let start = before.last { !" \t\"'".utf8.contains($0) }
            return end.isEmpty && start.map { ":=-".utf8.contains($0) } ?? true
        }
    }

    func count(_ word: String, of owners: Set<String>, in text: LineText) -> Int {
        text.lines.reduce(0) { count, line in
            count + words(in: line).count { $0.text == word && owners.contains($0.owner) }
        }
    }

    struct Word {
        var text: String
        /// The word before the dot that it stands behind; empty where it stands behind none.
        var owner = ""
        var range: Range<Int>
    }

    /// The words of a line: the longest runs, and the parts of those that are put together.
    func words(in line: ArraySlice<UInt8>) -> [Word] {
        var found: [Word] = []
        func text(_ range: Range<Int>) -> String { String(decoding: line[range], as: UTF8.self) }
        func add(_ range: Range<Int>, owner: Range<Int>? = nil) {
            // A number may be a version, which is no name.
            guard range.count > 2, !line[range].contains(where: \.isASCIIDigit) else { return }
            found.append(Word(text: text(range), owner: owner.map(text) ?? "", range: range))
        }
        var start = line.startIndex
        while start < line.endIndex {
            guard isPart(line[start]) else {
                start += 1
                continue
            }
            let end = line[start...].firstIndex { !isPart($0) } ?? line.endIndex
            defer { start = end }
            if skipsPaths, line[start] == UInt8(ascii: "/") { continue }
            let parts = line[start..<end].split { !$0.isWordByte }
            for (index, part) in parts.enumerated() {
                let isMember = part.startIndex > start && line[part.startIndex - 1] == UInt8(ascii: ".")
                let owner = isMember ? (index > 0 ? parts[index - 1].indices : start..<start) : nil
                add(part.indices, owner: owner)
            }
            if parts.count > 1 || parts.first.map({ $0.count < end - start }) ?? false { add(start..<end) }
        }
        return found
    }

    func isPart(_ byte: UInt8) -> Bool { byte.isWordByte || "-./".utf8.contains(byte) }
}

extension LineText {
    /// The lines, one after another.
    fileprivate var lines: some Sequence<ArraySlice<UInt8>> { (0..<count).lazy.map { self[$0] } }
}
