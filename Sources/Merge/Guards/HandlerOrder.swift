/// Finds a handler of errors that one side put below the one that the other side made to take all of them: it would never be
/// reached, and some compilers refuse it.
struct HandlerOrder {
    private let suffix: String

    /// Nil for files whose language has no such handlers.
    init?(path: String) {
        suffix = path.fileSuffix
        guard ["py", "java", "kt", "kts", "cs", "scala", "php", "groovy", "rb"].contains(suffix) else { return nil }
    }

    func find(in sides: SidedLines) -> [Contradiction] {
        SidedLines.pairs.flatMap { side, other -> [Contradiction] in
            let (mine, theirs) = (handlers(sides, side), handlers(sides, other))
            return mine.flatMap { broad in
                theirs.filter { $0.chain == broad.chain && covers(broad.types, $0.types) }.map { one in
                    Contradiction(
                        "\(one.line.text) below \(broad.line.text)", broad.line, of: side, one.line, isOrdered: true)
                }
            }
        }
    }

    private struct Handler {
        var line: OutlineLine
        var types: [String]
        /// What its `try` does first.
        var chain: String
    }

    /// The handlers that a side put in.
    private func handlers(_ sides: SidedLines, _ side: SideName) -> [Handler] {
        let added = sides.added(by: side)
        guard added.contains(where: { types($0.text) != nil }) else { return [] }
        let numbers = Set(added.map(\.number))
        var found: [Handler] = []
        var open: [Int: String] = [:]
        let lines = sides.lines[side]
        for (index, line) in lines.enumerated() {
            if index + 1 < lines.count, ["try", "begin", "def "].contains(where: line.text.hasPrefix) {
                open[line.indentation] = lines[index + 1].text
            } else if numbers.contains(line.number), let types = types(line.text) {
                found.append(
                    Handler(line: line, types: types, chain: "\(line.indentation) \(open[line.indentation] ?? "")"))
            }
        }
        return found
    }

    private static let catchHead = Pattern(/\}?\s*catch\s*\(/)

    /// The errors that a line handles; nil where it is no handler.
    private func types(_ text: String) -> [String]? {
        let names: Substring
        switch suffix {
        case "py":
            guard text.hasPrefix("except") else { return nil }
            names = text.dropFirst("except".count).split(separator: ":").first?.firstPart(before: " as ") ?? ""
        case "rb":
            guard text.hasPrefix("rescue") else { return nil }
            names = text.dropFirst("rescue".count).firstPart(before: "=>")
        default:
            guard let start = text.prefixMatch(of: Self.catchHead) else { return nil }
            let inner = text[start.range.upperBound...].firstPart(before: ")")
            // `name: Type` and `Type name`.
            if let colon = inner.firstIndex(of: ":") {
                names = inner[inner.index(after: colon)...]
            } else {
                names = inner.split(separator: " ").filter { $0 != "final" }.dropLast().joined(separator: " ")[...]
            }
        }
        return names.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }.map {
            $0.split(separator: ".").last.map(String.init) ?? ""
        }
    }

    /// Whether one handler takes all that another one is for.
    private func covers(_ broad: [String], _ types: [String]) -> Bool {
        if broad.isEmpty { return !types.isEmpty }
        return !types.isEmpty && !types.contains(where: broad.contains)
            && types.allSatisfy { type in
                !Self.all.contains(type)
                    && broad.contains {
                        Self.all.contains($0) || Self.kinds[$0]?.contains(where: type.contains) == true
                    }
            }
    }

    private static let all: Set<String> = ["Exception", "Throwable", "BaseException", "StandardError"]
    /// Words in the names of errors that are of such a kind.
    private static let kinds: [String: [String]] = [
        "IOException": ["Socket", "SSL", "Connect", "File", "EOF", "Http", "URL", "Host"],
        "OSError": ["Connection", "FileNotFound", "FileExists", "Permission", "BlockingIO", "BrokenPipe"],
    ]
}

extension Substring {
    /// What stands before a text; all of it where the text is not there.
    fileprivate func firstPart(before text: String) -> Substring {
        firstRange(of: text).map { self[..<$0.lowerBound] } ?? self
    }
}
