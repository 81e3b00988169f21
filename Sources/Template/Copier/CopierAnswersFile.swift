import Git
import Jinja
public import OrderedCollections
import Yams

/// A project's record of its Copier template: `.copier-answers.yml`, or another file of that kind.
///
/// A template writes this file itself, as one of its files; ``updated(source:commit:answers:)`` is for projects whose
/// template has none of it.
public struct CopierAnswersFile: Hashable, Sendable {
    /// The path that most projects have it at.
    static let usualPath = ".copier-answers.yml"
    /// The path in the service.
    public let path: String
    /// The file as it was read.
    public let text: String
    /// Where the template is, as it was typed, credentials included; nil where the file doesn't say.
    public let source: String?
    /// Which version of the template it was: what `git describe` gave; nil where the file doesn't say.
    public let commit: String?
    /// The answers in the order of the file: everything whose name doesn't begin with an underscore.
    ///
    /// A date stays the text that it was written as.
    public let answers: Answers
    /// The names that are there more than once, as a bad merge leaves them: the last value counts.
    public let repeatedNames: [String]

    /// Where the template is, without credentials: fit for records and reports.
    public var sourceWithoutCredentials: String? { source.map { RemoteURL.withoutCredentials($0) } }

    /// Reads a file.
    /// - Throws: ``ScaffoldError`` for a file that is no mapping of plain YAML.
    public init(_ bytes: [UInt8], path: String) throws(ScaffoldError) {
        let place = ScaffoldError.Location(file: path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ScaffoldError(.manifest, "the answers file is not UTF-8", at: place)
        }
        self.path = path
        self.text = text
        let value: Value
        do {
            value = try CopierYAML.value(text)
        } catch {
            throw ScaffoldError(.manifest, "the answers file cannot be read: \(error.message)", at: place)
        }
        guard case .dict(let dict) = value else {
            throw ScaffoldError(.manifest, "the answers file is no mapping", at: place)
        }
        let (written, repeated) = CopierAnswersFile.scalars(text)
        repeatedNames = repeated
        var answers: Answers = [:]
        for (key, value) in dict.pairs {
            let name = key.stringValue ?? key.pythonString
            if name.hasPrefix("_") { continue }
            answers[name] = try CopierAnswersFile.plain(value, written[name])
        }
        self.answers = answers
        // As written: `_commit: 1.10` is a name, not the number 1.1.
        source = written["_src_path"]
        commit = written["_commit"]
    }

    private static func plain(_ value: Value, _ written: String?) throws(ScaffoldError) -> AnswerValue {
        if case .object = value { return .string(written ?? value.pythonString) }
        do {
            return try AnswerValue(dialect: value)
        } catch {
            throw ScaffoldError(.manifest, "the answers file holds \(value.pythonRepr): \(error.message)")
        }
    }

    /// The texts of the scalars at the top, whatever they mean, and the names that are there more than once.
    private static func scalars(_ text: String) -> (texts: [String: String], repeated: [String]) {
        guard case .mapping(let pairs)? = (try? PyYAML.compose(text))?.first?.content else { return ([:], []) }
        var texts: [String: String] = [:]
        var seen: Set<String> = []
        var repeated: [String] = []
        for (key, value) in pairs {
            guard case .scalar(let name) = key.content else { continue }
            if !seen.insert(name).inserted, !repeated.contains(name) { repeated.append(name) }
            texts[name] = nil
            if case .scalar(let text) = value.content, value.tag != PyYAML.prefix + "null" { texts[name] = text }
        }
        return (texts, repeated)
    }

