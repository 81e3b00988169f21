import Testing

@testable import Template

/// What hooks make of the texts of files; CPython, run on the same files, made the expected ones.
@Suite("Cookiecutter: texts that hooks write")
struct HookTextTests {
    /// A case: a hook and the text that it leaves in `a`, which was `one @X@\ntwo\n`; nil where that can't be told.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var script: String
        var text: String?
        var rules: [String] = []
        var testDescription: String { name }
    }

    private static let cases = [
        Case(
            name: "read and write",
            script: "from pathlib import Path\np = Path('a')\np.write_text(p.read_text().replace('@X@', '1'))",
            text: "one 1\ntwo\n"),
        Case(
            name: "line by line",
            script: """
                def fill(path):
                    words = {'@X@': 'x.y', 'two': 'three'}
                    lines = []
                    with open(path) as infile:
                        for line in infile:
                            for src, target in words.items():
                                line = line.replace(src, ' '.join(['${ {'.replace(' ', ''), target, '} }'.replace(' ', '')]))
                            lines.append(line)
                    with open(path, 'w') as outfile:
                        for line in lines:
                            outfile.write(line)
                fill('a')
                """, text: "one ${{ x.y }}\n${{ three }}\n"),
        Case(
            name: "all files of a folder",
            script: """
                from pathlib import Path
                ROOT = Path().cwd().absolute()
                for f in ROOT.glob('*'):
                    f.write_text(f.read_text(encoding='utf-8').replace('@X@', f.name), encoding='utf-8')
                """, text: "one a\ntwo\n"),
        Case(
            name: "lines left out",
            script: """
                with open('a') as f:
                    lines = f.readlines()
                with open('a', 'w') as f:
                    f.writelines([line for line in lines if 'two' not in line])
                """, text: "one @X@\n"),
        Case(
            name: "without with",
            script: "f = open('a', 'r')\nt = f.read()\nf.close()\ng = open('a', 'wt')\ng.write('0 ' + t)\ng.close()",
            text: "0 one @X@\ntwo\n"),
        Case(
            name: "appended", script: "with open('a', 'a') as f:\n    f.write('three\\n')\n    f.write('four')",
            text: "one @X@\ntwo\nthree\nfour"),
        Case(
            name: "first line, then the rest",
            script: """
                with open('a') as f:
                    first = f.readline()
                    rest = f.read()
                with open('a', 'w') as f:
                    f.write(rest)
                    f.write(first)
                """, text: "two\none @X@\n"),
        Case(
            name: "under a condition that the answers settle",
            script: "if int('{{ 0 }}'):\n    open('a', 'w').write('x')\nelse:\n    open('a', 'w').write('y')", text: "y"
        ),
        Case(
            name: "moved and written",
            script: "import os\nos.rename('a', 'c')\nwith open('c', 'w') as f:\n    f.write('x')\nos.rename('c', 'a')",
            text: "x"),
        Case(
            name: "written without need", script: "t = open('a').read()\nopen('a', 'w').write(t)",
            text: "one @X@\ntwo\n"),
        Case(
            name: "in doubt", script: "import os\nif os.environ.get('X'):\n    open('a', 'w').write('x')", text: nil,
            rules: ["hook-writes", "hook-not-understood"]),
        Case(
            name: "something that is not known", script: "import os\nopen('a', 'w').write(os.environ['X'])", text: nil,
            rules: ["hook-writes"]),
        Case(
            name: "read after that",
            script:
                "import os\nopen('a', 'w').write(os.environ['X'])\nt = open('a').read()\nopen('a', 'w').write('x' + t)",
            text: nil, rules: ["hook-writes", "hook-not-understood"]),
        Case(
            name: "another encoding", script: "open('a', 'w', encoding='latin-1').write('x')", text: nil,
            rules: ["hook-writes", "hook-not-understood"]),
        Case(
            name: "bytes", script: "open('a', 'wb').write(b'x')", text: nil,
            rules: ["hook-writes", "hook-not-understood"]),
        Case(
            name: "read and written at once", script: "f = open('a', 'r+')\nf.write('x')", text: nil,
            rules: ["hook-writes", "hook-not-understood"]),
        Case(
            name: "somewhere in the file", script: "f = open('a', 'w')\nf.write('xyz')\nf.seek(0)\nf.write('a')",
            text: nil,
            rules: ["hook-writes", "hook-not-understood"]),
        Case(
            name: "by a pattern", script: "import re\nt = re.sub('.', 'x', open('a').read())\nopen('a', 'w').write(t)",
            text: nil,
            rules: ["hook-writes", "hook-not-understood"]),
        Case(
            name: "a new file", script: "open('c', 'w').write('x')", text: "one @X@\ntwo\n",
            rules: ["hook-writes", "hook-not-understood"]),
        Case(
            name: "nothing replaced", script: "open('a', 'w').write('ab'.replace('', '-'))", text: nil,
            rules: ["hook-writes"]),
    ]

    @Test("what is understood is done, what is not is told", arguments: cases)
    func texts(_ each: Case) throws {
        let (render, effects) = try sample(each.script).effects()
        let after = effects.apply(to: render.baseline).baseline
        #expect(after["a"].map { String(decoding: $0.bytes, as: UTF8.self) } == each.text ?? "one @X@\ntwo\n")
        #expect(effects.contents["a"] != nil || each.text == nil || each.name == "a new file")
        #expect(effects.notes.map(\.rule) == each.rules)
        #expect(effects.explainsAll == each.rules.isEmpty)
    }

    @Test("line ends that Python would change, and bytes that are no text, are left alone")
    func otherFiles() throws {
        let script = "for p in ('crlf', 'bytes'):\n    t = open(p).read()\n    open(p, 'w').write(t + 'x')"
        let sample = sample(script).adding("crlf", Array("a\r\n".utf8)).adding("bytes", [0xFF, 0x0A])
        let (render, effects) = try sample.effects()
        #expect(effects.apply(to: render.baseline).baseline == render.baseline)
        #expect(effects.writtenPaths == ["crlf", "bytes"])
    }

    @Test("a text that a script makes ever longer is not followed")
    func longTexts() throws {
        let script =
            "t = open('a').read()\nfor i in \(Array(0..<64)):\n    t = t + t\n    t += t\nopen('a', 'w').write(t)"
        let (render, effects) = try sample(script).effects()
        #expect(effects.apply(to: render.baseline).baseline == render.baseline)
        #expect(effects.writtenPaths == ["a"])
    }

    @Test("contents count only where the other version's hooks are known to leave the file or to write it, too")
    func comparable() throws {
        let known = "open('a', 'w').write('x')"
        for (other, isKept) in [
            (known, true), ("pass", true), ("import os\nopen('a', 'w').write(os.environ['X'])", false),
            ("import subprocess\nsubprocess.run(['./rewrite'])", false),
            ("import subprocess\nopen('a', 'w').write('y')\nsubprocess.run(['./rewrite'])", true),
        ] {
            let (render, effects) = try sample(known).effects()
            let (otherRender, others) = try sample(other).effects()
            let left = effects.comparable(on: render.baseline, with: others, on: otherRender.baseline)
            #expect((left.contents["a"] != nil) == isKept, "\(other)")
        }
    }

    @Test("a file that the project has as it was rendered was not written, and is not in the next version")
    func misread() throws {
        let (render, effects) = try sample("open('a', 'w').write('x')").effects()
        let rendered = Dictionary(render.baseline.files.map { ($0.path, $0.id) }) { first, _ in first }
        let confirmed = effects.confirmed(by: rendered, of: render.baseline, isCreation: false)
        #expect(confirmed.contents.isEmpty)
        #expect(confirmed.notes.map(\.rule) == ["hook-misread"])
        #expect(effects.without(effects.missing(in: confirmed)).contents.isEmpty)
        let written = effects.apply(to: render.baseline).baseline
        let project = Dictionary(written.files.map { ($0.path, $0.id) }) { first, _ in first }
        #expect(effects.confirmed(by: project, of: render.baseline, isCreation: true) == effects)
    }

    private func sample(_ script: String) -> CookiecutterSample {
        CookiecutterSample(
            "", ["a": "one @X@\ntwo\n", "b": "b\n"], beside: ["hooks/post_gen_project.py": script])
    }
}
