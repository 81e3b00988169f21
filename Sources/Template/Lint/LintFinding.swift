/// Something in a release that its authors should put right before it comes out.
public struct LintFinding: Hashable, Sendable {
    /// The rule that found it.
    public var rule: LintRule
    /// The file, from the scaffold's folder on.
    public var path: String
    /// The line, from 1; nil where the whole file is meant.
    public var line: Int?
    /// What is the case.
    public var message: String
    /// What to do about it.
    public var fix: String

    init(_ rule: LintRule, _ path: String, line: Int? = nil, _ message: String, fix: String) {
        self.rule = rule
        self.path = path
        self.line = line
        self.message = message
        self.fix = fix
    }
}

/// The rules of the lint, by the stable names that findings carry.
public enum LintRule: String, Hashable, Sendable, CaseIterable {
    /// The manifest or the index breaks the format.
    case manifest
    /// The release can't be rendered with some answers.
    case render
    /// A released folder differs from what was released, or a folder is not listed.
    case released
    /// A release that is out renders something else than it did.
    case changedRender = "changed-render"
    /// A release that is out, without a record of what it renders.
    case unrecorded
    /// Delimiters of templates are left in the output, or stand in a file that is copied.
    case delimiter
    /// A rename from or to a path that is never rendered.
    case danglingRename = "dangling-rename"
    /// A deletion of a path that does not go away.
    case danglingDeletion = "dangling-deletion"
    /// A path goes away without a rename or a deletion.
    case vanished
    /// Recorded answers that the release refuses.
    case lostAnswer = "lost-answer"
    /// A question that changes nothing.
    case unusedQuestion = "unused-question"
    /// A computed name, a slot, a fragment or a part that nothing uses.
    case unusedName = "unused-name"
    /// A slot that a file asks for and the manifest lacks.
    case unknownSlot = "unknown-slot"
    /// A template that no answers render, or a rule over files that are not there.
    case unusedFile = "unused-file"
    /// A file that owners should edit, without a purpose.
    case purpose
    /// A file with more inline conditions than people can follow.
    case conditions
    /// Text that was to be replaced.
    case placeholder
    /// Ports that do not meet across files.
    case ports
    /// Selectors and names that do not meet across files.
    case selectors
    /// Keys of settings that do not meet across files.
    case environment
}
