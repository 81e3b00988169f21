import Git
import Merge
import Template
import Testing

@testable import Drift

/// Held files through several releases: each is merged from its own base until it merges, and no change is skipped.
@Suite("Held files") struct HeldFileTests {
    @Test func keepsItsBaseOverReleasesAndMergesOnceItCan() throws {
        var story = Story(["a": lines(12)], local: ["a": lines(12, "line", [2: "mine"])])
        #expect(try story.advance(to: ["a": lines(12, "line", [2: "second"])]).held == ["a": .contentOverlap])
        let third = lines(12, "line", [2: "second", 9: "third"])
        #expect(try story.advance(to: ["a": third]).held == ["a": .contentOverlap])
        #expect(story.local == ["a": lines(12, "line", [2: "mine"])])
        // The owners take the template's line by hand: then everything since their base arrives.
        story.local["a"] = lines(12, "line", [2: "second"])
        #expect(try story.advance(to: ["a": third]).isClean)
        #expect(story.local == ["a": third])
    }

    @Test func goesAlongWithMovesAndIsStillOneFile() throws {
        var story = Story(["a": lines(12)], local: ["a": lines(12, "line", [2: "mine"])])
        try story.advance(to: ["b": lines(12, "line", [2: "theirs"])], renames: ["a": "b"])
        #expect(story.local.keys.sorted() == ["b"])
        // It moves on, though its owners never moved it and its base is where it was at first.
        let third = try story.advance(to: ["c": lines(12, "line", [2: "theirs", 9: "third"])], renames: ["b": "c"])
        #expect(third.held == ["c": .contentOverlap])
        #expect(story.local == ["c": lines(12, "line", [2: "mine"])])
        let fourth = try story.advance(to: ["d": lines(12, "line", [9: "third"])], renames: ["c": "d"])
        #expect(fourth.isClean)
        #expect(story.local == ["d": lines(12, "line", [2: "mine", 9: "third"])])
    }

    @Test func goesAlongWithMovesThatNobodyDeclared() throws {
        var story = Story(["a": lines(12)], local: ["a": lines(12, "line", [2: "mine"])])
        try story.advance(to: ["b": lines(12, "line", [2: "theirs"])])
        #expect(story.held.map(\.entry.path) == ["b"])
        // A record knows only declared moves, so that it can't tell where the recorded release has the file.
        story.held[0].templatePath = "a"
        let next = try story.advance(to: ["c": lines(12, "line", [9: "third"])])
        #expect(next.isClean)
        #expect(story.local == ["c": lines(12, "line", [2: "mine", 9: "third"])])
    }

