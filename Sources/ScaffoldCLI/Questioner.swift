import Report
import Template

/// Asks a person the questions that have no answer yet.
struct Questioner {
    let console: Console

    /// Asks one question; an empty line takes the default.
    ///
    /// `complaint` says what was wrong with the answer before.
    func ask(_ question: Question, _ offered: AnswerValue?, _ complaint: String?) throws -> AnswerValue {
        if let complaint { console.note(console.noteStyle.red("  " + sanitized(complaint))) }
        if let help = question.help { console.note(console.noteStyle.faint("  " + sanitized(help))) }
        let choices = question.choices.map { choice in sanitized(choice.value.display) }
        let offer = offered.map { " [\(sanitized($0.display))]" } ?? ""
        let list = choices.isEmpty ? "" : " (\(choices.joined(separator: ", ")))"
        while true {
            guard let line = console.ask("\(sanitized(question.prompt))\(list)\(offer): ") else {
                throw Failure(
                    "the input ended before '\(question.name)' was answered",
                    fix: "give it with --set \(question.name)=…")
            }
            if line.isEmpty {
                if let offered { return offered }
                continue
            }
            return .string(line)
        }
    }
}
