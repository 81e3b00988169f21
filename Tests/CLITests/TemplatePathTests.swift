import Foundation
import TestSupport
import Testing

/// Names that a template renders to, and what a template may cost.
@Suite struct TemplatePathTests {
    /// A scaffold whose file is named by an answer, alone or as a folder.
    private static func scaffold(_ path: String, _ content: String = "content\n") -> SampleScaffold {
        SampleScaffold(
            questions: "questions:\n  - { name: name, type: string, prompt: Name, default: fine }\n",
            releases: [.init(version: "1.0.0", files: [path: content])])
    }

    /// Names as YAML strings.
    @Test(
        arguments: [
            #""..""#, #"".""#, #"""""#, #""/etc/scaffold-test""#, #""../../x""#, #""a/../../x""#, #""a/b""#, #"".git""#,
            #"".GIT""#,
            #"".Git ""#, #"".git.""#, #""git~1""#, #"".g\u200cit""#, #"".git::$INDEX_ALLOCATION""#, #""a\u0000b""#,
            #""a\nb""#,
            #""a\rb""#, #""a\u001b[2Jb""#, #""a\\b""#, #""a\u0085b""#, #"".scaffold.yml""#, #"".SCAFFOLD.yml""#,
        ], ["<%= name %>", "<%= name %>/file", "deep/<%= name %>"])
    func aNameThatLeadsAwayIsRefused(name: String, path: String) throws {
        // An answer with a slash may make folders, as long as they stay inside.
        if name == #""a/b""# { return try aSlashMakesFolders(path) }
        // The record belongs at the root only, but no scaffold writes one anywhere.
        let bench = try Workbench(Self.scaffold(path))
        try bench.directory.write("answers.yml", "name: \(name)\n")
        let before = try Snapshot(of: bench.directory.path)
        let result = try bench.scaffold(
            "new", "./template", "service", "--answers", "answers.yml", at: bench.directory.path, status: 2)
        #expect(result.stderr.hasPrefix("error: "))
        #expect(result.stderr.split(separator: "\n").count <= 2, "\(result.stderr)")
        #expect(!result.stderr.utf8.contains(0x1B))
        #expect(try Snapshot(of: bench.directory.path).differences(to: before) == [])
    }

    private func aSlashMakesFolders(_ path: String) throws {
        let bench = try Workbench(Self.scaffold(path))
        let result = try bench.scaffold(
            "new", "./template", "service", "--set", "name=a/b", at: bench.directory.path, status: nil)
        #expect(result.status == 0 || result.stderr.hasPrefix("error: "))
    }

    @Test(arguments: [
        // Long texts, so that the limit of bytes is soon reached; the loop without any reaches that of steps.
        "<% for a in range(100000) %><% for b in range(100000) %>\(String(repeating: "x", count: 4096))<% endfor %><% endfor %>",
        "<%= 'x' * 100000000000 %>",
        "<%= 'x' * 1000000 * 1000000 %>",
        "<% macro m(n) %><%= m(n + 1) %><% endmacro %><%= m(0) %>",
        "<% for a in range(10000000000) %><% endfor %>",
        "<%= 10 ** (10 ** 10) %>",
    ]) func aTemplateBombIsStopped(template: String) throws {
        let bench = try Workbench(Self.scaffold("file.txt", template + "\n"))
        let before = try Snapshot(of: bench.directory.path)
        let start = ContinuousClock.now
        let result = try bench.scaffold("new", "./template", "service", at: bench.directory.path, status: 2)
        #expect(result.stderr.hasPrefix("error: "), "\(result.stderr)")
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(try Snapshot(of: bench.directory.path).differences(to: before) == [])
    }

    @Test func templateSyntaxInAnAnswerIsText() throws {
        let bench = try Workbench(Self.scaffold("file.txt", "<%= name %>\n"))
        try bench.scaffold(
            "new", "./template", "service", "--set", "name=<%= 1 + 1 %>{{ x }}", at: bench.directory.path)
        #expect(bench.text("file.txt") == "<%= 1 + 1 %>{{ x }}\n")
        try bench.scaffold("status")
    }
}
