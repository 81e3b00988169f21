public import OrderedCollections

/// What a Cookiecutter template is rendered with.
public struct CookiecutterRequest: Sendable {
    /// The answers of the record, `context.cookiecutter`; they are values, never templates.
    ///
    /// Names that begin with an underscore are the template's own: what the template says at its commit counts.
    public var recorded: Answers
    /// Answers that were given now; they count more than recorded ones and must fit the question.
    public var data: Answers
    /// Clock, seed and folder name.
    public var setting: RenderSetting
    /// Files that are rendered although their name or bytes may say binary, by their path in the rendered folder.
    ///
    /// Cookiecutter's versions decide differently about text in a file like `part.step` or with control characters in
    /// it; see ``CookiecutterTemplate/sourcesRenderedAsText(_:project:)``.
    public var textSources: Set<String>

    /// Makes a request.
    public init(
        recorded: Answers = [:], data: Answers = [:], setting: RenderSetting, textSources: Set<String> = []
    ) {
        self.recorded = recorded
        self.data = data
        self.setting = setting
        self.textSources = textSources
    }
}
