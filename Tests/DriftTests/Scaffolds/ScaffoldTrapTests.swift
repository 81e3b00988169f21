import Foundation
import Git
import Merge
import OrderedCollections
import Report
import Template
import Testing

@testable import Drift

/// Traps of template updates, each met by other tools in the wild, each in our own releases.
@Suite("Traps in the releases of fastapi-service") struct ScaffoldTrapTests {
    // MARK: T1 to T4: files that are silently the wrong ones

    /// Six empty files move, one goes away: pairing them by content puts text into the wrong one.
    @Test("T1: text in an empty file stays in that file") func textInAnEmptyFile() throws {
        let service = try OwnedService("2.4.1")
        try service.edit([
            .write("app/services/__init__.py", "DISCOUNT = 3\n"), .write("app/crud/__init__.py", "PAGE = 50\n"),
        ])
        let plan = try service.upgrade(to: "3.0.1")
        #expect(plan.held.map(\.path) == ["app/services/__init__.py"])
        #expect(try service.text("app/services/__init__.py") == "DISCOUNT = 3\n")
        #expect(try service.text("src/crud/__init__.py") == "PAGE = 50\n")
        for path in try service.files().keys where path.hasPrefix("src/") && path.hasSuffix("/__init__.py") {
            #expect(try service.text(path) == (path == "src/crud/__init__.py" ? "PAGE = 50\n" : ""), "\(path)")
        }
    }

    @Test("T2: a module beside the package of its name is reported for as long as it is there")
    func moduleBesidePackage() throws {
        let service = try OwnedService("1.4.2")
        try service.edit([.write("app/services.py", "def price():\n    return 1\n")])
        let plan = try service.upgrade(to: "2.0.0")
        #expect(plan.names("app/services.py", by: "shadowed-module"))
        #expect(plan.held.isEmpty)
        #expect(try service.status().names("app/services.py", by: "shadowed-module"))
        // A branch from before the upgrade brings a moved module back.
        try service.edit([.write("app/crud.py", "def get():\n    return 1\n")])
        #expect(try service.status().names("app/crud.py", by: "shadowed-module"))
        try service.edit([.delete("app/crud.py"), .delete("app/services.py")])
        #expect(try service.status().findings.isEmpty)
    }

    @Test("T3: a compose file that is no longer read is reported for as long as it is there")
    func composeFileThatIsNotRead() throws {
        let service = try OwnedService("2.4.1")
        try service.edit([
            .write("compose.yaml", "services: {}\n"), .append("docker-compose.yml", "# ours\n"),
        ])
        let plan = try service.upgrade(to: "3.0.1")
        #expect(plan.held.map(\.path) == ["docker-compose.yml"])
        #expect(plan.names("docker-compose.yml", by: "shadowed-compose"))
        #expect(plan.report.findings.contains { $0.rule == "shadowed-compose" })
        #expect(try service.status().names("docker-compose.yml", by: "shadowed-compose"))
        try service.edit([.delete("docker-compose.yml")])
        #expect(try !service.status().findings.contains { $0.rule == "shadowed-compose" })
    }

    @Test("T4: a workflow that runs beside its successor is reported for as long as it is there")
    func workflowBesideItsSuccessor() throws {
        let service = try OwnedService("1.4.2")
        let workflow = ".github/workflows/ci-cd.yml"
        let old = try #require(try service.text(workflow))
        #expect(try service.upgrade(to: "2.0.0").findings.isEmpty)
        #expect(try service.status().findings.isEmpty)
        // Git's own conflict of a branch from before the upgrade, solved by keeping the file.
        try service.edit([.write(workflow, old + "# ours\n")])
        let finding = try #require(try service.status().findings.first { $0.path == workflow })
        #expect(finding.rule == "left-behind" && finding.severity == .warning)
        #expect(finding.message.contains("2.0.0") && finding.message.contains(".github/workflows/main.yml"))
        #expect(try service.plan(to: "3.0.1").names(workflow, by: "left-behind"))
        // Owners who mean it say so, and are not asked again.
        try service.decide(Record.Decision(path: workflow, kind: .keepLocal))
        #expect(try service.status().findings.isEmpty)
    }

