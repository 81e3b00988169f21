import Git
import Merge
import OrderedCollections
import Report
import Template
import Testing

@testable import Drift

/// What must be there after an upgrade.
enum Expected: Sendable {
    /// The file has all of these texts, the owners' and the template's.
    case has(String, [String])
    /// The file has none of these texts.
    case lacks(String, [String])
    /// The file waits for its owners, with what they wrote.
    case held(String, Cause)
    /// The template's new file waits, since the owners have something in its way.
    case waiting(String, Cause)
    /// The file is byte for byte as its owners had it.
    case kept(String)
    /// The owners' file is somewhere else now, byte for byte.
    case moved(String, to: String)
    /// There is no such file, and the record says that its owners deleted it.
    case staysDeleted(String)
    /// There is no such file.
    case gone(String)
    /// The file is what the target renders.
    case fresh(String)
    /// The file's owner or the template made it executable.
    case executable(String)
    /// A finding of this rule names the file.
    case finding(String, String)
}

/// Why a file is held; which lines conflict, and how, may differ with every wording.
enum Cause: String, Sendable {
    /// Both changed the same lines, or lines that touch.
    case content
    /// Both changed one value.
    case value
    /// The template deleted what its owners edited.
    case delete
    /// Both added it.
    case addAdd = "add-add"
    /// It moved to two places, or onto another file.
    case rename
    /// A file on one side, a folder or a link on the other.
    case typeChange = "type-change"
}

/// One story: a service of one release, edited by its owners, upgraded to another release.
struct OwnerCase: Sendable, CustomTestStringConvertible {
    var name: String
    var from: String
    var to: String
    var answers: Answers = [:]
    var set: Answers = [:]
    var edits: [Edit]
    var expected: [Expected]

    /// A story without answers of its own.
    init(
        _ name: String, _ from: String, _ to: String, answers: Answers = [:], set: Answers = [:], _ edits: [Edit],
        _ expected: [Expected]
    ) {
        self.name = name
        self.from = from
        self.to = to
        self.answers = answers
        self.set = set
        self.edits = edits
        self.expected = expected
    }

    var testDescription: String { "\(name) (\(from) → \(to))" }

    /// Runs the story and checks what it expects, and what every upgrade must hold.
    func check() throws {
        let service = try OwnedService("fastapi-service", from, answers)
        let pristine = try service.fresh(from, service.entry.answers)
        try service.edit(edits)
        let before = try Snapshot(service)
        let plan = try service.upgrade(to: to, set: set)
        try checkExpected(service, before, plan)
        try checkNothingIsLost(service, before, pristine, plan)
        try checkSecondUpgrade(service, plan)
    }

    // MARK: What the story expects

