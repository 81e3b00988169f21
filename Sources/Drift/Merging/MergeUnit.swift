import Template

/// One file's way through a merge: where it is on each side, and what it is there.
///
/// A unit follows one file through the renames of the template and of the owners, so that three paths can belong together.
struct MergeUnit {
    /// Where the base has it; nil for a file that is new in the target.
    var basePath: String?
    /// The base: the recorded release's output, or an older one's for a held file.
    var base: FileVersion?
    /// Where the service has it as long as its owners don't move it: where the base has it, or where an earlier upgrade
    /// moved a held file.
    var home: String
    /// Where the service has it (or would have it).
    var localPath: String
    /// The service's version; nil when the owners deleted it or never had it.
    var local: FileVersion?
    /// Where the target has it; nil when the template dropped it.
    var incomingPath: String?
    /// The target release's version.
    var incoming: FileVersion?
    /// How the template wants the file to be treated.
    var fileClass: FileClass = .managed
    /// The file's path in the template.
    var template: String?
    /// The automatic resolvers that the template switched off here.
    var disabledResolvers: [String] = []
    /// The release of the base: the recorded one, except for held files.
    var baseRelease: ReleaseName
    /// The record's entry when an earlier upgrade held it, so that its base is older than the recorded release.
    var held: Record.Held?
    /// How alike the owners' moved file is to the base, in percent, when the move was found by likeness.
    var ownerMoveLikeness: Int?

    /// Whether the template moved the file.
    var templateMoved: Bool { basePath != nil && incomingPath != nil && incomingPath != home }

    /// Whether its owners moved the file.
    var ownersMoved: Bool { basePath != nil && local != nil && localPath != home }
}
