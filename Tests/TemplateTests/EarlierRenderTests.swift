import OrderedCollections
import Testing

@testable import Template

/// Taking files over from another release's render never shows: the output is that of a render from nothing.
@Suite("Rendering beside an earlier release")
struct EarlierRenderTests {
    private func release(_ version: ReleaseVersion, _ files: [String: String], rules: [FileRule] = []) throws -> Release
    {
        let text = """
            schema: 1
            scaffold: sample
            release: \(version)
            previous: null
            summary: A sample.
            questions:
              - { name: service_name, type: string, prompt: Name, default: shop }
              - { name: owner, type: string, prompt: Owner, default: team }
            """
        var release = try Manifest(Array(text.utf8), file: "release.yml").release
        release.rules = rules
        release.files = files.map { TemplateFile(path: $0.key, bytes: Array($0.value.utf8)) }
            .sorted { Path.precedes($0.path, $1.path) }
        return release
    }

    private let old = ReleaseVersion(1, 0, 0)
    private let new = ReleaseVersion(1, 1, 0)
    private let files = [
        "plain.txt": "text\n", "name.txt": "of <%= service_name %>\n", "owner.txt": "by <%= owner %>\n",
        "changed.txt": "old\n", "dir/<%= owner %>.txt": "x\n", "gone.txt": "gone\n",
    ]

    @Test(
        "gives what a render from nothing gives",
        arguments: [
            ["service_name": "shop", "owner": "team"], ["service_name": "cart", "owner": "team"],
            ["service_name": "shop", "owner": "other"], ["service_name": "cart", "owner": "other"],
        ])
    func same(changed: [String: String]) throws {
        let first = try release(old, files)
        var newFiles = files
        newFiles["changed.txt"] = "new <%= owner %>\n"
        newFiles["gone.txt"] = nil
        newFiles["fresh.txt"] = "fresh\n"
        let second = try release(new, newFiles)
        let before = try first.answers(given: ["service_name": .string("shop"), "owner": .string("team")])
        var after = before
        for (name, value) in changed { after[name] = .string(value) }
        let earlier = EarlierRender(release: first, answers: before, baseline: try first.render(before))
        #expect(try second.render(after, reusing: earlier) == second.render(after))
    }

    @Test("takes over only what holds no name whose value differs")
    func reused() throws {
        let first = try release(old, files)
        let second = try release(new, files)
        let before = try first.answers(given: ["service_name": .string("shop"), "owner": .string("team")])
        var after = before
        after["owner"] = .string("other")
        let earlier = EarlierRender(release: first, answers: before, baseline: try first.render(before))
        let engine = Engine(release: second)
        let context = Context(try second.context(after, engine: engine).values, slots: [:])
        let reuse = try #require(try Reuse(of: earlier, in: second, context, engine))
        let taken = second.files.filter { reuse.file(for: $0) != nil }.map(\.path)
        #expect(taken == ["changed.txt", "gone.txt", "name.txt", "plain.txt"])
    }

    @Test("renders again where the rules treat a file otherwise")
    func otherRules() throws {
        let rule = FileRule(
            path: try Glob("name.txt"), fileClass: .createOnce, isVerbatim: true,
            location: .init(file: "sample/release.yml"))
        let first = try release(old, files)
        let second = try release(new, files, rules: [rule])
        let answers = try first.answers(given: [:])
        let earlier = EarlierRender(release: first, answers: answers, baseline: try first.render(answers))
        let output = try second.render(answers, reusing: earlier)
        #expect(output["name.txt"]?.bytes == Array("of <%= service_name %>\n".utf8))
        #expect(output["name.txt"]?.fileClass == .createOnce)
    }
}