    private func checkExpected(_ service: OwnedService, _ before: Snapshot, _ plan: Plan) throws {
        let after = try Snapshot(service)
        var waiting: Set<String> = []
        for expectation in expected {
            switch expectation {
            case .has(let path, let texts):
                let text = try #require(after.texts[path], "there is no \(path)")
                for part in texts { #expect(text.contains(part), "\(path) lacks \(part)") }
            case .lacks(let path, let texts):
                let text = try #require(after.texts[path], "there is no \(path)")
                for part in texts { #expect(!text.contains(part), "\(path) has \(part)") }
            case .held(let path, let cause):
                waiting.insert(path)
                expectHeld(path, cause, plan)
                let old = plan.held.first { $0.path == path }?.previousPath ?? path
                #expect(after.files[path]?.id == before.files[old]?.id, "\(path) is not as its owners had it")
            case .waiting(let path, let cause):
                waiting.insert(path)
                expectHeld(path, cause, plan)
            case .kept(let path):
                #expect(after.files[path] == before.files[path] && after.files[path] != nil, "\(path)")
            case .moved(let path, let destination):
                #expect(after.files[path] == nil, "\(path) is still there")
                #expect(after.files[destination]?.id == before.files[path]?.id, "\(destination)")
            case .staysDeleted(let path):
                #expect(after.files[path] == nil, "\(path) is back")
                let decision = Record.Decision(path: path, kind: .deleted)
                #expect(try service.entry.decisions.contains(decision), "\(path)")
            case .gone(let path): #expect(after.files[path] == nil, "\(path) is still there")
            case .fresh(let path):
                let file = try service.fresh(to, service.entry.answers)[path]
                #expect(after.files[path]?.id == file?.id && file != nil, "\(path)")
            case .executable(let path): #expect(after.files[path]?.mode == .executable, "\(path)")
            case .finding(let rule, let path):
                let rows = plan.findings.map { "\($0.rule) \($0.path ?? "-")" }
                #expect(rows.contains("\(rule) \(path)"), "\(rows)")
            }
        }
        #expect(Set(plan.held.map(\.path)) == waiting, "held: \(plan.held.map { "\($0.path): \($0.reason)" })")
    }

    private func expectHeld(_ path: String, _ cause: Cause, _ plan: Plan) {
        let held = plan.held.first { $0.path == path }
        let kind = held?.conflict?.rawValue.split(separator: "/").first.map(String.init)
        #expect(kind == cause.rawValue, "\(path): \(held?.reason ?? "not held")")
    }

    // MARK: What every upgrade must hold

    /// Law 4: every line that the owners added is in the result of its file.
    private func checkNothingIsLost(
        _ service: OwnedService, _ before: Snapshot, _ pristine: Baseline, _ plan: Plan
    ) throws {
        let after = try Snapshot(service)
        var rows: [String: Plan.File] = [:]
        for file in plan.files where file.local != nil { rows[file.previousPath ?? file.path] = file }
        for (path, text) in before.texts {
            let base = (rows[path]?.base ?? pristine[path]?.version)?.bytes ?? []
            let own = Set(text.lines).subtracting(String(decoding: base, as: UTF8.self).lines)
            guard !own.isEmpty else { continue }
            let result = Set((after.texts[rows[path]?.path ?? path] ?? "").lines)
            #expect(own.isSubset(of: result), "\(path) lost \(own.subtracting(result))")
        }
        // The owners' changes are merged or held; nobody asked for markers.
        for (path, text) in after.texts where before.texts[path]?.contains("<<<<<<<") != true {
            #expect(!text.contains("\n>>>>>>> "), "\(path) has markers")
        }
    }

    /// Law 5: the record, the report and `status` name what is held, and a second upgrade changes nothing.
    private func checkSecondUpgrade(_ service: OwnedService, _ plan: Plan) throws {
        let entry = try service.entry
        let held = Set(plan.held.map(\.path))
        #expect(entry.release.description == to)
        #expect(entry.baseline == (try service.fresh(to, entry.answers).tree))
        #expect(Set(entry.held.map(\.path)) == held)
        #expect(Set(plan.report.held.map(\.path)) == held)
        let again = try service.plan(to: to)
        let status = Status(again)
        #expect(Set(status.files.filter(\.isHeld).map(\.path)) == held)
        #expect(Set(status.findings.filter { $0.rule == "held" }.compactMap(\.path)) == held)
        #expect(!status.findings.contains { $0.severity == .error })
        #expect(again.isUpToDate, "\(again.files.filter(\.writes).map(\.path))")
        #expect(Set(again.held.map(\.path)) == held)
    }
}

/// The files of a service at one time.
private struct Snapshot {
    var files: [String: TreeFile]
    var texts: [String: String]

    init(_ service: OwnedService) throws {
        files = try service.files()
        texts = try files.filter { $0.value.mode != .submodule }.mapValues {
            String(decoding: try service.repository.blob($0.id), as: UTF8.self)
        }
    }
}

extension String {
    /// The lines without what ends them.
    fileprivate var lines: [Substring] { split { $0 == "\n" || $0 == "\r\n" } }
}
