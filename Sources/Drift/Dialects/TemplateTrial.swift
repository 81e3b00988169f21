import OrderedCollections
import Template

/// One state of another tool's template, read once, to be rendered with many answers.
///
/// Unlike recorded answers, which stay whatever the template says, those that are tried have to fit their questions.
struct TemplateTrial {
    private enum Kind {
        case copier(CopierTemplate)
        case cookiecutter(CookiecutterTemplate)
    }

    /// The state.
    let state: ForeignTemplate.State
    /// The names of its questions.
    let names: Set<String>
    private let kind: Kind
    private let address: String
    private let answersFile: String?
    private let inputs: ForeignTemplate.Inputs

    /// Reads a state.
    /// - Parameter inputs: The recorded answers, and what else renders are made with.
    init(_ state: ForeignTemplate.State, of template: ForeignTemplate, _ inputs: ForeignTemplate.Inputs) throws {
        self.state = state
        self.inputs = inputs
        address = template.address
        answersFile = template.record.path.isEmpty ? nil : template.record.path
        let files = try template.source.files(at: state.commit)
        switch template.record.tool {
        case .copier:
            // With a record Copier renders a state without questions, too; else it may be anything.
            guard !template.record.bytes.isEmpty || CopierTemplate.isTemplate(files) else {
                throw DriftError(.release, "\(template.source.locator) is no template at \(state.revision)")
            }
            let copier = try template.copierTemplate(files, state)
            names = try copier.questionNames()
            kind = .copier(copier)
        case .cruft:
            let cookiecutter = try template.cookiecutterTemplate(files, state)
            names = try cookiecutter.questionNames()
            kind = .cookiecutter(cookiecutter)
        }
    }

    /// Renders with the recorded answers and others over them.
    /// - Parameters:
    ///   - answers: Have to fit; those that this state doesn't ask for are left out.
    ///   - probes: Stand for answers, and need not fit.
    func render(_ answers: Answers, probes: Answers = [:]) throws -> DialectRender {
        switch kind {
        case .copier(let template): return try template.render(copierRequest(answers, probes))
        case .cookiecutter(let template):
            let request = CookiecutterRequest(
                recorded: inputs.answers.merging(probes) { $1 }, data: asked(answers, but: probes),
                setting: inputs.setting)
            var (render, effects) = try template.renderReadingHooks(request)
            render.apply(effects)
            return render
        }
    }

    /// The questions that are open with these answers.
    func questions(_ answers: Answers) throws -> [DialectQuestion] {
        switch kind {
        case .copier(let template): try template.openQuestions(copierRequest(answers, [:]))
        case .cookiecutter(let template): try template.openQuestions()
        }
    }

    private func copierRequest(_ answers: Answers, _ probes: Answers) -> CopierRequest {
        CopierRequest(
            answers: inputs.answers.merging(probes) { $1 }, data: asked(answers, but: probes), source: address,
            answersFile: answersFile, setting: inputs.setting, operation: .update, externalData: inputs.files)
    }

    private func asked(_ answers: Answers, but probes: Answers) -> Answers {
        answers.filter { names.contains($0.key) && probes[$0.key] == nil }
    }
}
