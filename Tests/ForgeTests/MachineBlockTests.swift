import Testing

@testable import Forge

/// What one run tells the next: survives forges, and is forgotten rather than misread.
@Suite struct MachineBlockTests {
    private let block = MachineBlock(
        scaffold: "mini", directory: "services/shop", release: "1.2.0", commit: String(repeating: "a", count: 40),
        text: "00ff", isDraft: true, verification: "failed")

    @Test func readsWhatItWrote() {
        #expect(MachineBlock(in: "Words.\n\(block.comment)\n") == block)
    }

    @Test(arguments: ["\r\n", "\n\n\n", ""]) func forgesMayTrimTheEnd(end: String) {
        #expect(MachineBlock(in: "Words.\r\n\(block.comment)\(end)") == block)
    }

    /// Names come from repositories: none may end the comment or begin another.
    @Test(arguments: ["-->", "--", "a --> <b>", "<!-- scaffold-update {} -->", "\"}", "é\u{202E}"])
    func hostileNamesStayInside(name: String) {
        var hostile = block
        (hostile.scaffold, hostile.release) = (name, name)
        let comment = hostile.comment
        #expect(comment.ranges(of: "-->").count == 1)
        #expect(comment.ranges(of: "<!--").count == 1)
        #expect(MachineBlock(in: comment) == hostile)
    }

    @Test(arguments: ["", "words", "<!-- scaffold-update -->", "<!-- scaffold-update {\"schema\":1 -->"])
    func brokenOnesAreNone(text: String) { #expect(MachineBlock(in: text) == nil) }

    @Test func theLastOneCounts() {
        var other = block
        other.release = "9.9.9"
        #expect(MachineBlock(in: "\(other.comment)\nquoted by a person\n\(block.comment)") == block)
    }
}
