import Merge
import Testing

@testable import Drift

/// One row of a table: three trees, and what becomes of them.
struct MergeCase: CustomTestStringConvertible, Sendable {
    var name: String
    var base: TestTree
    /// What the owners did to the base; nil is a removal.
    var owners: [String: TestFile?] = [:]
    /// What the template did to the base; nil is a removal.
    var template: [String: TestFile?] = [:]
    /// The moves that the release declares.
    var renames: [String: String] = [:]
    var deletions: Set<String> = []
    var decisions: [String: Record.Decision.Kind] = [:]
    /// The service afterwards.
    var result: TestTree
    var held: [String: ConflictKind] = [:]
    var staysDeleted: Set<String> = []
    /// The owners' files that follow a directory (new path), or stay behind with a finding (nil).
    var followers: [String: String?] = [:]

    var testDescription: String { name }

    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let upgrade = try merged(
            base: base, local: base.changing(owners), incoming: base.changing(template), renames: renames,
            deletions: deletions, decisions: decisions)
        #expect(upgrade.tree.shown == result.plain.shown, sourceLocation: sourceLocation)
        #expect(upgrade.held == held, sourceLocation: sourceLocation)
        #expect(upgrade.deleted == staysDeleted, sourceLocation: sourceLocation)
        #expect(upgrade.followers == followers, sourceLocation: sourceLocation)
    }
}

/// A text of `count` distinct lines, with some of them replaced (counted from 1).
func lines(_ count: Int, _ name: String = "line", _ replaced: [Int: String] = [:]) -> TestFile {
    let text = (1...count).map { (replaced[$0] ?? "\(name) \($0)") + "\n" }.joined()
    return TestFile(stringLiteral: text)
}
