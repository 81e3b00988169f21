import Testing

@testable import Template

@Suite("Rendered paths")
struct OutputPathTests {
    @Test(
        "that may be written",
        arguments: [
            "a", "a/b/c.txt", ".github/workflows/ci.yml", ".gitignore", ".gitattributes", "a b", "ünïcode/ß.txt", "...",
            "..a", ".git2", "git", "x.git", "a.git/b", "git~2", ".gitx", "scaffold.yml",
            String(repeating: "a", count: 255),
        ])
    func fine(path: String) {
        #expect(OutputPath.complaint(about: path) == nil)
    }

    @Test(
        "that must not",
        arguments: [
            ("", "empty"), ("/a", "absolute"), ("a//b", "empty segment"), ("a/", "empty segment"), ("./a", "segment ."),
            ("a/..", "segment .."), ("../a", "segment .."), ("a/../../b", "segment .."),
            ("../\u{301}a", "segment .."), ("a/../\u{301}b", "segment .."), ("a/\u{301}/../b", "segment .."),
            ("a\\b", "backslash"),
            ("a\u{0}b", "NUL"), ("a\nb", "control"), ("a\u{7F}", "control"), ("a\u{9B}", "control"),
            (".scaffold.yml", "record"), (".Scaffold.YML", "record"), ("x/.scaffold.yml", "record"),
            (String(repeating: "a", count: 256), "255 bytes"), (String(repeating: "é", count: 128), "255 bytes"),
            (Array(repeating: "abcdefghi", count: 400).joined(separator: "/"), "3500"),
        ])
    func refused(path: String, reason: String) {
        #expect(
            OutputPath.complaint(about: path)?.contains(reason) == true, "\(OutputPath.complaint(about: path) ?? "-")")
    }

    @Test(
        "that some file system takes for git's own folder",
        arguments: [
            ".git", ".GIT", ".Git", ".gIt/config", "a/.git/hooks/x", ".git.", ".git ", ".git. .", ".git...", "git~1",
            "GIT~1",
            "git~1.", ".git::$INDEX_ALLOCATION", ".git:x", "git~1:x", ".g\u{200C}it", "\u{200D}.git", ".git\u{200E}",
            ".g\u{200F}i\u{202A}t", ".\u{202B}git", ".gi\u{202C}t", ".\u{202D}git", ".git\u{202E}", ".g\u{206A}it",
            ".gi\u{206B}t", ".git\u{206C}", ".\u{206D}git", ".g\u{206E}it", ".git\u{206F}", "\u{FEFF}.git",
            ".G\u{200C}IT",
        ])
    func gitFolder(path: String) {
        #expect(OutputPath.complaint(about: path)?.contains("git's own folder") == true)
    }

    @Test(
        "of symlinks",
        arguments: [
            ("a", "b", nil), ("a/b", "../c", nil), ("a/b/c", "../../d", nil), ("a", "b/../c", nil),
            ("a", "/etc/passwd", "absolute"), ("a", "..", "out of the service"),
            ("a/b", "../../c", "out of the service"), ("a", "/\u{301}etc", "absolute"),
            ("a", "../\u{301}b", "out of the service"),
            ("a/b", "x/../../../c", "out of the service"), ("a", "", "nowhere"), ("a", ".git/config", "git's own"),
            ("a", "b\\c", "backslashes"), (".gitmodules", "x", "must be a file"), (".gitignore", "x", "must be a file"),
        ] as [(String, String, String?)])
    func symlink(path: String, target: String, reason: String?) {
        let complaint = OutputPath.complaint(aboutTarget: target, ofLinkAt: path)
        if let reason {
            #expect(complaint?.contains(reason) == true, "\(complaint ?? "-")")
        } else {
            #expect(complaint == nil)
        }
    }

    @Test(
        "that clash with one another",
        arguments: [
            (["a", "a"], "also rendered"), (["a/b", "a"], "both a file and a folder"),
            (["a", "a/b"], "needs the folder"),
            (["README.md", "readme.md"], "only by case"), (["App/x", "app/y"], "only by case"),
            (["é", "e\u{301}"], "also rendered"), (["a/B/c", "a/b/d"], "only by case"),
            (["STRASSE", "strasse"], "only by case"),
        ])
    func clash(paths: [String], reason: String) {
        var register = PathRegister()
        let complaints = paths.map { register.add($0, from: "template of \($0)") }
        #expect(complaints.dropLast().allSatisfy { $0 == nil })
        #expect(complaints.last??.contains(reason) == true, "\(complaints)")
    }

    @Test("that live together")
    func together() {
        var register = PathRegister()
        for path in ["a/b", "a/c", "a-b/c", "a.b", "b", "ab/c", "a/d/e", "a/d/f"] {
            #expect(register.add(path, from: path) == nil)
        }
    }
}
