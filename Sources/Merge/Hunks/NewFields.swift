/// Fields that both sides added at one point of a type, or of a literal with names: settings, columns of a record, members of a
/// message, whose order says nothing to those who use them by name.
///
/// Where the order does say something, as in a named tuple, both sides' fields are a conflict.
struct NewFields {
    private let file: HunkFile
    private let suffix: String

    /// Nil where nothing is known of fields.
    init?(_ file: HunkFile) {
        suffix = file.path.fileSuffix
        guard ["py", "go", "ts", "tsx", "js", "mjs", "rs", "java", "cs", "proto"].contains(suffix) else { return nil }
        self.file = file
    }

    /// Local's fields and then the template's; nil where a side brought anything else, or where one needs the other's.
    func joined(_ hunk: ConflictHunk) -> [UInt8]? {
        guard hunk.base.isEmpty, let mine = fields(in: hunk.local), let theirs = fields(in: hunk.incoming),
            mine.edge == theirs.edge, let opener = file.opener(above: hunk.baseLines.lowerBound, within: mine.edge),
            takesFields(opener, mine.all + theirs.all)
        else { return nil }
        let texts = [hunk.local, hunk.incoming].map { String(decoding: $0, as: UTF8.self) }
        let areApart =
            mine.all.allSatisfy { !texts[1].names($0.name) } && theirs.all.allSatisfy { !texts[0].names($0.name) }
        return areApart ? hunk.local + hunk.incoming : nil
    }

    private struct Field {
        var name: String
        /// Whether it says what it is where nobody does.
        var hasDefault: Bool
    }

    private static let python = Pattern(/([A-Za-z_]\w*)\s*:\s*[^=:]+(=\s*\S.*)?/)
    private static let go = Pattern(/([A-Z]\w*)\s+[\w.*\[\]]+(?:\s+`[^`]*`)?(?:\s*\/\/.*)?/)
    private static let script = Pattern(/(?:readonly\s+)?["']?([A-Za-z_$][\w$-]*)["']?\??\s*:\s*[^{}=;]+[,;]/)
    private static let rust = Pattern(/(?:pub(?:\([a-z]+\))?\s+)?([a-z_]\w*)\s*:\s*[^{};]+,/)
    private static let java = Pattern(
        /(?:private|protected|public)\s+(?:final\s+)?[\w.<>\[\], ?]+?\s+(\w+)\s*(=[^;{}]*)?;/)
    private static let property = Pattern(
        /(?:public|internal)\s+(?:required\s+|virtual\s+)?[\w.<>\[\], ?]+?\s+(\w+)\s*\{ get; (?:init|set|private set); \}(\s*=[^;]*;)?/
    )
    private static let message = Pattern(
        /(?:repeated\s+|optional\s+)?[\w.]+(?:<[^>]*>)?\s+(\w+)\s*=\s*\d+\s*(?:\[[^\]]*\])?;(?:\s*\/\/.*)?/)

    /// The field that a line is, without space at its ends; nil for another one.
    private func field(_ line: String) -> Field? {
        switch suffix {
        case "py": line.wholeMatch(of: Self.python).map { Field(name: String($0.1), hasDefault: $0.2 != nil) }
        case "go": line.wholeMatch(of: Self.go).map { Field(name: String($0.1), hasDefault: true) }
        case "rs": line.wholeMatch(of: Self.rust).map { Field(name: String($0.1), hasDefault: true) }
        case "java": line.wholeMatch(of: Self.java).map { Field(name: String($0.1), hasDefault: $0.2 != nil) }
        case "cs": line.wholeMatch(of: Self.property).map { Field(name: String($0.1), hasDefault: true) }
        case "proto": line.wholeMatch(of: Self.message).map { Field(name: String($0.1), hasDefault: true) }
        default: line.wholeMatch(of: Self.script).map { Field(name: String($0.1), hasDefault: true) }
        }
    }

    /// The fields of a text, all of it behind the same space, comments and blank lines between them.
    private func fields(in text: [UInt8]) -> (all: [Field], edge: Substring)? {
        let lines = String(decoding: text, as: UTF8.self).lines.filter { !$0.trimmed.isEmpty }
        guard let edge = lines.first?.prefix(while: { $0 == " " || $0 == "\t" }), !edge.isEmpty else { return nil }
        let comment = suffix == "py" ? "#" : "//"
        var found: [Field] = []
        for line in lines {
            guard line.hasPrefix(edge), let first = line.dropFirst(edge.count).first, first != " ", first != "\t" else {
                return nil
            }
            if line.trimmed.hasPrefix(comment) { continue }
            guard let field = field(line.trimmed) else { return nil }
            found.append(field)
        }
        return found.isEmpty ? nil : (found, edge)
    }

    private static let literal = Pattern(
        /(?:export\s+)?(?:const|let|type)\s+\w+[^()]*=\s*\{|.*=\s*z\.object\(\{|\w+:\s*\{/)

    /// Whether what a line opens takes fields in any order.
    private func takesFields(_ opener: String, _ fields: [Field]) -> Bool {
        let text = opener.trimmed
        switch suffix {
        case "py":
            guard text.hasPrefix("class "), text.hasSuffix(":"), !text.contains("NamedTuple") else { return false }
            // By their names they are told apart everywhere but in a data class, where those without a value come first.
            return ["BaseSettings", "BaseModel", "TypedDict"].contains(where: text.contains)
                || fields.allSatisfy(\.hasDefault)
        case "go": return text.hasPrefix("type ") && text.hasSuffix("struct {")
        case "rs": return text.names("struct") && text.hasSuffix("{") || text.hasSuffix("Self {")
        case "java", "cs": return text.names("class") && !text.names("record")
        case "proto": return text.hasPrefix("message ") && text.hasSuffix("{")
        default:
            return text.names("interface") && text.hasSuffix("{") || text.wholeMatch(of: Self.literal) != nil
        }
    }
}
