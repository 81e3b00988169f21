import Foundation
import TestSupport
import Testing

/// Finding what a tree was made from.
@Suite struct AdoptTests {
    @Test func findsTheReleaseOfATreeWithoutRecord() throws {
        let bench = try Workbench.withService(release: "1.1.0")
        let record = try #require(bench.text(".scaffold.yml"))
        try bench.remove(".scaffold.yml")
        try bench.commit(["mine.txt": "mine\n"])
        let found = try bench.scaffold("adopt", "--source", "../template", "--plan")
        #expect(found.text.contains("1.1.0 explains 100.0 %"))
        #expect(found.text.contains("next best: "))
        #expect(bench.text(".scaffold.yml") == nil)
        try bench.scaffold("adopt", "--source", "../template")
        #expect(bench.text(".scaffold.yml") == record)
        try bench.commit()
        try bench.scaffold("status", "--fail-on", "edited,held,error")
    }

    @Test(
        "A clone's folder need not be called like the service: the files tell the name",
        arguments: [
            // The folder's name; what the owners changed; the name that is found.
            ("shop", "", "shop"), ("clone-1", "", "shop"), ("clone-1", "sed -i 's/^port.*/port: 9/' app.yml", "shop"),
            ("clone-1", "sed -i 's/name: shop/name: nothing-else/' app.yml", "shop"), ("clone-1", "rm *.*", "clone-1"),
        ]) func namesTheService(folder: String, edit: String, name: String) throws
    {
        let bench = try Workbench(
            SampleScaffold(
                questions: """
                    questions:
                      - { name: name, type: string, prompt: Name, format: service-name }
                      - { name: size, type: choice, prompt: Size, choices: [small, large], default: small }

                    """,
                releases: [
                    .init(
                        version: "1.0.0",
                        files: [
                            "app.yml": "kind: app\nname: <%= name %>\nport: 80\nsize: <%= size %>\n",
                            "README.md": "# <%= name %>\n\nHow to run <%= name %>: `run <%= name %>`\n",
                            "image.txt": "registry/<%= name %>:latest\n", "plain": "plain\n",
                        ])
                ]))
        try bench.scaffold("new", "./template", "shop", "--set", "size=large", "--defaults", at: bench.directory.path)
        try bench.shell(
            "mv shop there && mv there \(folder) && cd \(folder) && rm .scaffold.yml && (\(edit.isEmpty ? ":" : edit)) "
                + "&& git add -A && git commit -qm x", at: bench.directory.path)
        let place = bench.directory.path(folder)
        // Without its files a service is no more than one unchanged file in four.
        try bench.scaffold("adopt", "--source", "../template", "--accept-score", "25", at: place)
        let record = String(decoding: try bench.directory.read("\(folder)/.scaffold.yml"), as: UTF8.self)
        #expect(record.contains("      name: \(name)\n"), "\(record)")
        if name == "shop" { #expect(record.contains("size: large")) }
    }

    @Test func aRecordOfOursIsNotReplaced() throws {
        let bench = try Workbench.withService()
        let result = try bench.scaffold("adopt", "--source", "../template", status: 2)
        #expect(result.stderr.contains("has a record already"))
    }

    @Test("What explains too little is not recorded: nothing is written, nothing goes away")
    func refusesWhatExplainsTooLittle() throws {
        let bench = try Workbench.withService(release: "1.0.0")
        let answers = "_commit: v1\n_src_path: gh:acme/other\nname: shop\n"
        for file in [".scaffold.yml", "app.txt", "Dockerfile", "hello.txt", "docs/guide.txt"] { try bench.remove(file) }
        try bench.commit([".copier-answers.yml": answers, "Dockerfile": "FROM scratch\n"])
        for refused in [
            try bench.scaffold("adopt", "--source", "../template", status: 2),
            try bench.scaffold("adopt", "--source", "../template", "--plan", status: 2),
        ] {
            #expect(refused.text.isEmpty)
            #expect(refused.stderr.contains(" % of the tree"))
            #expect(refused.stderr.contains("next best: "))
            #expect(refused.stderr.contains("--set"))
            #expect(refused.stderr.contains("--source"))
            #expect(bench.text(".scaffold.yml") == nil)
            #expect(bench.text(".copier-answers.yml") == answers)
            #expect(try bench.git("status", "--porcelain").isEmpty)
        }
        let json = try bench.scaffold("adopt", "--source", "../template", "--json", status: 2)
        #expect(json.text.contains("\"score\""))
        try bench.scaffold("adopt", "--source", "../template", "--accept-score", "101", status: 64)
        try bench.scaffold("adopt", "--source", "../template", "--accept-score", "0")
        #expect(bench.text(".scaffold.yml")?.contains("release: 1.") == true)
    }

    @Test func findsTheStateOfATemplateWhoseRecordedOneVanished() throws {
        let project = try ForeignBench.cruft(["a.txt": "1\n", "b.txt": "1\n"])
        let text = try #require(project.bench.text(".cruft.json"))
        try project.releaseCookie("v2", ["a.txt": "2\n", "c.txt": "new\n"])
        let commit = try project.bench.git("rev-parse", "v1", at: project.template)
        let gone = text.replacingOccurrences(of: commit, with: String(repeating: "ab", count: 20))
        try project.bench.commit([".cruft.json": gone])
        let found = try project.bench.scaffold("adopt")
        #expect(found.text.contains("explains 100.0 %: 2 files as rendered, 0 changed, 0 missing"))
        #expect(project.bench.text(".cruft.json") == text)
        try project.bench.commit()
        try project.upgrade()
        #expect(project.out("a.txt") == "2\n")
    }

    @Test func makesANativeServiceOfAProjectOfAnotherTool() throws {
        let bench = try Workbench.withService(release: "1.0.0")
        try bench.remove(".scaffold.yml")
        try bench.commit([".copier-answers.yml": "_commit: v1\n_src_path: gh:acme/mini\nname: shop\n"])
        try bench.scaffold("adopt", "--source", "../template")
        #expect(bench.text(".scaffold.yml")?.contains("release: 1.0.0") == true)
        #expect(bench.text(".copier-answers.yml") == nil)
    }
}
