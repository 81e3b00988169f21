public import Report
import Template

extension ReleaseDiff {
    /// The comparison as JSON, schema 1.
    public var json: JSONValue {
        .object([
            ("schema", .int(1)), ("scaffold", .string(scaffold)), ("from", .string(from.description)),
            ("to", .string(to.description)),
            (
                "files",
                .array(
                    files.map { file in
                        .object([
                            ("change", .string(file.change.rawValue)), ("path", .string(file.path)),
                            ("previousPath", .optional(file.previousPath)), ("reason", .optional(file.reason)),
                            ("patch", .string(String(decoding: file.patch, as: UTF8.self))),
                        ])
                    })
            ),
            (
                "answers",
                .array(
                    answers.map { change in
                        .object([
                            ("name", .string(change.name)), ("old", .optional(change.old?.display)),
                            ("new", .optional(change.new?.display)), ("reason", .string(change.reason)),
                        ])
                    })
            ),
            (
                "notes",
                .array(
                    notes.map {
                        .object([("release", .string($0.release.description)), ("text", .string($0.text))])
                    })
            ),
        ])
    }

    /// The comparison as text: a line a file, answers and notes; then the patch, unless it is left out.
    public func text(_ style: Style, withPatch: Bool) -> String {
        var out = style.bold("\(scaffold) \(from) → \(to)") + ": \(summary)\n"
        if !files.isEmpty { out += "\n" }
        for file in files {
            let place = file.previousPath.map { "\($0) → \(file.path)" } ?? file.path
            let word = file.change.rawValue + String(repeating: " ", count: 7 - file.change.rawValue.count)
            out += sanitized("  \(word)  \(place)" + (file.reason.map { "  \($0)" } ?? "")) + "\n"
        }
        if !answers.isEmpty {
            out += "\n" + style.bold("Answers") + "\n"
            for change in answers {
                let values = "\(change.old?.display ?? "(none)") → \(change.new?.display ?? "(removed)")"
                out += sanitized("  \(change.name): \(values) (\(change.reason))") + "\n"
            }
        }
        for note in notes {
            out += "\n" + style.bold("Notes of \(note.release)") + "\n"
            for line in note.text.split(separator: "\n") { out += "  " + sanitized(String(line)) + "\n" }
        }
        if withPatch, !files.isEmpty {
            out += "\n" + files.map { style.diff(String(decoding: $0.patch, as: UTF8.self)) }.joined()
        }
        return out
    }

    private var summary: String {
        let words: [File.Change] = [.added, .removed, .renamed, .changed]
        let parts = words.compactMap { word in
            let count = files.count { $0.change == word }
            return count == 0 ? nil : "\(count) \(word.rawValue)"
        }
        return parts.isEmpty ? "no file differs" : parts.joined(separator: ", ")
    }
}
