import Drift
import Git
import OrderedCollections
import Report
import Template

extension GenerationReport {
    /// What a new service would be, from the release, its answers and what they render.
    init(_ release: Template.Release, _ entry: Record.Entry, _ baseline: Baseline, directory: String) throws {
        self.init(
            scaffold: entry.name, release: entry.release.description, directory: directory, tree: baseline.tree.hex,
            stack: try release.renderedStack(entry.answers),
            files: baseline.files.map { file in
                let ownership = release.ownership(of: file.source)
                return FileOverview(
                    path: file.path, fileClass: file.fileClass.rawValue, mode: file.mode.word,
                    purpose: ownership.purpose, isEdited: ownership.isEdited)
            },
            answers: entry.answers.map { ($0.key, $0.value.display, $0.value.json) })
    }
}

extension ScaffoldReport {
    /// A scaffold and one of its releases, for people.
    init(_ source: any ScaffoldSource, _ release: Template.Release) throws {
        let all = Releases(all: try source.releases(), scaffold: source.name)
        self.init(
            scaffold: source.name, release: release.version.description, summary: release.summary,
            releases: all.all.reversed().map { item in
                Release(
                    version: item.version.description, date: item.date, line: item.version.line,
                    isNewest: all.newest(of: item.version.line) == item.version, yanked: item.yanked,
                    summary: item.summary)
            },
            stack: try release.renderedStack(AnswerSets(release).defaults()),
            questions: release.questions.map { Question($0) },
            files: release.files.map { file in
                let ownership = release.ownership(of: file.path)
                return FileOverview(
                    path: file.path, fileClass: release.fileClass(of: file.path).rawValue, mode: file.mode.word,
                    condition: release.condition(of: file.path), purpose: ownership.purpose,
                    isEdited: ownership.isEdited)
            })
    }
}

extension ScaffoldReport.Question {
    fileprivate init(_ question: Question) {
        let standard: (text: String, json: JSONValue)? =
            switch question.defaultValue {
            case .literal(let value): (value.display, value.json)
            case .template(let template): (template.source, .string(template.source))
            case nil: nil
            }
        self.init(
            name: question.name, kind: question.kind.rawValue, prompt: question.prompt, help: question.help,
            standard: standard, condition: question.when?.source,
            choices: question.choices.map { choice in
                ScaffoldReport.Choice(
                    value: (choice.value.display, choice.value.json), label: choice.label,
                    aliases: choice.aliases.map(\.display), condition: choice.when?.source, reason: choice.reason,
                    since: choice.since?.description)
            }, since: question.since?.description, isImmutable: question.isImmutable, isSecret: question.isSecret)
    }
}

extension AnswerValue {
    /// The value with its type.
    var json: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        case .list(let values): .array(values.map(\.json))
        case .map(let values): .object(values.map { ($0.key, $0.value.json) })
        case .yaml(let text): .string(text)
        }
    }
}

extension FileMode {
    /// What is special about the file; nil for an ordinary one.
    fileprivate var word: String? {
        switch self {
        case .executable: "executable"
        case .symlink: "link"
        default: nil
        }
    }
}
