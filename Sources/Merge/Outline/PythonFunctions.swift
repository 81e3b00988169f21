/// The statements and functions of a Python file: where an argument is named, and where a name is a function's own.
struct PythonFunctions {
    private let lines: LineText
    private let mask: CodeMask
    /// For each line, how many brackets are open where it starts.
    private let depths: [Int]
    private var functions: [Function] = []

    /// The parameters of a function and the lines that see them.
    private struct Function {
        var parameters: [(name: [UInt8], place: Int)]
        /// The end of its head.
        var head: Int
        var body: Range<Int>
    }

    init(_ lines: LineText, _ mask: CodeMask) {
        self.lines = lines
        self.mask = mask
        var depths: [Int] = []
        var depth = 0
        for number in 0..<lines.count {
            depths.append(depth)
            for index in lines[number].indices { depth = max(0, depth + Self.change(at: index, lines.bytes, mask)) }
        }
        self.depths = depths
        functions = (0..<lines.count).compactMap(function)
    }

    private static func change(at index: Int, _ bytes: [UInt8], _ mask: CodeMask) -> Int {
        guard mask.parts[index] == .code else { return 0 }
        switch bytes[index] {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): return 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return -1
        default: return 0
        }
    }

    /// The line that the statement on a line begins with.
    func statement(of line: Int) -> Int { (0...line).last { depths[$0] == 0 } ?? line }

    /// Whether a word names an argument of a call, or a parameter of the function that it stands in.
    ///
    /// The parameters of a test ask for functions by their names.
    func isOwn(_ word: Range<Int>, line: Int, of kind: NameUses.Kind) -> Bool {
        let rest = lines.bytes[word.upperBound...].drop(while: isBlank)
        var depth = depths[line]
        for index in lines[line].startIndex..<word.lowerBound { depth += Self.change(at: index, lines.bytes, mask) }
        if depth > 0, rest.first == UInt8(ascii: "="), rest.dropFirst().first != UInt8(ascii: "=") { return true }
        if kind == .defined { return false }
        let name = lines.bytes[word]
        return functions.contains { function in
            // The values and types of parameters are of what stands around.
            (function.body.contains(line) && word.lowerBound > function.head
                && function.parameters.contains { $0.name.elementsEqual(name) })
                || function.parameters.contains { $0.place == word.lowerBound }
        }
    }

    /// The function that a line begins.
    private func function(at number: Int) -> Function? {
        let text = String(decoding: lines[number], as: UTF8.self).trimmed
        guard depths[number] == 0, text.hasPrefix("def ") || text.hasPrefix("async def "),
            let open = lines[number].firstIndex(of: UInt8(ascii: "("))
        else { return nil }
        let decorator = number > 0 ? String(decoding: lines[number - 1], as: UTF8.self) : ""
        if text.hasPrefix("def test") || text.hasPrefix("async def test") || decorator.contains("fixture") {
            return nil
        }
        var parameters: [(name: [UInt8], place: Int)] = []
        var (depth, index) = (0, open)
        var above = UInt8(ascii: "(")
        while index < lines.bytes.count {
            depth += Self.change(at: index, lines.bytes, mask)
            if depth == 0 { break }
            let byte = lines.bytes[index]
            if depth == 1, mask.parts[index] == .code, byte.isWordByte, "(,*".utf8.contains(above) {
                let name = lines.bytes[index...].prefix { $0.isWordByte || $0 >= 0x80 }
                parameters.append((Array(name), index))
                index = name.endIndex - 1
            }
            if !isBlank(byte), mask.parts[index] != .comment { above = lines.bytes[index] }
            index += 1
        }
        guard !parameters.isEmpty, index < lines.bytes.count else { return nil }
        let first = lines.line(at: index)
        let indentation = lines[number].prefix(while: isBlank).count
        let end = ((first + 1)..<max(first + 1, lines.count)).first { line in
            depths[line] == 0 && !isBlank(lines[line])
                && mask.parts[lines[line].startIndex] == .code
                && lines[line].prefix(while: isBlank).count <= indentation
        }
        // What is behind the head on its own line may be a type.
        return Function(
            parameters: parameters, head: lines[first].endIndex - 1, body: first..<(end ?? lines.count))
    }
}
