import Merge

/// What the merge decided for one unit.
enum Resolution {
    /// Both sides agree, or nothing concerns this file.
    case same
    /// The template's version is new here.
    case add
    /// The template's version (content or mode) replaces an unedited one.
    case takeIncoming
    /// Both changed it and the text merge is clean.
    case merged(FileVersion, decisions: [Merge.Decision])
    /// The service's version stays; `reason` says why where the template has something else.
    case keepLocal(reason: String?)
    /// The template dropped an unedited file; `decisions` say why an edited one counts as such.
    case delete(decisions: [Merge.Decision])
    /// The owners deleted it and the template changed it: it stays deleted and is listed.
    case staysDeleted(reason: String)
    /// The incoming change can't be merged.
    case hold(HoldReason)
}

/// Why a file is held.
struct HoldReason {
    /// The stable kind.
    var kind: ConflictKind
    /// The same in words for people.
    var message: String
    /// How many places conflict; 1 where the whole file does.
    var conflicts = 1
    /// Whether the file may still move along with the template (its content stays the owners').
    var followsMove = true
}