    @Test func staysWhereItsOwnersMovedIt() throws {
        var story = Story(["a": lines(12)], local: ["mine/a": lines(12)])
        #expect(
            try story.advance(to: ["b": lines(12, "line", [9: "x"])], renames: ["a": "b"]).held == [
                "mine/a": .renameRename
            ])
        let again = try story.advance(to: ["b": lines(12, "line", [9: "y"])])
        #expect(again.held == ["mine/a": .renameRename])
        #expect(story.local == ["mine/a": lines(12)])
    }

    @Test func movesOnceItsPlaceIsFree() throws {
        var story = Story(["a": lines(12)], local: ["a": lines(12, "line", [2: "mine"]), "b": "own\n"])
        #expect(try story.advance(to: ["b": lines(12)], renames: ["a": "b"]).held == ["a": .renameAdd])
        story.local["own"] = story.local.removeValue(forKey: "b")
        let next = try story.advance(to: ["b": lines(12, "line", [9: "x"])])
        #expect(next.isClean)
        #expect(story.local == ["own": "own\n", "b": lines(12, "line", [2: "mine", 9: "x"])])
    }

    @Test func waitsAsAnAdditionUntilItsPlaceIsFree() throws {
        var story = Story(["x": "x\n"], local: ["x": "x\n", "docker": "own\n"])
        #expect(
            try story.advance(to: ["x": "x\n", "docker/Dockerfile": "1\n"]).held == ["docker/Dockerfile": .typeChange])
        #expect(
            try story.advance(to: ["x": "x\n", "docker/Dockerfile": "2\n"]).held == ["docker/Dockerfile": .typeChange])
        story.local["docker"] = nil
        #expect(try story.advance(to: ["x": "x\n", "docker/Dockerfile": "3\n"]).isClean)
        #expect(story.local == ["x": "x\n", "docker/Dockerfile": "3\n"])
    }

    @Test func staysHeldAsAnAdditionOfBothSides() throws {
        var story = Story([:], local: ["Makefile": "mine:\n"])
        #expect(try story.advance(to: ["Makefile": "1:\n"]).held == ["Makefile": .addAdd])
        // Also where the template changed nothing since: the two have still nothing in common.
        #expect(try story.advance(to: ["Makefile": "1:\n"]).held == ["Makefile": .addAdd])
        #expect(try story.advance(to: ["Makefile": "2:\n"]).held == ["Makefile": .addAdd])
        story.local["Makefile"] = "3:\n"
        #expect(try story.advance(to: ["Makefile": "3:\n"]).isClean)
    }

    @Test func droppedThenAddedAgainMergesFromItsFirstBase() throws {
        var story = Story(["a": lines(12)], local: ["a": lines(12, "line", [2: "mine"])])
        #expect(try story.advance(to: [:]).held == ["a": .deleteModifyByTemplate])
        #expect(try story.advance(to: [:]).held == ["a": .deleteModifyByTemplate])
        #expect(try story.advance(to: ["a": lines(12, "line", [9: "again"])]).isClean)
        #expect(story.local == ["a": lines(12, "line", [2: "mine", 9: "again"])])
    }

    @Test func goesAwayWithTheFileThatItsOwnersDelete() throws {
        var story = Story(["a": lines(12)], local: ["a": lines(12, "line", [2: "mine"])])
        try story.advance(to: ["a": lines(12, "line", [2: "theirs"])])
        story.local["a"] = nil
        let next = try story.advance(to: ["a": lines(12, "line", [2: "theirs"])])
        #expect(next.isClean && next.deleted == ["a"])
        #expect(try story.advance(to: ["a": lines(12, "line", [2: "other"])]).tree.isEmpty)
    }

    @Test func deletedDroppedAndNewAgainStaysDeleted() throws {
        var story = Story(["a": lines(12)], local: [:])
        try story.advance(to: [:])
        #expect(story.decisions == ["a": .deleted])
        #expect(try story.advance(to: ["a": lines(12, "line", [2: "again"])]).deleted == ["a"])
        #expect(story.local.isEmpty)
    }

    @Test func aDecisionIsAboutTheFileNotThePath() throws {
        var story = Story(["a": lines(12), "b": "b\n"], local: ["b": "b\n"])
        try story.advance(to: ["a": lines(12, "line", [2: "x"]), "b": "b\n"])
        #expect(story.decisions == ["a": .deleted])
        // The deleted file moves; another comes to its path.
        let next = try story.advance(
            to: ["c": lines(12, "line", [2: "x"]), "a": "new\n", "b": "b\n"], renames: ["a": "c"])
        #expect(next.deleted == ["c"])
        #expect(story.local == ["a": "new\n", "b": "b\n"])
    }

    @Test func twoHeldFilesNeverShareOneFileOfTheService() throws {
        // a moves to b, where the owners have a file; the next release puts a new file at a.
        var story = Story(["a": lines(12)], local: ["a": lines(12, "line", [2: "mine"]), "b": "own\n"])
        try story.advance(to: ["b": lines(12)], renames: ["a": "b"])
        try story.advance(to: ["a": "new\n", "b": lines(12)])
        #expect(story.local == ["a": lines(12, "line", [2: "mine"]), "b": "own\n"])
        #expect(story.held.count == 2)
        story.local["b"] = nil
        try story.advance(to: ["a": "newer\n", "b": lines(12, "line", [9: "x"])])
        #expect(story.held.isEmpty)
        #expect(story.local == ["a": "newer\n", "b": lines(12, "line", [2: "mine", 9: "x"])])
    }
}
