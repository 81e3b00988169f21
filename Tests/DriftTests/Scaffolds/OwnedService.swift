import Foundation
import Git
import OrderedCollections
import Report
import Template
import TestSupport
import Testing

@testable import Drift

/// A service of a built-in scaffold, generated, edited by its owners and upgraded in a bare repository.
///
/// Everything runs in this process, with the code that the commands run: it is fast enough for whole tables of cases.
final class OwnedService {
    let scaffold: String
    let repository: Repository
    private let directory: TempDirectory
    private let source: any ScaffoldSource

    /// Generates a service from fastapi-service and commits it.
    convenience init(_ release: String, _ answers: Answers = [:]) throws {
        try self.init("fastapi-service", release, answers)
    }

    /// Generates a service and commits it.
    init(_ scaffold: String, _ release: String, _ answers: Answers) throws {
        self.scaffold = scaffold
        source = try BuiltinScaffolds.source(scaffold)
        directory = try TempDirectory()
        repository = try Repository.create(at: directory.path, bare: true, initialBranch: "main")
        let fresh = try BuiltinScaffolds.render(scaffold, release, answers)
        let entry = Record.Entry(
            name: scaffold, source: "builtin", release: .version(try version(release)), baseline: fresh.baseline.tree,
            answers: fresh.answers)
        try commit(tree: write(fresh.baseline, Record(scaffolds: [entry])), parents: [])
    }

    /// What a release gives with these answers.
    func fresh(_ release: String, _ answers: Answers) throws -> Baseline {
        try BuiltinScaffolds.render(scaffold, release, answers).baseline
    }

    // MARK: The service as it is

    /// The service's record.
    var record: Record {
        get throws { try Service.open(at: directory.path).record }
    }

    /// The record's entry.
    var entry: Record.Entry {
        get throws { try Service.open(at: directory.path).entry(named: scaffold) }
    }

    /// A file's text; nil where there is none.
    func text(_ path: String) throws -> String? {
        try repository.entry(at: path, in: tree()).map { String(decoding: try repository.blob($0.id), as: UTF8.self) }
    }

    /// The mode of a file; nil where there is none.
    func mode(_ path: String) throws -> FileMode? { try repository.entry(at: path, in: tree())?.mode }

    /// Every file but the record, by path.
    func files() throws -> [String: TreeFile] {
        let files = try repository.files(in: tree()).filter { $0.path != Record.fileName }
        return Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    }

    private func tree() throws -> ObjectID { try Service.open(at: directory.path).commit.tree }

    // MARK: What its owners do

    /// Commits edits.
    func edit(_ edits: [Edit]) throws {
        for edit in edits {
            let changes = try edit.changes(in: self)
            try #require(!changes.isEmpty, "the edit \(edit) changes nothing")
            try change(changes)
        }
    }

    /// Commits changes of the tree.
    func change(_ changes: [TreeChange]) throws {
        let service = try Service.open(at: directory.path)
        try commit(tree: repository.updateTree(service.commit.tree, applying: changes), parents: [service.commit.id])
    }

    /// Notes a decision in the record by hand.
    func decide(_ decision: Record.Decision) throws {
        var record = try record
        record.scaffolds[0].decisions.append(decision)
        try change([put(Record.fileName, record.text)])
    }

    /// A change that gives a file a text.
    func put(_ path: String, _ text: String, mode: FileMode? = nil) throws -> TreeChange {
        .put(path, try mode ?? self.mode(path) ?? .file, try repository.writeBlob(Array(text.utf8)))
    }

    // MARK: Upgrades

    /// What an upgrade would do.
    func plan(to release: String? = nil, set answers: Answers = [:], tolerating: Bool = false) throws -> Plan {
        let service = try Service.open(at: directory.path)
        return try Planner(service: service, entry: service.entry(named: scaffold), source: source).plan(
            PlanRequest(target: release, answers: answers, toleratesMismatch: tolerating))
    }

    /// Carries an upgrade out and merges its branch: the next commit of `main`.
    @discardableResult
    func upgrade(to release: String? = nil, set answers: Answers = [:]) throws -> Plan {
        let service = try Service.open(at: directory.path)
        let plan = try plan(to: release, set: answers)
        if !plan.isUpToDate {
            let tree = try Upgrade(service: service, plan: plan).writeTree()
            try commit(tree: tree, parents: [service.commit.id])
        }
        return plan
    }

    /// What `scaffold status` reads at the recorded release.
    func status() throws -> Status {
        Status(try plan(to: entry.release.description, tolerating: true))
    }

    private func write(_ baseline: Baseline, _ record: Record) throws -> ObjectID {
        var files = try baseline.files.map {
            TreeFile(path: $0.path, mode: $0.mode, id: try repository.writeBlob($0.bytes))
        }
        let text = try repository.writeBlob(Array(record.text.utf8))
        files.append(TreeFile(path: Record.fileName, mode: .file, id: text))
        return try repository.writeTree(files)
    }

    private func commit(tree: ObjectID, parents: [ObjectID]) throws {
        let owner = Signature(name: "Owner", email: "owner@example.com", seconds: 1_700_000_000)
        let id = try repository.writeCommit(
            tree: tree, parents: parents, author: owner, committer: owner, message: "Work\n")
        try repository.setReference("refs/heads/main", to: id, expecting: parents.first, message: "work")
    }
}

/// A release by its number.
func version(_ text: String) throws -> ReleaseVersion { try #require(ReleaseVersion(text), "\(text) is no release") }