    @Test("T4: a workflow whose successor has a file of the owners in its place")
    func workflowWithoutItsSuccessor() throws {
        let service = try OwnedService("1.4.2")
        try service.edit([
            .write(".github/workflows/main.yml", "name: ours\n"), .append(".github/workflows/ci-cd.yml", "# ours\n"),
        ])
        let plan = try service.upgrade(to: "2.0.0")
        #expect(plan.held.map(\.path) == [".github/workflows/ci-cd.yml"])
        #expect(plan.names(".github/workflows/ci-cd.yml", by: "left-behind"))
        #expect(try service.status().names(".github/workflows/ci-cd.yml", by: "left-behind"))
    }

    @Test("T4: what was deleted, and kept by its owners, is told with the reason")
    func deletedWithAReason() throws {
        let service = try OwnedService("1.4.2", ["deploy_target": "none"])
        try service.edit([.append("scripts/deploy.sh", "# ours\n")])
        let finding = try service.upgrade(to: "2.0.0").findings.first { $0.path == "scripts/deploy.sh" }
        #expect(finding?.rule == "left-behind" && finding?.severity == .note)
        let release = try BuiltinScaffolds.source("fastapi-service").release(version("2.0.0"))
        let reason = try #require(release.deletions.first { $0.path.source == "scripts/deploy.sh" }?.reason)
        #expect(finding?.message.contains(reason) == true)
    }

    // MARK: T5 to T9: what the template must not do

    @Test("T5: migrations of the owners stay the only ones after the first")
    func oneHeadOfTheMigrations() throws {
        let service = try OwnedService("1.1.0")
        let first = try #require(try service.text("migrations/versions/0001_initial.py"))
        let revision = try #require(first.firstMatch(of: /\nrevision = "(.*)"/)).1
        try service.edit([
            .write("migrations/versions/0002_stock.py", "revision = \"0002\"\ndown_revision = \"\(revision)\"\n")
        ])
        for release in ["1.4.2", "2.4.1", "3.0.1"] {
            try service.upgrade(to: release)
            let paths = try service.files().keys.filter { $0.hasPrefix("migrations/versions/") && $0.hasSuffix(".py") }
            #expect(paths.sorted() == ["migrations/versions/0001_initial.py", "migrations/versions/0002_stock.py"])
            let texts = try paths.map { try service.text($0) ?? "" }
            let revisions = texts.compactMap { $0.firstMatch(of: /\nrevision = "(.*)"|^revision = "(.*)"/) }
            let below = texts.compactMap { $0.firstMatch(of: /\ndown_revision = "(.*)"/)?.1 }
            let heads = Set(revisions.compactMap { $0.1 ?? $0.2 }).subtracting(below)
            #expect(heads == ["0002"], "\(release)")
        }
    }

    @Test("T5: a release has one migration, and every release has the same") func oneMigration() throws {
        let source = try BuiltinScaffolds.source("fastapi-service")
        let revisions = try source.releases().flatMap { summary in
            try source.release(summary.version).files.filter { $0.path.hasPrefix("migrations/versions/") }.map { file in
                let text = String(decoding: file.bytes, as: UTF8.self)
                return "\(file.path) \(text.firstMatch(of: /\nrevision = "(.*)"/)?.1 ?? "?")"
            }
        }
        #expect(revisions.count > 1 && Set(revisions).count == 1, "\(Set(revisions))")
    }

    /// Applying only what changes between releases never sees a file again that went wrong once.
    @Test("T6: a file that went wrong once is named until it is as in the template")
    func whatWentWrongIsSeen() throws {
        let service = try OwnedService("1.1.0")
        let old = try #require(try service.text("app/crud.py"))
        try service.upgrade(to: "1.1.1")
        try service.edit([.replace("app/crud.py", "offset(skip)", with: "offset(0)")])
        for release in ["1.2.0", "1.2.1", "1.3.0"] {
            try service.upgrade(to: release)
            let file = try #require(try service.status().files.first { $0.path == "app/crud.py" })
            #expect(file.edited == "edited" && file.behind == nil, "\(release)")
        }
        try service.edit([.write("app/crud.py", old)])
        #expect(try service.status().isInSync == service.status().files.isEmpty)
        #expect(try service.status().files.isEmpty)
    }

