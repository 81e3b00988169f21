import ArgumentParser
import OrderedCollections
import Template

/// Answers given on the command line or in a file.
struct AnswerOptions: ParsableArguments {
    @Option(
        name: .customLong("set"), help: ArgumentHelp("An answer; can be given several times.", valueName: "name=value"))
    var settings: [String] = []

    @Option(
        name: .customLong("answers"), help: ArgumentHelp("A YAML or JSON file of answers.", valueName: "file"),
        completion: .file())
    var file: String?

    /// The answers of the file with the single ones over them.
    /// - Parameter tool: Whose template they are for; nil for a scaffold of ours.
    func read(for tool: InstalledTool.Name? = nil) throws -> Answers {
        var answers: Answers = [:]
        if let file { answers = try AnswersFile.read(file, for: tool) }
        for (name, value) in try Self.parse(settings) { answers[name] = value }
        return answers
    }

    /// Reads `name=value` pairs; values are coerced by their questions later.
    static func parse(_ settings: [String]) throws -> Answers {
        var answers: Answers = [:]
        for setting in settings {
            guard let equals = setting.utf8.firstIndex(of: 0x3D), equals != setting.startIndex else {
                throw ValidationError("--set takes NAME=VALUE, not '\(setting)'")
            }
            answers[String(setting[..<equals])] = .string(String(setting[setting.utf8.index(after: equals)...]))
        }
        return answers
    }
}
