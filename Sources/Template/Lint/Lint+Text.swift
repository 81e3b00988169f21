import OrderedCollections

extension Lint {
    /// Delimiters left in the output, and files copied with delimiters in them.
    static func delimiters(_ subject: LintSubject) -> [LintFinding] {
        var findings: [LintFinding] = []
        var seen: Set<String> = []
        for file in subject.release.files where subject.release.treatment(of: file.path).isVerbatim {
            guard !TemplateMarkers.isBinary(file.bytes), let line = firstLine(of: ["<%"], in: file.bytes) else {
                continue
            }
            seen.insert(file.path)
            findings.append(
                LintFinding(
                    .delimiter, "\(subject.place)/files/\(file.path)", line: line,
                    "the file is copied as it is, but has delimiters of templates in it",
                    fix: "leave verbatim: out, or write the text otherwise"))
        }
        for render in subject.renders {
            // Answers may hold delimiters: they are text, and stay so.
            if render.answers.values.contains(where: { $0.display.contains("<%") || $0.display.contains("%>") }) {
                continue
            }
            for file in render.baseline.files where !seen.contains(file.source) {
                guard !TemplateMarkers.isBinary(file.bytes), let line = firstLine(of: ["<%", "%>"], in: file.bytes)
                else { continue }
                seen.insert(file.source)
                findings.append(
                    LintFinding(
                        .delimiter, "\(subject.place)/files/\(file.source)",
                        "line \(line) of the output (with \(render.label)) has a delimiter of templates left in it",
                        fix: "close the tag, or leave the text out: a file of that language can't be a template"))
            }
        }
        return findings
    }

    /// More than five inline conditions in one file.
    static func conditions(_ subject: LintSubject) -> [LintFinding] {
        subject.texts.compactMap { text in
            let path = String(text.path.drop { $0 != "/" }.dropFirst())
            if text.path.hasPrefix("files/"), subject.release.treatment(of: path).isVerbatim { return nil }
            let tags = LintTags.tags(of: text.bytes).filter(isCondition)
            guard tags.count > mostConditions else { return nil }
            return LintFinding(
                .conditions, "\(subject.place)/\(text.path)", line: tags[mostConditions].line,
                "\(tags.count) inline conditions; \(mostConditions) are the most that people can follow",
                fix: "move lines into the fragments of a slot, or give the file a second template with when:")
        }
    }

    /// The most inline conditions of a file.
    static let mostConditions = 5

    /// `<% if %>`, and an expression or assignment with an `if` in it; `elif` and filtered loops belong to what is counted.
    private static func isCondition(_ tag: LintTags.Tag) -> Bool {
        if tag.isOutput { return tag.words.contains("if") }
        switch tag.words.first {
        case "if": return true
        case "elif", "for": return false
        default: return tag.words.contains("if")
        }
    }

    /// Text that was to be replaced before the release came out.
    static func placeholders(_ subject: LintSubject) -> [LintFinding] {
        var findings: [LintFinding] = []
        if let word = placeholder(in: Array(subject.release.summary.utf8), isExample: false) {
            findings.append(
                LintFinding(
                    .placeholder, subject.manifest, "the placeholder \(word) is left in the summary",
                    fix: "say what the release brings"))
        }
        for text in subject.texts {
            let isExample = text.path.hasSuffix(".env") || text.path.contains(".env.")
            for (number, line) in text.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
                guard let word = placeholder(in: Array(line), isExample: isExample) else { continue }
                findings.append(
                    LintFinding(
                        .placeholder, "\(subject.place)/\(text.path)", line: number + 1,
                        "the placeholder \(word) is left", fix: "write what belongs there"))
            }
        }
        return findings
    }

    private static func placeholder(in line: [UInt8], isExample: Bool) -> String? {
        for word in ["TODO", "FIXME"] where isWord(word, in: line) { return word }
        for word in ["[Briefly", "[Describe", "[Insert", "[Your"] where TemplateMarkers.holds(line, Array(word.utf8)) {
            return "\(word)…]"
        }
        let lower = line.map(\.asciiLowercased)
        if TemplateMarkers.holds(lower, Array("lorem ipsum".utf8)) { return "lorem ipsum" }
        // Example settings say so: the service refuses to run with them.
        return !isExample && isWord("changeme", in: lower) ? "changeme" : nil
    }

    private static func isWord(_ word: String, in line: [UInt8]) -> Bool {
        let wanted = Array(word.utf8)
        guard line.count >= wanted.count else { return false }
        return (0...(line.count - wanted.count)).contains { start in
            let end = start + wanted.count
            return line[start..<end].elementsEqual(wanted) && (start == 0 || !line[start - 1].isASCIILetter)
                && (end == line.count || !line[end].isASCIILetter)
        }
    }

    private static func firstLine(of words: [String], in bytes: [UInt8]) -> Int? {
        guard words.contains(where: { TemplateMarkers.holds(bytes, Array($0.utf8)) }) else { return nil }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return lines.firstIndex { line in words.contains { TemplateMarkers.holds(Array(line), Array($0.utf8)) } }
            .map { $0 + 1 }
    }
}