    @Test("T7: a deleted file stays deleted, release after release, and the record says so")
    func deletedStaysDeleted() throws {
        let service = try OwnedService("1.1.1")
        try service.edit([.delete("Makefile")])
        for release in ["1.2.0", "1.3.0", "2.0.0", "3.0.1"] {
            let plan = try service.upgrade(to: release)
            #expect(plan.report.files.contains { $0.path == "Makefile" && $0.reason.contains("stays deleted") })
            #expect(try service.files()["Makefile"] == nil, "\(release)")
            #expect(try service.entry.decisions == [Record.Decision(path: "Makefile", kind: .deleted)], "\(release)")
        }
    }

    @Test("T8: what both sides add is never replaced") func bothAdded() throws {
        let service = try OwnedService("2.4.1")
        try service.edit([.write("LICENSE", "All rights are ours.\n")])
        try service.upgrade(to: "3.0.1")
        #expect(try service.text("LICENSE") == "All rights are ours.\n")
        let older = try OwnedService("1.0.1")
        try older.edit([.write(".dockerignore", "*.md\n")])
        #expect(try older.upgrade(to: "1.1.0").held.map(\.conflict) == [.addAdd])
        #expect(try older.text(".dockerignore") == "*.md\n")
    }

    @Test("T9: what is made once moves along and is never edited, behind or held") func madeOnce() throws {
        let service = try OwnedService("2.2.0")
        let overlay = "k8s/overlays/production/kustomization.yaml"
        try service.edit([.write(overlay, "# The shop team's.\nresources: [../../base]\n")])
        for release in ["2.4.1", "3.0.1"] {
            #expect(try service.upgrade(to: release).held.isEmpty, "\(release)")
            #expect(try service.status().files.isEmpty, "\(release)")
        }
        #expect(try service.text("deploy/" + overlay) == "# The shop team's.\nresources: [../../base]\n")
    }

    // MARK: T10 to T12: how an upgrade works

    @Test("T10: a Dockerfile that is split into stages around the owners' own lines is held, without markers")
    func dockerfile() throws {
        let service = try OwnedService("1.1.0")
        try service.edit([.replace("Dockerfile", "COPY app ./app", with: "COPY . .")])
        let before = try service.text("Dockerfile")
        // Which stage their line belongs to is theirs to say.
        #expect(try service.upgrade(to: "1.2.0").held.map(\.path) == ["Dockerfile"])
        #expect(try service.text("Dockerfile") == before)
    }

    @Test("T11: a record that was edited by hand is not believed", arguments: ["answers", "release"])
    func editedRecord(part: String) throws {
        let service = try OwnedService("1.1.0")
        let record = try #require(try service.text(Record.fileName))
        let edited =
            part == "answers"
            ? record.replacing("port: 8000", with: "port: 9000")
            : record.replacing("release: 1.1.0", with: "release: 1.1.1")
        #expect(edited != record)
        try service.edit([.write(Record.fileName, edited)])
        #expect(throws: DriftError.self) { try service.plan(to: "1.2.0") }
        #expect(try service.status().findings.contains { $0.rule == "baseline-mismatch" && $0.severity == .error })
    }

    @Test("T12: moves are data, over any number of releases") func movesAreData() throws {
        let service = try OwnedService("1.0.0")
        try service.edit([.append("app/crud.py", "\n\ndef count() -> int:\n    return 0\n")])
        try service.upgrade(to: "3.0.1")
        #expect(try service.text("src/crud/product.py")?.contains("def count() -> int:") == true)
        #expect(try service.files()["app/crud.py"] == nil)
        // Nothing that could run comes with a release.
        for step in BuiltinScaffolds.steps {
            let folder = "\(BuiltinScaffolds.folder)/\(step.scaffold)/\(step.to)"
            let parts = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(Set(parts).isSubset(of: ["release.yml", "files", "slots", "parts"]), "\(folder)")
        }
    }
}

extension Plan {
    fileprivate func names(_ path: String, by rule: String) -> Bool { findings.name(path, by: rule) }
}

extension Status {
    fileprivate func names(_ path: String, by rule: String) -> Bool { findings.name(path, by: rule) }
}

extension [Finding] {
    fileprivate func name(_ path: String, by rule: String) -> Bool { contains { $0.rule == rule && $0.path == path } }
}
