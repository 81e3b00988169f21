extension UpgradeReport {
    /// The report as Markdown for the body of a pull request: what merged, what decided, and each conflict with the
    /// commands that resolve it.
    ///
    /// - Parameters:
    ///   - directory: the service's folder in the repository; empty for its root.
    ///   - limit: about how many bytes the text may have; what does not fit is named and counted.
    public func markdown(directory: String = "", limit: Int = 60_000) -> String {
        var writer = MarkdownWriter(limit: limit)
        let step =
            from == to
            ? "\(MarkdownText.code(scaffold)) \(MarkdownText.code(to))"
            : "\(MarkdownText.code(scaffold)) \(MarkdownText.code(from)) → \(MarkdownText.code(to))"
        writer.add("## \(step)\n\n\(summary)\n")
        writeFiles(&writer)
        if !held.isEmpty { writeHeld(&writer, directory) }
        if !answers.isEmpty {
            writer.add("\n### Answers\n\n")
            for change in answers {
                writer.add(
                    "- \(MarkdownText.code(change.name)): \(MarkdownText.code(change.old ?? "(none)")) → "
                        + "\(MarkdownText.code(change.new ?? "(removed)")), \(MarkdownText.code(change.reason))\n")
            }
        }
        if !findings.isEmpty {
            writer.add("\n### Findings\n\n")
            for finding in findings {
                let place = finding.path.map { " \(MarkdownText.code($0)):" } ?? ""
                writer.add("- \(MarkdownText.code(finding.rule)):\(place) \(MarkdownText.code(finding.message))\n")
            }
        }
        for note in notes {
            writer.add("\n### Notes of \(MarkdownText.code(note.release))\n\n" + MarkdownText.block(note.text))
        }
        return writer.finished
    }

    private var summary: String {
        switch result {
        case .upToDate: return "Up to date."
        case .updated: return "Merged cleanly."
        case .held:
            let files = held.count == 1 ? "1 file waits" : "\(held.count) files wait"
            return "\(files) for a decision. Each keeps its content until it is resolved; everything else is merged."
        }
    }

    private func writeFiles(_ writer: inout MarkdownWriter) {
        guard !files.isEmpty else { return }
        writer.add("\n### Files\n\n")
        for file in files {
            writer.add("- \(file.action) \(MarkdownText.code(file.path)): \(MarkdownText.code(file.reason))\n")
            for decision in file.decisions { writer.add("  - decided by \(MarkdownText.code(decision))\n") }
        }
    }

    private func writeHeld(_ writer: inout MarkdownWriter, _ directory: String) {
        writer.add("\n### Waiting for a decision\n")
        for file in held {
            let path = MarkdownText.shellWord(file.path)
            let place = directory.isEmpty ? "" : " -C \(MarkdownText.shellWord(directory))"
            func command(_ options: String) -> String { "scaffold resolve\(place)\(options) -- \(path)\n" }
            writer.add("\n#### \(MarkdownText.code(file.path))\n\n")
            writer.add(
                MarkdownText.block(
                    (branch.map { "git switch \(MarkdownText.shellWord($0))\n" } ?? "")
                        + command("").dropLast() + "              # markers; edit it, then --done\n"
                        + command(" --done") + command(" --mine") + command(" --template"), language: "sh"))
            for conflict in file.places { write(conflict, of: file, &writer, command) }
        }
    }

    private func write(
        _ conflict: Conflict, of file: Held, _ writer: inout MarkdownWriter, _ command: (String) -> String
    ) {
        var out = "\n**\(MarkdownText.code(conflict.kind))**"
        if let name = conflict.name { out += " at \(MarkdownText.code(name))" }
        out += ": \(MarkdownText.code(conflict.reason))\n"
        for (title, side) in [
            ("Yours", conflict.local), ("Base, \(file.release)", conflict.base), ("Template, \(to)", conflict.incoming),
        ] {
            switch side {
            case .absent: out += "\n\(MarkdownText.code(title)): nothing\n"
            case .object(let id): out += "\n\(MarkdownText.code(title)): the file \(MarkdownText.code(id))\n"
            case .text(let text): out += "\n\(MarkdownText.code(title)):\n\n" + MarkdownText.block(text)
            }
        }
        if let suggestion = conflict.suggestion {
            let origin = conflict.suggestedBy.map { ", as remembered under \(MarkdownText.code($0))" } ?? ""
            out += "\nProposed\(origin):\n\n" + MarkdownText.block(suggestion)
        }
        if file.places.count > 1, let name = conflict.name {
            let entity = " --entity \(MarkdownText.shellWord(name))"
            out +=
                "\nThis one alone:\n\n"
                + MarkdownText.block(command(" --mine" + entity) + command(" --template" + entity), language: "sh")
        }
        writer.add(out, orElse: "\n**\(MarkdownText.code(conflict.kind))**: too long to show here\n")
    }
}

/// Collects parts of a text up to a length; each is added whole or not at all, so that no block stays open.
private struct MarkdownWriter {
    private var out = ""
    private var leftOut = 0
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    mutating func add(_ part: String, orElse short: String? = nil) {
        if out.utf8.count + part.utf8.count <= limit {
            out += part
        } else if let short, out.utf8.count + short.utf8.count <= limit {
            out += short
        } else {
            leftOut += 1
        }
    }

    var finished: String {
        leftOut == 0 ? out : out + "\n(\(leftOut) parts are left out here; `scaffold upgrade --plan` shows them all.)\n"
    }
}
