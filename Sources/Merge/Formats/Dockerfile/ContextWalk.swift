/// Follows instructions down a file and tells what each of them hangs on.
struct ContextWalk {
    /// What sets a context: a row of the alignment, or one of those that the sides disagree about.
    enum Setter: Hashable {
        case row(Int)
        case contested
    }

    /// One instruction or command on its way.
    struct Step {
        var row: Int
        var traits: InstructionTraits
        /// The stage's name in `FROM`, in lower case.
        var stageName: String?
        /// Whether it is part of a conflict, so that nobody knows what it will be.
        var isContested = false
    }

    /// What each context of each row comes from; a context that nothing sets is not there.
    private(set) var contexts: [Int: [String: Setter]] = [:]
    /// What is in force at the end of each stage, by the row of its `FROM`.
    private(set) var ends: [Int: [String: Setter]] = [:]

    private struct State {
        var setters: [String: Setter] = [:]
        /// Variables of the environment, which hide arguments of the same name.
        var variables: Set<String> = []
        /// Whether nobody knows what the stage builds on.
        var isContested = false

        func setter(of context: String) -> Setter? {
            setters[context] ?? (isContested ? .contested : nil)
        }
    }

    init(_ steps: [Step]) {
        var state = State()
        var globals: [String: Setter] = [:]
        var stages: [String: (setter: Setter, end: Int)] = [:]
        var numbered: [Setter] = []
        var finished: [Int: State] = [:]
        var current: (row: Int, name: String?)?
        func finish() {
            guard let current else { return }
            finished[current.row] = state
            ends[current.row] = state.setters
        }
        for step in steps {
            let isStage = step.traits.keyword == "FROM"
            if isStage {
                if current == nil { globals = state.setters } else { finish() }
            }
            var own: [String: Setter] = [:]
            for context in step.traits.depends {
                if context.hasPrefix("stage #") {
                    let number = Int(context.dropFirst("stage #".count)) ?? -1
                    if numbered.indices.contains(number) { own[context] = numbered[number] }
                } else if context.hasPrefix("stage ") {
                    own[context] = stages[String(context.dropFirst("stage ".count))]?.setter
                } else if context.hasPrefix("global ") {
                    own[context] = current == nil ? nil : globals["$" + context.dropFirst("global ".count)]
                } else {
                    own[context] = isStage ? globals[context] : state.setter(of: context)
                }
            }
            contexts[step.row] = own
            let setter: Setter = step.isContested ? .contested : .row(step.row)
            if isStage {
                let parent = step.traits.depends.lazy.compactMap { context -> Int? in
                    guard context.hasPrefix("stage "), !context.hasPrefix("stage #") else { return nil }
                    return stages[String(context.dropFirst("stage ".count))]?.end
                }.first
                state = step.isContested ? State(isContested: true) : parent.flatMap { finished[$0] } ?? State()
                current = (step.row, step.stageName)
                numbered.append(setter)
                if let name = step.stageName { stages[name] = (setter, step.row) }
            }
            for context in step.traits.defines {
                if step.traits.keyword == "ARG", state.variables.contains(context) { continue }
                if step.traits.keyword == "ENV" { state.variables.insert(context) }
                state.setters[context] = setter
            }
        }
        finish()
    }
}
