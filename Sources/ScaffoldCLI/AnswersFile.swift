import Jinja
import OrderedCollections
import Template
import Yams

/// Reads a file of answers: a YAML mapping, of which JSON is a kind.
enum AnswersFile {
    static func read(_ path: String) throws -> Answers {
        let bytes = try InputFile.read(path)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure("\(path) is not UTF-8", fix: "save it as UTF-8")
        }
        do {
            guard let node = try Yams.compose(yaml: text) else { return [:] }
            guard let mapping = node.mapping else {
                throw Failure("\(path) must hold a mapping of answers", fix: "write one `name: value` a line")
            }
            var answers: Answers = [:]
            for (key, value) in mapping {
                guard let name = key.string else { throw Failure("\(path): an answer's name must be text") }
                answers[name] = try AnswerValue(yaml: value)
            }
            // Copier's questions may take them; the keys of our own answers are text.
            return answers.merging(AnswerValue.typedAnswers(in: text)) { $1 }
        } catch let error as YamlError {
            // Python's JSON writes an emoji as two escapes, which YAML does not know.
            if let dict = (try? Value(json: bytes))?.dictValue {
                return try Answers(dict.pairs.map { ($0.key.pythonString, try AnswerValue(jinja: $0.value)) }) { $1 }
            }
            let line = "\(error)".split(separator: "\n").first.map(String.init) ?? "unreadable"
            throw Failure("\(path) is no valid YAML: \(line)", fix: "write one `name: value` a line")
        }
    }
}
