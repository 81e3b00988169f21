import OrderedCollections
import Report
import Template

extension ForeignPlanner {
    /// A question that the template calls otherwise now, with the recorded answer to it.
    struct RenamedQuestion {
        let old: String
        let new: String
        let answer: AnswerValue

        var finding: Finding {
            Finding(
                rule: "question-renamed", severity: .warning, path: new,
                message:
                    "the template no longer asks for \(old), and with its recorded answer for the new question \(new) the "
                    + "project's files stay where they are: it is taken; --set \(new)=… sets another one")
        }
    }

    /// The one new question that has to be a renamed old one, as the renders prove; nil where none does or several do.
    ///
    /// A renamed question takes its default, and with it every file that has the answer in its path seems to move away. The old
    /// answer is taken only where that gives back every path that the default loses, and much less changes.
    /// - Parameter render: Renders the target with one more answer; nil where that answer does not do.
    func renamedQuestion(
        _ renders: ForeignTemplate.Renders, asked: Answers, render: (Answers) -> DialectRender?
    ) -> RenamedQuestion? {
        guard !lost(renders.base, renders.incoming).isEmpty else { return nil }
        let old = entry.answers.filter { renders.incoming.answers[$0.key] == nil && Self.isTelling($0) }
        let new = renders.incoming.answers.filter {
            entry.answers[$0.key] == nil && asked[$0.key] == nil && !$0.key.hasPrefix("_") && $0.value.text != nil
        }
        // More would be a guess, and each is a render.
        guard old.count * new.count <= 6 else { return nil }
        let changed = changes(renders.base, renders.incoming)
        var found: [RenamedQuestion] = []
        for (name, answer) in old {
            for question in new.keys {
                guard let trial = render([question: answer]), lost(renders.base, trial).isEmpty,
                    changes(renders.base, trial) * 10 <= changed * 6
                else { continue }
                found.append(RenamedQuestion(old: name, new: question, answer: answer))
            }
        }
        return found.count == 1 ? found[0] : nil
    }

    /// Whether an answer is one of a kind, so that a path can't have it by chance.
    private static func isTelling(_ answer: (key: String, value: AnswerValue)) -> Bool {
        guard let text = answer.value.text, !answer.key.hasPrefix("_") else { return false }
        return text.count(where: \.isLetter) >= 3
            && !["yes", "none", "true", "false", "null"].contains(text.lowercased())
    }

    private func lost(_ base: DialectRender, _ incoming: DialectRender) -> [String] {
        base.baseline.files.map(\.path).filter { $0 != record.path && incoming.baseline[$0] == nil }
    }

    /// How many paths have another content.
    private func changes(_ base: DialectRender, _ incoming: DialectRender) -> Int {
        let paths = Set((base.baseline.files + incoming.baseline.files).map(\.path)).subtracting([record.path])
        return paths.count { base.baseline[$0]?.id != incoming.baseline[$0]?.id }
    }
}

extension AnswerValue {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
