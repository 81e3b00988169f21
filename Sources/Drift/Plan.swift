import Git
public import Merge
public import Report
public import Template

/// What an upgrade would do, computed in memory before anything is written.
///
/// `status`, `diff`, `upgrade` and `upgrade --plan` are ways of reading this one value.
public struct Plan: Sendable {
    /// What happens to a file.
    public enum Action: String, Sendable {
        /// New in the target.
        case add
        /// The template's version replaces an unedited file.
        case update
        /// Both sides changed it; the texts merged.
        case merge
        /// It only moves.
        case move
        /// The template dropped it and nobody edited it.
        case delete
        /// The service's version stays, though the template has something else.
        case keep
        /// The incoming change waits for a person.
        case hold
        /// The incoming change is in the file, between conflict markers.
        case markers
        /// Nothing to do: only listed where the owners edited it.
        case none
    }

    /// One file, with its three sides and what comes of them.
    public struct File: Sendable {
        /// Where it is afterwards, or was, relative to the service.
        public var path: String
        /// Where the service has it now, when that is somewhere else.
        public var previousPath: String?
        /// What happens to it.
        public var action: Action
        /// Why, in a few words.
        public var reason: String
        /// The base side.
        public var base: FileVersion?
        /// Where the base has it.
        public var basePath: String?
        /// The service's side.
        public var local: FileVersion?
        /// The target's side.
        public var incoming: FileVersion?
        /// Where the target has it.
        public var incomingPath: String?
        /// What the file is after the upgrade; nil when there is none.
        public var result: FileVersion?
        /// How the template wants it treated.
        public var fileClass: FileClass
        /// The kind of conflict of a held file.
        public var conflict: ConflictKind?
        /// How many places conflict.
        public var conflicts: Int
        /// The text merge behind a merged or held file.
        public var merge: FileMerge?
        /// Why an edited file is deleted like an unedited one.
        public var deletedBy: [Merge.Decision] = []
        /// Where in the file its conflicts are, in their order.
        public var places: [ConflictPlace] = []
        /// Which remembered resolution proposes something for a conflict, by the conflict's index.
        public var suggestedBy: [Int: String] = [:]
        /// The release of the base.
        public var baseRelease: ReleaseName

        /// Whether local differs from base.
        public var isEdited: Bool {
            switch (base, local) {
            case (nil, nil): false
            case (let base?, let local?): !base.isSame(as: local) || isMovedByOwners
            default: true
            }
        }

        /// Whether incoming differs from base.
        public var isBehind: Bool {
            switch (base, incoming) {
            case (nil, nil): false
            case (let base?, let incoming?): !base.isSame(as: incoming) || basePath != incomingPath
            default: true
            }
        }

        /// Whether the owners have it elsewhere than the base.
        public var isMovedByOwners: Bool
    }

    /// The scaffold's name.
    public var scaffold: String
    /// The recorded release.
    public var from: ReleaseName
    /// The release upgraded to.
    public var to: ReleaseName
    /// Every file that differs anywhere, sorted by path.
    public var files: [File]
    /// How many files of the base the template goes on managing; not those that are made once and left to the owners.
    public var managed = 0
    /// What the upgrade changes in the answers.
    public var answerChanges: [AnswerChange]
    /// What else to know.
    public var findings: [Finding]
    /// What the releases on the way tell their users.
    public var notes: [(release: ReleaseName, text: String)]
    /// What another tool's template tells people.
    public var messages = TemplateMessages()
    /// The record as it is.
    public var recordBefore: Record
    /// The record after the upgrade.
    public var recordAfter: Record
    /// Whether the record's text changes, so that there is something to commit even where no file does.
    public var changesRecord: Bool { recordBefore != recordAfter }

    /// The files that wait for a person.
    public var held: [File] { files.filter { $0.action == .hold } }
    /// Whether the upgrade would write anything.
    public var isUpToDate: Bool { !changesRecord && files.allSatisfy { !$0.writes } }
    /// What the upgrade would write, by path relative to the service; nil is a removal.
    ///
    /// The record is not among them.
    public var changes: [String: FileVersion?] {
        var changes: [String: FileVersion?] = [:]
        for file in files where file.writes {
            if let old = file.previousPath ?? (file.result == nil ? file.path : nil), file.local != nil,
                changes[old] == nil
            {
                changes.updateValue(nil, forKey: old)
            }
        }
        for file in files where file.writes {
            if let result = file.result { changes.updateValue(result, forKey: file.path) }
        }
        return changes
    }
}

extension Plan.File {
    /// Whether the service's tree changes here.
    public var writes: Bool {
        switch (local, result) {
        case (nil, nil): false
        case (let local?, let result?): previousPath != nil || !local.isSame(as: result)
        default: true
        }
    }
}

extension Baseline {
    /// How many files the template goes on managing.
    var managed: Int { files.count { $0.fileClass == .managed || $0.fileClass == .exact } }
}
