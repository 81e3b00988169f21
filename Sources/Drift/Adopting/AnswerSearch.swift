import OrderedCollections
import Template

/// Looks for the answers whose output is most like a tree: one answer after the other takes the value that is best.
///
/// Greedy, so that the number of renders grows with the number of values and not with their product.
struct AnswerSearch {
    /// Values that are worth a render.
    struct Option {
        /// The question.
        var name: String
        /// What its answer could be.
        var values: [AnswerValue]
    }

    /// Where a search ended.
    struct Found {
        /// The answers that were given to the render; the others are defaults.
        var answers: Answers
        /// How well the output explains the tree.
        var explanation: Explanation
    }

    /// Rates the output of some answers.
    let rate: (Answers) throws -> Explanation
    /// What can be tried from here on.
    let options: (Found) -> [Option]
    /// How often every question has its turn: an answer may open another question, or make another one better.
    var rounds = 3
    /// How many renders are made at most; large templates have hundreds of questions.
    var limit = 500

    /// Changes one answer after the other as long as the output becomes more like the tree.
    /// - Parameter starts: Answers to begin with, of which the best counts; an error of the first one ends the search.
    func climb(from starts: [Answers]) throws -> Found {
        var starts = starts[...]
        let first = starts.popFirst() ?? [:]
        var best = Found(answers: first, explanation: try rate(first))
        var renders = 1
        func take(_ answers: Answers) -> Bool {
            renders += 1
            // A value that the template refuses is none.
            guard let found = try? rate(answers), found.evidence > best.explanation.evidence + 1e-6 else {
                return false
            }
            best = Found(answers: answers, explanation: found)
            return true
        }
        for start in starts { _ = take(start) }
        for _ in 0..<rounds {
            var improves = false
            for option in options(best) {
                for value in option.values where value != best.explanation.answers[option.name] {
                    guard renders < limit else { return best }
                    var next = best.answers
                    next[option.name] = value
                    if take(next) { improves = true }
                }
            }
            if !improves { break }
        }
        return best
    }
}
