public import OrderedCollections

/// What is asked of a Copier template's render.
public struct CopierRequest: Sendable {
    /// What Copier would be doing; `_exclude` and commands may depend on it.
    public enum Operation: String, Hashable, Sendable {
        /// Generating a project, or generating it again.
        case copy
        /// Bringing a project to another version; both renders of it count as this.
        case update
    }

    /// The recorded answers: all keys of the answers file that don't begin with an underscore.
    ///
    /// One that the template has no valid place for keeps its value and is noted.
    public var answers: Answers
    /// What a person has set now: held against types, choices and validators, and refused where it doesn't fit.
    public var data: Answers
    /// What `_src_path` says; credentials in it are left out.
    public var source: String
    /// The path of the answers file; nil for the template's own choice.
    public var answersFile: String?
    /// What the template may know of its surroundings.
    public var setting: RenderSetting
    /// The version as it was asked for, by a tag, branch or commit: `_copier_conf.vcs_ref`; nil where nobody asked for one.
    public var revision: String?
    /// What Copier would be doing.
    public var operation: Operation
    /// Further patterns of files to leave out: an update adds those of the new version to the old one's.
    public var furtherExcludes: [String]
    /// The versions of an update, whose migrations are listed; nil where the project does not change its version.
    public var step: (from: CopierVersion, to: CopierVersion)?
    /// Where commands find the template's own files when they are to run; nil where they are only listed.
    public var templateFolder: String?
    /// Gives the files that `_external_data` names, by their path relative to the service; nil where there is none.
    public var externalData: @Sendable (String) -> [UInt8]?

    /// Asks for a render.
    public init(
        answers: Answers = [:], data: Answers = [:], source: String, answersFile: String? = nil,
        setting: RenderSetting, revision: String? = nil, operation: Operation = .copy, furtherExcludes: [String] = [],
        step: (from: CopierVersion, to: CopierVersion)? = nil, templateFolder: String? = nil,
        externalData: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }
    ) {
        self.answers = answers
        self.data = data
        self.source = source
        self.answersFile = answersFile
        self.setting = setting
        self.revision = revision
        self.operation = operation
        self.furtherExcludes = furtherExcludes
        self.step = step
        self.templateFolder = templateFolder
        self.externalData = externalData
    }
}
