/// The statements of Python source code, with imports by what they bind.
struct PythonStatements {
    /// One name that an import brings.
    struct Import: Hashable {
        var module: String
        /// What is taken of the module; nil for the module itself.
        var name: String?
        var alias: String?
    }

    enum Unit: Hashable {
        /// A statement, a part of one, or a comment: what its tokens say.
        case code([String])
        /// An import: what it brings, in its order, and its comments with what they stand behind.
        case imports(indentation: String, [Import], comments: [[String]])
    }

    /// The units in order, with their lines.
    private(set) var units: [(unit: Unit, lines: ClosedRange<Int>)] = []

    init(_ tokens: ArraySlice<SourceToken>) {
        var rest = tokens
        while let first = rest.first {
            var end = rest.startIndex + 1
            if first.kind != .comment || !first.text.hasPrefix("#\n") {
                while end < rest.endIndex, rest[end - 1].kind != .newline { end += 1 }
            }
            let statement = rest[..<end]
            rest = rest[end...]
            let lines = first.line...(statement.last?.lines.upperBound ?? first.line)
            units.append((Self.importUnit(statement) ?? .code(statement.map(\.described)), lines))
        }
    }

    /// Whether two stretches say the same, with the imports of a block in any order.
    ///
    /// - Parameter isSorted: whether the block of imports that begins with this unit of the first stretch was sorted.
    func isSame(as other: PythonStatements, isSorted: (ClosedRange<Int>) -> Bool) -> Bool {
        var (mine, theirs) = (units[...], other.units[...])
        while let unit = mine.first, let counterpart = theirs.first {
            let block = mine.prefix { Self.isImport($0.unit) }
            let counter = theirs.prefix { Self.isImport($0.unit) }
            if block.isEmpty || counter.isEmpty {
                guard unit.unit == counterpart.unit else { return false }
                mine.removeFirst()
                theirs.removeFirst()
                continue
            }
            let lines = block[block.startIndex].lines.lowerBound...block[block.endIndex - 1].lines.upperBound
            guard Self.isSame(block.map(\.unit), counter.map(\.unit), isSorted: { isSorted(lines) }) else {
                return false
            }
            mine = mine.dropFirst(block.count)
            theirs = theirs.dropFirst(counter.count)
        }
        return mine.isEmpty && theirs.isEmpty
    }

    private static func isImport(_ unit: Unit) -> Bool {
        if case .imports = unit { return true }
        return false
    }

    private static func isSame(_ mine: [Unit], _ theirs: [Unit], isSorted: () -> Bool) -> Bool {
        func parts(_ units: [Unit]) -> (indentations: Set<String>, names: [Import], comments: [[String]]) {
            units.reduce(into: ([], [], [])) { parts, unit in
                guard case .imports(let indentation, let names, let comments) = unit else { return }
                parts.indentations.insert(indentation)
                parts.names += names
                parts.comments += comments
            }
        }
        let (first, second) = (parts(mine), parts(theirs))
        guard first.indentations.count == 1, first.indentations == second.indentations else { return false }
        if first.names == second.names, first.comments == second.comments { return true }
        // In another order the last of two that bind one name would be another one, and `*` binds any.
        let bound = first.names.map { $0.alias ?? $0.name ?? $0.module }
        return first.names.count == second.names.count && Set(first.names) == Set(second.names)
            && Set(bound).count == bound.count && !bound.contains("*") && isSorted()
            && first.comments.map(\.description).sorted() == second.comments.map(\.description).sorted()
    }

    // MARK: Imports

    /// A whole import statement; nil for anything else.
    private static func importUnit(_ statement: ArraySlice<SourceToken>) -> Unit? {
        guard let first = statement.first, first.kind == .indentation, statement.last?.kind == .newline else {
            return nil
        }
        var words = statement.dropFirst().dropLast()
        guard let keyword = words.popFirst(), ["import", "from"].contains(keyword.text) else { return nil }
        var comments: [[String]] = []
        var module = ""
        var names: [Import] = []
        var isBehindModule = keyword.text == "import"
        var name: [String] = []
        func finish() -> Bool {
            let place = name.firstIndex(of: "as") ?? name.count
            let alias = name.dropFirst(place + 1)
            guard place > 0, alias.count == (place < name.count ? 1 : 0) else { return false }
            let said = name[..<place].joined()
            names.append(
                keyword.text == "import"
                    ? Import(module: said, name: nil, alias: alias.first)
                    : Import(module: module, name: said, alias: alias.first))
            name = []
            return true
        }
        for word in words {
            if word.kind == .comment {
                // One on the statement's first line is about all of it.
                let place = word.line == first.line ? "" : name.last ?? names.last?.name ?? ""
                comments.append([module, place, word.text])
            } else if !isBehindModule {
                if word.text == "import" { isBehindModule = true } else { module += word.text }
            } else if word.text == "," {
                guard finish() else { return nil }
            } else if word.text == ";" || word.kind == .string {
                return nil
            } else if word.text != "(" && word.text != ")" {
                name.append(word.text)
            }
        }
        guard isBehindModule, finish(), !names.isEmpty else { return nil }
        return .imports(indentation: first.text, names, comments: comments)
    }

    /// Whether the imports on some lines stand in sorted paragraphs: by module, or those of whole modules first.
    func isSorted(on lines: ClosedRange<Int>) -> Bool {
        var paragraphs: [[(key: [String], lines: ClosedRange<Int>)]] = []
        var end: Int?
        for (unit, place) in units {
            guard case .imports(_, let names, _) = unit, let first = names.first else {
                end = nil
                continue
            }
            if end.map({ $0 + 1 < place.lowerBound }) ?? true { paragraphs.append([]) }
            let module = first.module.lowercased()
            paragraphs[paragraphs.count - 1].append(([first.name == nil ? "0" : "1", module], place))
            end = place.upperBound
        }
        return paragraphs.allSatisfy { paragraph in
            guard paragraph.contains(where: { $0.lines.overlaps(lines) }) else { return true }
            let keys = paragraph.map(\.key)
            func isOrdered(_ keys: [[String]]) -> Bool {
                zip(keys, keys.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) }
            }
            return isOrdered(keys) || isOrdered(keys.map { [$0[1]] })
        }
    }
}

extension SourceToken {
    /// What a token says, and of which kind it is.
    var described: String { "\(kind) \(text)" }
}
