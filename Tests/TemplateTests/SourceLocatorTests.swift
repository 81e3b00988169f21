import Testing

@testable import Template

@Suite("Locators of sources")
struct SourceLocatorTests {
    @Test(
        "what people type",
        arguments: [
            ("fastapi-service", SourceLocator.builtin("fastapi-service")),
            ("./x", .folder("./x")), ("../x/y", .folder("../x/y")), ("/x", .folder("/x")), (".", .folder(".")),
            ("~/x", .folder("~/x")), ("templates/x", .folder("templates/x")), ("x/", .folder("x/")),
            ("https://example.com/a/b.git", .git(url: "https://example.com/a/b.git")),
            ("http://example.com/a", .git(url: "http://example.com/a")),
            ("file:///srv/x", .git(url: "file:///srv/x")),
            ("ssh://git@example.com:22/a/b", .git(url: "ssh://git@example.com:22/a/b")),
            ("git@example.com:a/b.git", .git(url: "git@example.com:a/b.git")),
            ("example.com:a/b.git", .git(url: "example.com:a/b.git")),
            ("git+https://example.com/a/b", .git(url: "https://example.com/a/b")),
            ("gh:owner/name", .git(url: "https://github.com/owner/name.git")),
            ("gh:/owner/name.git", .git(url: "https://github.com/owner/name.git")),
            ("gl:group/sub/name", .git(url: "https://gitlab.com/group/sub/name.git")),
        ])
    func parsed(text: String, expected: SourceLocator) throws {
        #expect(try SourceLocator.parse(text) == expected)
    }

    @Test(
        "refused with a way out",
        arguments: [
            "", "-u", "--upload-pack=x", "ext::sh -c x", "ftp://x/y", "javascript://x", "Name", "two words", "gh:owner",
            "gh:owner/name/more", "gh:../x", "gh:owner/-x", "a\nb", "x::y", ":path", "host:",
        ])
    func refused(text: String) {
        let error = #expect(throws: ScaffoldError.self) { try SourceLocator.parse(text) }
        #expect(error?.code == .locator)
        #expect(error?.fix != nil)
    }

    @Test(
        "credentials never reach a record",
        arguments: [
            ("https://user:secret@example.com/a", "https://example.com/a"),
            ("https://token@example.com/a", "https://example.com/a"),
            ("https://us%40er:p@ss@example.com/a", "https://example.com/a"),
            ("HTTPS://token@example.com/a", "HTTPS://example.com/a"),
            ("ssh://git:secret@example.com/a", "ssh://git@example.com/a"),
            ("ssh://git@example.com/a", "ssh://git@example.com/a"),
            ("git@example.com:a/b", "git@example.com:a/b"),
            ("git:secret@example.com:a/b", "git@example.com:a/b"),
            ("https://example.com/a@b", "https://example.com/a@b"),
            ("https://example.com", "https://example.com"),
        ])
    func credentials(url: String, recorded: String) {
        let locator = SourceLocator.git(url: url)
        #expect(locator.recorded(relativeTo: "/s", workingDirectory: "/") == recorded)
        #expect(locator.description == recorded)
    }

    @Test("error messages hide credentials too")
    func hiddenInErrors() {
        let error = #expect(throws: ScaffoldError.self) { try SourceLocator.parse("ftp://user:secret@example.com/x") }
        #expect(error?.description.contains("secret") == false)
    }

    @Test(
        "folders are recorded relative to the service and found again",
        arguments: [
            ("./templates/x", "/work", "services/a", "../../templates/x", "/work/templates/x"),
            ("/srv/x", "/work", "/work/a", "../../srv/x", "/srv/x"),
            (".", "/work", "a", "..", "/work"),
            ("a/template", "/work", "a", "./template", "/work/a/template"),
            ("../x", "/work/here", "/work/here/s", "../../x", "/work/x"),
        ])
    func relative(path: String, cwd: String, service: String, recorded: String, found: String) throws {
        let text = SourceLocator.folder(path).recorded(relativeTo: service, workingDirectory: cwd)
        #expect(text == recorded)
        let absolute = service.hasPrefix("/") ? service : "\(cwd)/\(service)"
        #expect(try SourceLocator.parse(recorded: text, name: "n", service: absolute) == .folder(found))
    }

    @Test("a record's builtin and its URLs")
    func recordedForms() throws {
        #expect(
            try SourceLocator.parse(recorded: "builtin", name: "go-service", service: "/s") == .builtin("go-service"))
        #expect(
            try SourceLocator.parse(recorded: "https://example.com/x", name: "n", service: "/s")
                == .git(url: "https://example.com/x"))
        #expect(SourceLocator.builtin("x").recorded(relativeTo: "/s", workingDirectory: "/") == "builtin")
    }
}
