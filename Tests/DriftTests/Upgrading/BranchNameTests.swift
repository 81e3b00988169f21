import TestSupport
import Testing

@testable import Drift

@Suite struct BranchNameTests {
    @Test(arguments: [
        ("", "scaffold/mini"), ("shop", "scaffold/shop.mini"), ("services/shop", "scaffold/services.shop.mini"),
        ("my-services/shop_api", "scaffold/my-services.shop_api.mini"),
    ]) func plainFoldersHavePlainBranches(folder: String, expected: String) {
        #expect(BranchName.forUpgrades(of: "mini", in: folder) == expected)
    }

    /// git decides what is a branch.
    @Test(arguments: [
        "main", "a/b", "feature/x.y", "a.lock", "a/b.lock/c", ".a", "a/.b", "a..b", "a b", "a~b", "a^b", "a:b", "a?b",
        "a*b", "a[b", "a\\b",
        "a@{b", "HEAD", "-a", "a-", "a/", "/a", "a//b", "a.", "a\u{7F}b", "a\tb", "é", "@a", "a@", "{a}", "a/-b", "",
    ]) func isValidAgreesWithGit(name: String) throws {
        let git = try run("git", ["check-ref-format", "--branch", name])
        #expect(BranchName.isValid(name) == (git.status == 0), "\(name)")
    }

    /// git takes it for HEAD in most places, so it is no branch's name here.
    @Test func aLoneAtIsNone() { #expect(!BranchName.isValid("@")) }

    @Test func everyFolderGetsAValidBranchOfItsOwn() {
        let parts = [
            "a", "a.b", ".a", "a.", "a b", "a-b", "x.lock", "~", "é", "..a", "-a", "@{x}", "a:b", "[", "\\", "a\u{7F}",
        ]
        let folders = parts + parts.flatMap { left in parts.map { left + "/" + $0 } }
        let names = folders.map { BranchName.forUpgrades(of: "mini", in: $0) }
        for name in names { #expect(BranchName.isValid(name), "\(name)") }
        #expect(Set(names).count == folders.count)
    }
}