    /// The file with other values: lines of values that stay the same are not touched, and comments stay.
    /// - Parameters:
    ///   - source: Where the template is; credentials are left out.
    ///   - commit: What `git describe` calls the version; nil for a folder.
    ///   - answers: All answers; others are taken out of the file.
    public func updated(source: String, commit: String?, answers: Answers) -> [UInt8] {
        var wanted = answers
        wanted["_src_path"] = .string(RemoteURL.withoutCredentials(source))
        if let commit { wanted["_commit"] = .string(commit) }
        // Before the first name a mark of the byte order would be a part of it.
        let mark = text.utf8.starts(with: PyYAML.byteOrderMark) ? "\u{FEFF}" : ""
        let body = String(decoding: text.utf8.dropFirst(mark.utf8.count), as: UTF8.self)
        let whole = Array((mark + CopierAnswersFile.whole(wanted, comments: body)).utf8)
        guard var lines = EntryLines(body) else { return whole }
        var own = self.answers
        if let source = self.source { own["_src_path"] = .string(source) }
        if let commit = self.commit { own["_commit"] = .string(commit) }
        for (name, value) in wanted where own[name] != value { lines.set(name, CopierYAML.entry(name, value)) }
        for name in lines.names where wanted[name] == nil && (!name.hasPrefix("_") || name == "_commit") {
            lines.remove(name)
        }
        let result = Array((mark + lines.text).utf8)
        // A layout that was misread would show here; then the file is written anew.
        guard let again = try? CopierAnswersFile(result, path: path), again.answers.isSame(as: answers),
            again.commit == commit, again.source == wanted["_src_path"]?.stringValue
        else { return whole }
        return result
    }

    private static func whole(_ values: Answers, comments text: String) -> String {
        let head = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("#") }
        let names = values.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let entries = names.map { CopierYAML.entry($0, values[$0] ?? .null) }
        return head.map { "\($0)\n" }.joined() + entries.joined()
    }
}

extension Answers {
    /// Whether both hold the same answers, in whatever order.
    fileprivate func isSame(as other: Answers) -> Bool {
        count == other.count && allSatisfy { name, value in other[name] == value }
    }
}

/// The lines of a YAML file whose top is a mapping, an entry to a line or more.
private struct EntryLines {
    private struct Entry {
        /// The key; nil for comments and blank lines.
        var name: String?
        var lines: [Substring]
    }

    private var entries: [Entry] = []
    private let endsInLineEnd: Bool

    /// Takes a file apart; nil where its layout is another one.
    init?(_ text: String) {
        guard let node = try? Parser(yaml: text, resolver: .basic).singleRoot(), case .mapping(let mapping) = node,
            mapping.style != .flow
        else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        endsInLineEnd = lines.last?.isEmpty == true
        if endsInLineEnd { lines.removeLast() }
        var starts: [(line: Int, name: String)] = []
        for (key, _) in mapping {
            guard case .scalar(let name) = key, let mark = name.mark, mark.column == 1,
                starts.last.map({ $0.line < mark.line - 1 }) ?? true, mark.line <= lines.count
            else { return nil }
            starts.append((mark.line - 1, name.string))
        }
        guard let first = starts.first else { return nil }
        entries = lines[..<first.line].map { Entry(name: nil, lines: [$0]) }
        for (index, start) in starts.enumerated() {
            let end = index + 1 < starts.count ? starts[index + 1].line : lines.count
            var last = end
            while last > start.line + 1, lines[last - 1].isEmpty || lines[last - 1].hasPrefix("#") { last -= 1 }
            entries.append(Entry(name: start.name, lines: Array(lines[start.line..<last])))
            entries += lines[last..<end].map { Entry(name: nil, lines: [$0]) }
        }
    }

    var names: [String] { entries.compactMap(\.name) }

    var text: String {
        entries.flatMap(\.lines).joined(separator: "\n") + (endsInLineEnd ? "\n" : "")
    }

    /// Replaces an entry, or puts it before the first one whose name comes after it.
    mutating func set(_ name: String, _ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let entry = Entry(name: name, lines: Array(lines))
        if let index = entries.firstIndex(where: { $0.name == name }) {
            entries[index] = entry
        } else {
            let after = entries.firstIndex { $0.name.map { name.utf8.lexicographicallyPrecedes($0.utf8) } ?? false }
            entries.insert(entry, at: after ?? entries.endIndex)
        }
    }

    mutating func remove(_ name: String) { entries.removeAll { $0.name == name } }
}
