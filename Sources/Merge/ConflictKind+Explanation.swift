extension ConflictKind {
    /// Why the sides do not merge, in one sentence for people.
    public var explanation: String {
        switch self {
        case .contentOverlap: "both sides changed the same lines"
        case .contentAdjacentCode: "the sides changed neighbouring lines"
        case .contentInsertInsert: "both sides inserted something different at one place"
        case .valueScalar: "both sides changed one value"
        case .valueDeleteModify: "one side deleted what the other changed"
        case .valueOrder: "the sides want different orders"
        case .listIdentityAmbiguous: "the elements of a list can't be told apart"
        case .versionDowngrade: "the template's version is below the one that was lowered or kept on purpose"
        case .versionIncomparable: "the two versions can't be compared"
        case .referenceDangling: "the merged file would refer to something that is gone"
        case .parseResult: "the merged text would not be a valid file"
        case .addAdd: "both sides added it, with different content"
        case .deleteModifyByTemplate: "the template deleted what its owners changed"
        case .renameRename: "both sides moved it, to different places"
        case .renameAdd: "it would move to where another file is"
        case .directoryRename: "its directory was moved"
        case .typeChange: "it is a file on one side and something else on the other"
        case .mode: "the sides disagree about the file mode"
        case .binary: "both sides changed a file that is no text"
        case .submodule: "both sides changed a submodule"
        case .encoding: "the sides use different line endings or encodings"
        }
    }
}
