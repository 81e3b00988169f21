/// Which block each line of a source file stands in, by indentation.
struct CodeBlocks {
    /// What a line opens that names may be defined in.
    enum Opener: Hashable {
        case type(String)
        case enumeration(String)
        /// An object that stands for a list of names: `const Kind = {`.
        case table(String)
        /// What gives the names in it no owner, such as a namespace or a block of settings.
        case section(String)
    }

    private var parents: [Int: Int] = [:]
    private(set) var openers: [Int: Opener] = [:]

    init(_ lines: some Sequence<OutlineLine>, opener: (OutlineLine) -> Opener?) {
        var scopes = IndentationScopes()
        // The last opener of each indentation, which a head over several lines ends.
        var last: [Int: Opener] = [:]
        for line in lines {
            parents[line.number] = scopes.enter(line)
            if line.text.hasPrefix(")"), line.text.hasSuffix("{") || line.text.hasSuffix(":") {
                openers[line.number] = last[line.indentation]
            } else {
                let found = opener(line)
                openers[line.number] = found
                last[line.indentation] = found
            }
        }
    }

    /// What the line that a line stands under opens; nil at the top, and within functions and statements.
    func opener(around line: Int) -> Opener? { parents[line].flatMap { openers[$0] } }

    /// Whether a line stands under no other one.
    func isTop(_ line: Int) -> Bool { parents[line] ?? -1 < 0 }

    /// The types that a line stands in, also if it begins one.
    func types(around line: Int) -> Set<String> {
        var found: Set<String> = []
        var next: Int? = line
        while let number = next, number >= 0 {
            switch openers[number] {
            case .type(let name), .enumeration(let name): found.insert(name)
            case .table, .section, nil: break
            }
            next = parents[number]
        }
        return found
    }

    /// The outermost line around a line that opens no type: the function that it stands in.
    func function(around line: Int) -> Int {
        var number = line
        while let parent = parents[number], parent >= 0, openers[parent] == nil { number = parent }
        return number
    }
}
