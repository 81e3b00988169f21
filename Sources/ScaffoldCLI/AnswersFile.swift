import Jinja
import OrderedCollections
import Template
import Yams

/// Reads a file of answers: a YAML mapping, of which JSON is a kind.
enum AnswersFile {
    /// The answers of a file.
    /// - Parameter tool: Whose template they are for; nil for a scaffold of ours.
    static func read(_ path: String, for tool: InstalledTool.Name?) throws -> Answers {
        guard let text = String(validating: try InputFile.read(path), as: UTF8.self) else {
            throw Failure("\(path) is not UTF-8", fix: "save it as UTF-8")
        }
        do {
            if let answers = try tool.map({ try DialectAnswers.read(text, for: $0) }) ?? own(text, path) {
                return answers
            }
        } catch let error as YamlError {
            // Python's JSON writes an emoji as two escapes, which YAML does not know.
            if let answers = try DialectAnswers.json(text) { return answers }
            let line = "\(error)".split(separator: "\n").first.map(String.init) ?? "unreadable"
            throw Failure("\(path) is no valid YAML: \(line)", fix: "write one `name: value` a line")
        } catch let error as TemplateError {
            throw Failure("\(path) can't be read: \(error.message)", fix: "write one `name: value` a line")
        }
        throw Failure("\(path) must hold a mapping of answers", fix: "write one `name: value` a line")
    }

    private static func own(_ text: String, _ path: String) throws -> Answers? {
        guard let node = try Yams.compose(yaml: text) else { return [:] }
        guard let mapping = node.mapping else { return nil }
        var answers: Answers = [:]
        for (key, value) in mapping {
            guard let name = key.string else { throw Failure("\(path): an answer's name must be text") }
            answers[name] = try AnswerValue(yaml: value)
        }
        return answers
    }
}
