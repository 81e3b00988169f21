/// Why two changes could not be merged; the raw values are stable and part of every machine-readable report.
public enum ConflictKind: String, Hashable, Sendable, CaseIterable {
    /// Both sides changed the same lines.
    case contentOverlap = "content/overlap"
    /// The sides changed neighbouring lines, none of them twice.
    case contentAdjacentCode = "content/adjacent-code"
    /// Both sides inserted different lines at one point.
    case contentInsertInsert = "content/insert-insert"
    /// Both sides changed one scalar value.
    case valueScalar = "value/scalar"
    /// One side deleted what the other modified.
    case valueDeleteModify = "value/delete-modify"
    /// The sides disagree about the order of elements.
    case valueOrder = "value/order"
    /// Elements of a list cannot be told apart.
    case listIdentityAmbiguous = "list/identity-ambiguous"
    /// Taking the incoming version would go below the user's.
    case versionDowngrade = "version/downgrade"
    /// Two versions of different schemes or shapes.
    case versionIncomparable = "version/incomparable"
    /// The merged file would refer to something that is gone.
    case referenceDangling = "reference/dangling"
    /// The merged text does not parse although both sides did.
    case parseResult = "parse/result"
    /// Both sides added different files under one path.
    case addAdd = "add-add"
    /// The template deleted a file that the user edited.
    case deleteModifyByTemplate = "delete/modify-by-template"
    /// Both sides renamed one file differently.
    case renameRename = "rename/rename"
    /// One side renamed onto a path that the other added.
    case renameAdd = "rename/add"
    /// One side renamed the folder of a file that the other added.
    case directoryRename = "directory-rename"
    /// A file on one side is a folder or a link on the other.
    case typeChange = "type-change"
    /// The sides disagree about the file mode.
    case mode = "mode"
    /// Both sides changed a file that is no text.
    case binary = "binary"
    /// Both sides changed a submodule.
    case submodule = "submodule"
    /// The sides use different text encodings.
    case encoding = "encoding"
}

/// One place in a file that the merge left to people.
///
/// The three texts are line-feed normalised and every line of them ends in a line feed, also the last line of a file
/// that has no final newline: attributes are never part of a conflict.
public struct ConflictHunk: Hashable, Sendable {
    /// Why the sides do not merge here.
    public var kind: ConflictKind
    /// The base's lines; empty where both sides inserted.
    public var base: [UInt8]
    /// The local lines; empty where local deleted them.
    public var local: [UInt8]
    /// The incoming lines; empty where the template deleted them.
    public var incoming: [UInt8]
    /// Which lines of the base these are, counted from 0.
    public var baseLines: Range<Int>
    /// Which lines of local these are, counted from 0.
    public var localLines: Range<Int>
    /// Which lines of incoming these are, counted from 0.
    public var incomingLines: Range<Int>
    /// A resolution to propose, never applied: what is remembered of the same conflict, both changes of adjacent lines, one
    /// after the other, or both sides' words where these do not touch.
    public var suggestion: [UInt8]?

    /// Creates a conflict from its parts.
    public init(
        kind: ConflictKind, base: [UInt8], local: [UInt8], incoming: [UInt8], baseLines: Range<Int>,
        localLines: Range<Int>, incomingLines: Range<Int>, suggestion: [UInt8]? = nil
    ) {
        self.kind = kind
        self.base = base
        self.local = local
        self.incoming = incoming
        self.baseLines = baseLines
        self.localLines = localLines
        self.incomingLines = incomingLines
        self.suggestion = suggestion
    }
}

/// One thing that a merge decided without asking, beyond taking a change that only one side made.
public struct Decision: Hashable, Sendable {
    /// The stable name of what decided, such as "adjacent-lines", "line-endings" or "attributes".
    public var resolver: String
    /// The line of local that it concerns, counted from 1; 0 when it concerns the whole file.
    public var line: Int
    /// What was decided and from what, one sentence.
    public var message: String

    /// Creates a decision from its parts.
    public init(resolver: String, line: Int, message: String) {
        self.resolver = resolver
        self.line = line
        self.message = message
    }
}

/// A stretch of a merged file: text that is settled, or a conflict.
public enum MergeChunk: Hashable, Sendable {
    /// Settled lines, line-feed normalised, each ending in a line feed.
    case resolved([UInt8])
    /// Lines that the merge left to people.
    case conflict(ConflictHunk)
}
