/// Finds words that one side replaced by another one wherever they stood, while the other side has come to use them more
/// often: a variable, a field, a file or a folder that has a new name, and a new use of the old one.
///
/// It needs no grammar: that two lines are the same but for one word, and no line has the old word any more, says enough.
/// Where the word is all that is said each time, as in `restart: always`, it is no name but a choice; behind `namespace:` and
/// the like it is the name of what is elsewhere.
/// A word is a run of letters and underscores, or of these with `-`, `.` and `/` between. Behind a dot it counts only where
/// what stands before the dot is what stood there before: `store.price` says nothing of `self.price`.
struct RenamedWords {
    private var uses: [String: Use] = [:]
    private let reader: WordReader

    private struct Use {
        /// What stood before the dot; empty where none was.
        var owners: Set<String>
        /// Where the other side has come to use the word.
        var places: JoinedLines
    }

    /// Nil where there is no such word.
    /// - Parameter path: Where functions may have variables for themselves.
    /// - Parameter hasStages: Whether it is a Dockerfile of several stages, each of which has its own files at a path.
    init?(_ sides: Sides<[UInt8]>, path: String = "", hasStages: Bool = false) {
        reader = WordReader(skipsPaths: hasStages)
        let texts = sides.map { LineText($0) }
        let all = LineNumbers([texts.base, texts.local, texts.incoming])
        let numbers = Sides(base: all.texts[0], local: all.texts[1], incoming: all.texts[2])
        let counts = numbers.map { $0.counts(below: all.distinct) }
        /// The lines of a side that another one does not have.
        func own(_ side: SideName, without other: SideName) -> [Int] {
            numbers[side].indices.filter { counts[other][Int(numbers[side][$0])] == 0 }
        }
        /// The lines that a side has more often than the base.
        func added(by side: SideName) -> [Int] {
            numbers[side].indices.filter {
                let line = Int(numbers[side][$0])
                return counts[side][line] > counts.base[line]
            }
        }
        lazy var objects = Self.objects(in: texts.base)
        for (side, other) in [(SideName.local, SideName.incoming), (.incoming, .local)] {
            let old = own(.base, without: side).map { texts.base[$0] }
            let new = own(side, without: .base).map { texts[side][$0] }
            if old.isEmpty || new.isEmpty { continue }
            let added = added(by: other)
            let wanted = Set(added.flatMap { reader.words(in: texts[other][$0]).map(\.text) })
            for word in reader.replaced(old, by: new, among: wanted) {
                let all = Set(
                    texts.base.lines.flatMap { reader.words(in: $0) }.filter { $0.text == word }.map(\.owner))
                var owners = all
                func isLeft(_ owner: String) -> Bool {
                    texts[side].lines.contains { reader.count(word, of: [owner], in: $0) > 0 }
                }
                // Where others have what is called so, too, only an owner that has it no more says something.
                if all.contains(where: isLeft) { owners = all.filter { !$0.isEmpty && !isLeft($0) } }
                // `self.items` of one class is `store.items` where `store = Store(…)`.
                if !owners.isDisjoint(with: ["self", "this"]) { owners.formUnion(objects.filter { !isLeft($0) }) }
                let counts = texts.map { text in
                    text.lines.reduce(0) { $0 + reader.count(word, of: owners, in: $1) }
                }
                guard counts[side] == 0, counts[other] > counts.base else { continue }
                let lines = Set(added.filter { reader.count(word, of: owners, in: texts[other][$0]) > 0 })
                if OwnVariables(texts[other], path: path)?.hold(word, on: lines) == true { continue }
                let places =
                    other == .local ? JoinedLines(local: lines) : JoinedLines(incoming: lines)
                uses[word] = Use(owners: owners, places: places)
            }
        }
        if uses.isEmpty { return nil }
    }

    /// The variables that hold an object of a class.
    private static func objects(in text: LineText) -> Set<String> {
        Set(text.lines.compactMap { HeldObject(String(decoding: $0, as: UTF8.self))?.name })
    }

    /// The words that a merged text has.
    func used(in text: [UInt8]) -> Set<String> {
        let words = LineText(text).lines.flatMap { reader.words(in: $0) }
        return Set(words.filter { uses[$0.text]?.owners.contains($0.owner) == true }.map(\.text))
    }

    /// Where the other side uses a word anew.
    func places(of word: String) -> JoinedLines? { uses[word]?.places }
}

/// Finds words in lines.
private struct WordReader {
    /// Whether absolute paths are left out.
    let skipsPaths: Bool

    /// The words that a side replaced, each at two places at least and by the same word everywhere, or placeholders.
    func replaced(
        _ old: [ArraySlice<UInt8>], by new: [ArraySlice<UInt8>], among wanted: Set<String>
    ) -> [String] {
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
                if !frame.isKey || Self.references.contains(frame.key) { named.insert(word.text) }
            }
        }
        let renamed = named.filter { word in
            guard let found = replacements[word], found.count == 1 else { return false }
            return found.values.allSatisfy { $0 > 1 } && !Self.literals.contains(word.lowercased())
        }
        // Who filled in a placeholder, with whatever text, leaves nobody to fill in a new one.
        let placeholders = Set(old.flatMap(words).map(\.text)).intersection(wanted).filter(Self.isPlaceholder)
        return renamed.union(placeholders).sorted()
    }

    /// `__NAME__`, which a template's own script replaces.
    private static func isPlaceholder(_ word: String) -> Bool {
        word.utf8.count > 4 && word.hasPrefix("__") && word.hasSuffix("__")
            && word.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (0x41...0x5A).contains($0) }
    }

    /// Keys whose value is the name of something in another file or of the place where it runs.
    private static let references: Set<String> = [
        "target", "namespace", "serviceAccountName", "secretName", "storageClassName", "ingressClassName",
        "priorityClassName", "runtimeClassName", "schedulerName",
    ]

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

        /// The word before what parts a key from its value.
        var key: String {
            let text = before.reversed().drop { " \t\"':=".utf8.contains($0) }.prefix(while: \.isWordByte)
            return String(decoding: text.reversed(), as: UTF8.self)
        }

        /// Whether a key or a dash stands before the word, and nothing behind it.
        var isKey: Bool {
            let end = after.prefix { $0 != UInt8(ascii: "#") }.filter { !" \t\r\n\"',;".utf8.contains($0) }
            let start = before.last { !" \t\"'".utf8.contains($0) }
            return end.isEmpty && start.map { ":=-".utf8.contains($0) } ?? true
        }
    }

    /// How often a line has a word, behind the dots of some owners only.
    func count(_ word: String, of owners: Set<String>, in line: ArraySlice<UInt8>) -> Int {
        words(in: line).count { $0.text == word && owners.contains($0.owner) }
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

    private func isPart(_ byte: UInt8) -> Bool { byte.isWordByte || "-./".utf8.contains(byte) }
}

extension LineText {
    /// The lines, one after another.
    fileprivate var lines: some Sequence<ArraySlice<UInt8>> { (0..<count).lazy.map { self[$0] } }
}
