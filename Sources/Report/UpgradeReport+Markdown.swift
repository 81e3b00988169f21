extension UpgradeReport {
    /// The report as Markdown: what waits and how to resolve it, what else to know, and a table of the files.
    ///
    /// - Parameters:
    ///   - directory: the service's folder in the repository; empty for its root.
    ///   - request: what a pull request says beyond the report; nil for the report alone.
    ///   - limit: about how many bytes the text may have; what does not fit is named and counted, the table first.
    public func markdown(
        directory: String = "", request: PullRequestContext? = nil, limit: Int = 60_000
    ) -> String {
        let controls = request.map(Self.controls) ?? ""
        var writer = MarkdownWriter(limit: limit - controls.utf8.count)
        let step =
            from == to
            ? "\(MarkdownText.code(scaffold)) \(MarkdownText.code(to))"
            : "\(MarkdownText.code(scaffold)) \(MarkdownText.code(from)) → \(MarkdownText.code(to))"
        writer.add("## \(step)\n\n\(summary)\n")
        if let request { writer.add(Self.introduction(request)) }
        if !held.isEmpty { writeHeld(&writer, directory, remote: request?.remote) }
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
        writeFiles(&writer)
        return writer.finished + controls
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
        let isCounted = files.contains { $0.lines != nil }
        writer.add(
            "\n### Files\n\n| | file | why |\(isCounted ? " lines |" : "")\n"
                + "| --- | --- | --- |\(isCounted ? " ---: |" : "")\n")
        var leftOut = 0
        for file in files {
            let why = ([file.reason] + file.decisions.map { "decided by \($0)" }).map(MarkdownText.cell)
            let path = file.previousPath.map { "\(MarkdownText.cell($0)) → " } ?? ""
            let lines = file.lines.map { " +\($0.added) −\($0.removed) |" } ?? (isCounted ? " |" : "")
            let row =
                "| \(file.action) | \(path)\(MarkdownText.cell(file.path)) | \(why.joined(separator: "; ")) |\(lines)\n"
            if leftOut > 0 || !writer.fits(row) { leftOut += 1 } else { writer.add(row) }
        }
        if leftOut > 0 { writer.close("\n\(leftOut) more files: `scaffold upgrade --plan` lists them all.\n") }
    }

    private func writeHeld(_ writer: inout MarkdownWriter, _ directory: String, remote: String?) {
        writer.add("\n### Waiting for a decision\n")
        for file in held {
            let path = MarkdownText.shellWord(file.path)
            let place = directory.isEmpty ? "" : " -C \(MarkdownText.shellWord(directory))"
            func command(_ options: String) -> String { "scaffold resolve\(place)\(options) -- \(path)\n" }
            var preparation = ""
            if let branch = branch.map(MarkdownText.shellWord) {
                if let remote { preparation = "git fetch \(MarkdownText.shellWord(remote)) \(branch)\n" }
                preparation += "git switch \(branch)\n"
            }
            writer.add("\n#### \(MarkdownText.code(file.path))\n\n")
            writer.add(
                MarkdownText.block(
                    preparation + command("").dropLast() + "              # markers; edit it, then --done\n"
                        + command(" --done") + command(" --mine") + command(" --template"), language: "sh"))
            for conflict in file.places { write(conflict, of: file, &writer, command) }
            if let patch = file.patch, !patch.isEmpty {
                writer.add(
                    "\n<details><summary>What the template changed in it</summary>\n\n"
                        + MarkdownText.block(patch, language: "diff") + "\n</details>\n",
                    orElse: "\nWhat the template changed in it: `scaffold diff --incoming` shows it.\n")
            }
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
    /// Room for the words about what is left out.
    private static let reserve = 160

    init(limit: Int) { self.limit = limit }

    /// Whether a part would be added.
    func fits(_ part: String) -> Bool { out.utf8.count + part.utf8.count + Self.reserve <= limit }

    mutating func add(_ part: String, orElse short: String? = nil) {
        if fits(part) {
            out += part
        } else if let short, fits(short) {
            out += short
        } else {
            leftOut += 1
        }
    }

    /// Adds the words about what is left out, for which there is room.
    mutating func close(_ part: String) { out += part }

    var finished: String {
        leftOut == 0 ? out : out + "\n(\(leftOut) parts are left out here; `scaffold upgrade --plan` shows them all.)\n"
    }
}
