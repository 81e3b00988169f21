import Foundation
import Synchronization
import Testing

@testable import Merge

extension MergeCase: CustomTestStringConvertible {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Cases").path

    static let all = files(in: folder).flatMap { cases(of: $0, in: folder) }

    /// Cases that do not merge as they should yet, each a line `FILE: NAME`: conflicts that a careful person
    /// would not leave, and texts less tidy than they could be.
    ///
    /// None may come in that merges wrongly without a conflict.
    static let open = openCases(in: folder)

    /// What comes out when nothing is switched off: merged once for all tests that look at it.
    var merged: FileMerge {
        if let known = Self.results.withLock({ $0[testDescription] }) { return known }
        let made = merge()
        Self.results.withLock { $0[testDescription] = made }
        return made
    }

    private static let results = Mutex<[String: FileMerge]>([:])
}

@Suite("Hand-made cases")
struct CaseTests {
    @Test("each case merges as its author says, whichever side is which", arguments: MergeCase.all)
    func cases(_ example: MergeCase) {
        func check() {
            if let failure = example.failure(example.merged) { Issue.record("\(failure)") }
        }
        if MergeCase.open.contains(example.testDescription) {
            withKnownIssue("an open case, see Cases/open.list", isIntermittent: true) { check() }
        } else {
            check()
        }
    }

    @Test("there are many cases, and no two of a file share a name")
    func many() {
        #expect(MergeCase.all.count >= 600)
        #expect(MergeCase.open.isSubset(of: MergeCase.all.map(\.testDescription)))
        #expect(Set(MergeCase.all.map(\.testDescription)).count == MergeCase.all.count)
    }
}
