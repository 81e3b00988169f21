import Git
import OrderedCollections
import Testing

@testable import Template

@Suite("Hostile Copier templates")
struct CopierHostileTests {
    @Test(
        "A template whose files would be outside of the service, or git's own, is refused",
        arguments: [
            "/etc/x", "../x", "a/../../x", "..", ".git/hooks/post-checkout", "sub/.GIT./config", "git~1/x",
            ".g\u{200C}it/x",
        ])
    func destinations(_ path: String) {
        let sample = CopierSample(
            "_subdirectory: t\nq: \"\(path)\"\n", ["t/{{ q }}/f.txt": "", "t/ok": ""])
        #expect(throws: ScaffoldError.self) { try sample.render() }
    }

    @Test("A template that reads beyond its own tree is refused")
    func reads() {
        for target in ["/etc/passwd", "../x", "a/../../x"] {
            #expect(throws: ScaffoldError.self, "\(target)") {
                try CopierSample("q: 1\n", ["f": ""]).adding("link", target, .symlink).render()
            }
        }
        for folder in ["..", "/etc", "a/../..", "gone", "link"] {
            #expect(throws: ScaffoldError.self, "\(folder)") {
                try CopierSample("_subdirectory: \(folder)\n", ["a/f": ""]).adding("link", "..", .symlink).render()
            }
        }
        for pattern in ["/etc/passwd", "../x.yml", "link"] {
            #expect(throws: ScaffoldError.self, "\(pattern)") {
                try CopierSample("---\n!include \(pattern)\n---\nq: 1\n").adding("link", "../x", .symlink).template()
            }
        }
    }

    @Test("Includes out of the template are not there, and links to elsewhere are not written")
    func leftOut() throws {
        let sample = CopierSample(
            "_preserve_symlinks: true\n", ["a.jinja": "{% include '../x' %}", "b.jinja": "{% include 'link' %}"]
        ).adding("link", "../../etc/passwd", .symlink)
        let render = try sample.render()
        #expect(render.paths.isEmpty)
        #expect(Set(render.unrendered.map(\.source)) == ["a.jinja", "b.jinja", "link"])
    }

    @Test("Symlinks in a circle and files that include themselves end")
    func circles() {
        #expect(throws: ScaffoldError.self) { try CopierSample("q: 1\n").adding("a/b", "../a", .symlink).render() }
        #expect(throws: ScaffoldError.self) {
            try CopierSample("q: 1\n").adding("a", "b", .symlink).adding("b", "a", .symlink).render()
        }
        #expect(throws: ScaffoldError.self) { try CopierSample("---\n!include copier.yml\n").template() }
    }

    @Test("A loop without end ends in a file that is not rendered")
    func loops() throws {
        let sample = CopierSample("q: 1\n", ["a.jinja": "{% for i in range(10**9) %}{% endfor %}", "b": ""])
        let render = try sample.render()
        #expect(render.paths == ["b"])
        #expect(render.unrendered.map(\.source) == ["a.jinja"])
    }

    @Test("Other data outside of the service is not read")
    func externalData() throws {
        let sample = CopierSample("_external_data: {x: ../x.yml}\n", ["a.jinja": "{{ _external_data.x }}"])
        var request = CopierSample.request()
        request.externalData = { _ in
            Issue.record("it was asked for")
            return nil
        }
        #expect(try sample.template().render(request).unrendered.map(\.source) == ["a.jinja"])
    }

    @Test("Credentials of the template's address reach no file")
    func credentials() throws {
        var request = CopierSample.request()
        request.source = "https://me:secret@example.org/x.git"
        let sample = CopierSample("q: 1\n", ["a.jinja": "{{ _src_path }} {{ _copier_conf.src_path }}"])
        #expect(try sample.template().render(request).text("a")?.contains("secret") == false)
    }

    @Test("Paths with control characters or backslashes are left out, and named")
    func oddPaths() throws {
        let render = try CopierSample("q: \"a\\tb\"\n", ["{{ q }}.txt": "", "c\\d": "", "e": ""]).render()
        #expect(render.paths == ["e"])
        #expect(render.unrendered.count == 2)
    }
}
