import Git
import Merge
import Report
import Testing

@testable import Drift

/// Clean merges that are wrong as a whole: one of two files that stand side by side silently stops counting.
@Suite("Traps of template updates") struct TrapTests {
    private func findings(
        _ base: TestTree, owners: [String: TestFile?], template: [String: TestFile?], renames: [String: String] = [:]
    ) throws -> [String] {
        let local = base.changing(owners)
        let incoming = base.changing(template)
        let upgrade = try merged(base: base, local: local, incoming: incoming, renames: renames)
        let pitfalls = Pitfalls(plan: upgrade.plan, template: incoming.baseline, local: MemoryFiles(local))
        return pitfalls.findings().map { "\($0.rule) \($0.path ?? "")" }
    }

    @Test("T2: a kept module beside the new package of its name")
    func shadowedModule() throws {
        let template: [String: TestFile?] = [
            "app/crud.py": nil, "app/crud/__init__.py": "", "app/crud/product.py": "new\n",
        ]
        let base: TestTree = ["app/crud.py": "old\n"]
        #expect(
            try findings(base, owners: ["app/crud.py": "mine\n"], template: template) == ["shadowed-module app/crud.py"]
        )
        #expect(try findings(base, owners: [:], template: template).isEmpty)
        #expect(
            try findings(
                base, owners: ["app/crud.py": "mine\n"], template: template,
                renames: ["app/crud.py": "app/crud/product.py"]
            ).isEmpty)
    }

    @Test("T3: a kept docker-compose.yml beside compose.yaml")
    func shadowedCompose() throws {
        let base: TestTree = ["docker-compose.yml": "services: {}\n"]
        let template: [String: TestFile?] = ["docker-compose.yml": nil, "compose.yaml": "name: x\n"]
        #expect(
            try findings(base, owners: ["docker-compose.yml": "mine\n"], template: template)
                == ["shadowed-compose docker-compose.yml"])
        #expect(try findings(base, owners: [:], template: template).isEmpty)
        // Also where the owners' own file is the one that Compose prefers.
        #expect(
            try findings([:], owners: ["compose.yaml": "mine\n"], template: ["docker-compose.yml": "theirs\n"])
                == ["shadowed-compose docker-compose.yml"])
    }

    @Test("T4: a kept workflow beside the one that replaces it")
    func twoWorkflows() throws {
        let base: TestTree = [".github/workflows/ci-cd.yml": "on: push\n"]
        let template: [String: TestFile?] = [
            ".github/workflows/ci-cd.yml": nil, ".github/workflows/main.yml": "name: main\n",
        ]
        #expect(
            try findings(base, owners: [".github/workflows/ci-cd.yml": "mine\n"], template: template)
                == ["two-workflows .github/workflows/ci-cd.yml"])
        #expect(try findings(base, owners: [:], template: template).isEmpty)
    }

    @Test("T7: what the owners deleted stays deleted, and is listed")
    func deletedStaysDeleted() throws {
        let upgrade = try merged(base: ["a": "1\n"], local: [:], incoming: ["a": "2\n"])
        let file = try #require(upgrade.plan.files.first)
        #expect(file.action == .keep)
        #expect(file.reason == "deleted by its owners, changed by the template; it stays deleted")
        #expect(!file.writes)
    }

    @Test("T8: two files added under one path are never joined")
    func addAdd() throws {
        let upgrade = try merged(base: [:], local: ["a": "1\n2\n3\n"], incoming: ["a": "1\n2\n3\n4\n"])
        #expect(upgrade.held == ["a": .addAdd])
        #expect(upgrade.tree == ["a": "1\n2\n3\n"])
    }
}

/// What the plan says about moves, in its own words.
@Suite("Reasons of moves") struct MoveReasonTests {
    private func reasons(
        _ base: TestTree, _ local: TestTree, _ incoming: TestTree, renames: [String: String] = [:]
    ) throws -> [String] {
        try merged(base: base, local: local, incoming: incoming, renames: renames).plan.files.map {
            "\($0.action) \($0.path): \($0.reason)"
        }
    }

    @Test func tellWhoMovedIt() throws {
        let (old, mine) = (lines(9), lines(9, "line", [2: "mine"]))
        #expect(try reasons(["a": old], ["a": old], ["b": old]) == ["move b: moved by the template from a"])
        #expect(
            try reasons(["a": old], ["a": old], ["b": lines(9, "line", [8: "x"])])
                == ["update b: changed by the template, moved by the template from a"])
        #expect(
            try reasons(["a": old], ["a": mine], ["b": lines(9, "line", [8: "x"])])
                == ["merge b: both sides changed it, moved by the template from a"])
        #expect(
            try reasons(["a": old], ["c": old], ["a": lines(9, "line", [8: "x"])])
                == ["update c: changed by the template; follows its owners' move from a (100 % alike)"])
        #expect(
            try reasons(["a": old], ["a": old], ["b": .executable(old.string)])
                == ["update b: file mode changed by the template, moved by the template from a"])
    }
}
