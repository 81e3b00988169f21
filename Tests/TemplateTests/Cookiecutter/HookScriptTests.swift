import OrderedCollections
import Testing

@testable import Template

@Suite("Cookiecutter: reading hooks")
struct HookScriptTests {
    /// A case: a hook and the files that are left of `a b docs/x docs/y sub/deep/f`.
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var script: String
        var left: String
        var rules: [String] = []
        var testDescription: String { name }
    }

    private static let cases = [
        Case(name: "os.remove", script: "import os\nos.remove('a')", left: "b docs/x docs/y sub/deep/f"),
        Case(
            name: "from os import", script: "from os import remove as rm\nrm('a')", left: "b docs/x docs/y sub/deep/f"),
        Case(name: "rmtree", script: "import shutil\nshutil.rmtree('docs')", left: "a b sub/deep/f"),
        Case(
            name: "Path", script: "from pathlib import Path\nPath('a').unlink()\n(Path('docs') / 'x').unlink()",
            left: "b docs/y sub/deep/f"),
        Case(
            name: "absolute",
            script: """
                import os
                ROOT = os.path.realpath(os.path.curdir)
                def remove_file(path):
                    os.remove(os.path.join(ROOT, path))
                if __name__ == '__main__':
                    remove_file('a')
                """, left: "b docs/x docs/y sub/deep/f"),
        Case(
            name: "list of paths under Jinja",
            script: """
                import os, shutil
                REMOVE_PATHS = [
                    '{% if cookiecutter.name == "demo" %}a{% endif %}',
                    '{% if cookiecutter.name != "demo" %}b{% endif %}',
                    'docs',
                ]
                for path in REMOVE_PATHS:
                    path = path.strip()
                    if path and os.path.exists(path):
                        os.unlink(path) if os.path.isfile(path) else shutil.rmtree(path)
                """, left: "b sub/deep/f"),
        Case(
            name: "Python's conditions",
            script: """
                from pathlib import Path
                import shutil
                debug = "{{ cookiecutter.name }}".lower() == "DEMO".lower()
                if "{{ cookiecutter.name }}" != "demo": Path('a').unlink()
                elif debug and 'y' in ('y', 'yes'):
                    for name in ["a", "b"]:
                        Path(f"{name}").unlink(missing_ok=True)
                else:
                    shutil.rmtree("docs")
                """, left: "docs/x docs/y sub/deep/f"),
        Case(
            name: "missing files", script: "import os\nif os.path.exists('nosuch'):\n    os.remove('a')\n",
            left: "a b docs/x docs/y sub/deep/f"),
        Case(
            name: "a failing call skips the rest of its try",
            script:
                "import os\ntry:\n    os.remove('nosuch')\n    os.remove('a')\nexcept OSError:\n    pass\nos.remove('b')",
            left: "a docs/x docs/y sub/deep/f", rules: ["hook-in-doubt"]),
        Case(
            name: "move a folder",
            script: "import shutil\nshutil.move('sub/deep', 'src')\nshutil.move('a', 'docs')",
            left: "b docs/a docs/x docs/y src/f"),
        Case(
            name: "rename", script: "from pathlib import Path\nPath('a').rename('c')",
            left: "b c docs/x docs/y sub/deep/f"),
        Case(
            name: "unknown condition",
            script: "import os, sys\nif os.environ.get('X'):\n    os.remove('a')\nos.remove('b')",
            left: "a docs/x docs/y sub/deep/f", rules: ["hook-in-doubt", "hook-not-understood"]),
        Case(
            name: "unknown paths",
            script: "import os, yaml\nfor p in yaml.safe_load(open('b')):\n    os.remove(p)\nos.remove('a')",
            left: "b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "an end that may have come",
            script: "import os, sys\nif os.environ.get('X'):\n    sys.exit(0)\nos.remove('a')",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-in-doubt", "hook-not-understood"]),
        Case(
            name: "an error that cannot have come",
            script: "import os, sys, re\nif not re.match('x', 'y'):\n    print('bad')\n    sys.exit(1)\nos.remove('a')",
            left: "b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "a return that may have come",
            script: """
                import os
                def main():
                    if True:
                        if os.environ.get('X'):
                            return
                    os.remove('a')
                main()
                os.remove('b')
                """, left: "a docs/x docs/y sub/deep/f", rules: ["hook-in-doubt", "hook-not-understood"]),
        Case(
            name: "a variable that is not known any more",
            script: "import os\nx = 'a'\nif os.environ.get('X'):\n    x = 'b'\nos.remove(x)",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "a list that is not known any more",
            script: "import os\nl = ['a']\nwhile os.environ.get('X'):\n    l.append('b')\nfor p in l: os.remove(p)",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "elsewhere", script: "import os\nos.chdir('docs')\nos.remove('a')",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-in-doubt", "hook-not-understood"]),
        Case(
            name: "out of the service",
            script: "import os, shutil\nshutil.rmtree('..')\nos.remove('/etc/passwd')\nshutil.rmtree('.')",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "written files", script: "with open('new', 'w') as f:\n    f.write('x')\n",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-writes", "hook-not-understood"]),
        Case(
            name: "comprehension", script: "import os\nfor p in [x for x in ['a', '', 'b'] if x]: os.remove(p)",
            left: "docs/x docs/y sub/deep/f"),
        Case(
            name: "folders that are looked for, with generators",
            script: """
                import shutil
                from pathlib import Path
                from subprocess import run
                run(args=["git", "init"], check=True)
                def skipped():
                    for top in Path().iterdir():
                        if top.name == ".git":
                            continue
                        if top.name == "docs":
                            yield top
                        else:
                            yield from top.rglob("deep")
                for path in skipped():
                    assert path.is_dir(), path
                    shutil.rmtree(path)
                """, left: "a b"),
        Case(
            name: "files that are looked for",
            script: "from pathlib import Path\nfor p in Path('docs').glob('*'): p.unlink()",
            left: "a b sub/deep/f"),
        Case(
            name: "what is in a file", script: "import os\nfor p in os.listdir('a'): os.remove(p)",
            left: "a b docs/x docs/y sub/deep/f"),
        Case(
            name: "files that a command may have made",
            script:
                "from pathlib import Path\nfrom subprocess import run\nrun(['make'])\nfor p in Path('docs').glob('*'): p.unlink()",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "what comes after a command in its try",
            script:
                "import os, subprocess\ntry:\n    subprocess.run(['git', 'init'])\n    os.remove('a')\nexcept OSError: pass\nos.remove('b')",
            left: "a docs/x docs/y sub/deep/f", rules: ["hook-in-doubt"]),
        Case(
            name: "an error that is taken care of",
            script:
                "import os\ntry:\n    raise ValueError('x')\n    os.remove('a')\nexcept ValueError:\n    os.remove('b')\nos.remove('docs/x')",
            left: "a b docs/y sub/deep/f", rules: ["hook-in-doubt"]),
        Case(
            name: "errors that are suppressed",
            script:
                "import os, contextlib\nwith contextlib.suppress(OSError):\n    os.remove('nosuch')\n    os.remove('a')\nos.remove('b')",
            left: "a docs/x docs/y sub/deep/f", rules: ["hook-in-doubt", "hook-not-understood"]),
        Case(
            name: "a value that may be another",
            script: """
                import os
                def is_wanted():
                    if os.environ.get('X'): return True
                    return False
                if not is_wanted(): os.remove('a')
                os.remove('b')
                """, left: "a docs/x docs/y sub/deep/f", rules: ["hook-in-doubt", "hook-not-understood"]),
        Case(
            name: "a function inside another",
            script: "import os\np = 'b'\ndef f():\n    p = 'a'\n    def g(): os.remove(p)\n    g()\nf()",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "a list with two names", script: "import os\nl = ['a']\nm = l\nm += ['b']\nfor p in l: os.remove(p)",
            left: "docs/x docs/y sub/deep/f"),
        Case(
            name: "a command line with more than a command", script: "import os\nos.system('git init; rm a')",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "letters by number", script: "import os\nos.remove('\\x61')\nos.remove('b')",
            left: "docs/x docs/y sub/deep/f", rules: []),
        Case(
            name: "letters by octal number", script: "import os\nos.remove('\\141')\nos.remove('b')",
            left: "a docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "a certain error shows that something was misread",
            script: "import os\nos.remove('a')\nraise ValueError('x')",
            left: "b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "broken Python", script: "def (:\n  os.remove('a')\n}}}\n'unfinished",
            left: "a b docs/x docs/y sub/deep/f",
            rules: ["hook-not-understood"]),
        Case(
            name: "handlers of what does not fail",
            script:
                "import os\ntry:\n    from os import path\nexcept ImportError:\n    path = None\nif path.exists('a'): os.remove('a')",
            left: "b docs/x docs/y sub/deep/f"),
    ]

    @Test("what is understood is done, what is in doubt is told", arguments: cases)
    func python(_ each: Case) throws {
        let (render, effects) = try sample(each.script).effects()
        let after = effects.apply(to: render.baseline).baseline
        #expect(after.files.map(\.path).joined(separator: " ") == each.left)
        #expect(effects.notes.map(\.rule) == each.rules)
        #expect(effects.explainsAll == each.rules.isEmpty)
    }

    private func sample(_ script: String, _ name: String = "post_gen_project.py") -> CookiecutterSample {
        CookiecutterSample(
            "", ["a": "a", "b": "b", "docs/x": "x", "docs/y": "y", "sub/deep/f": "f"], beside: ["hooks/\(name)": script]
        )
    }

    private static let shellCases = [
        Case(
            name: "rm", script: "#!/bin/sh\nset -e\nrm a 'b'; rm -rf docs/ nosuch\ngit init\ncat <<EOF\nrm c\nEOF\n",
            left: "sub/deep/f"),
        Case(
            name: "a file of a folder without -r", script: "rm docs\nrm -f docs/x # y\n", left: "a b docs/y sub/deep/f"),
        Case(
            name: "conditions",
            script: """
                if [ "{{ cookiecutter.name }}" = "demo" ]; then
                  rm a
                else
                  rm b
                fi
                if [[ "{{ cookiecutter.name }}" == "x" || "y" != "y" ]]
                then rm b
                elif [ ! -f nosuch ] && [ -d docs ]; then rm -r docs; fi
                [ "x" = "x" ] && rm -rf "sub"
                [ "x" = "x" ] || rm b
                """, left: "b"),
        Case(
            name: "variables and loops",
            script: "DIR=docs\nNAME=\"x\"\nrm \"$DIR/${NAME}\"\nfor f in a b; do\n  rm $f\ndone\n",
            left: "docs/y sub/deep/f"),
        Case(
            name: "a command that may have failed", script: "rm nosuch && rm a\nrm -f nosuch && rm b\n",
            left: "a docs/x docs/y sub/deep/f", rules: ["hook-in-doubt"]),
        Case(name: "mv", script: "mv sub/deep src\nmv a docs/\n", left: "b docs/a docs/x docs/y src/f"),
        Case(
            name: "patterns and commands", script: "rm *.md docs/*\nmake all\nrm a\n",
            left: "b docs/x docs/y sub/deep/f",
            rules: ["hook-not-understood"]),
        Case(
            name: "unknown conditions", script: "if [ -n \"$CI\" ]; then rm a; fi\nrm $UNKNOWN\nrm b",
            left: "a docs/x docs/y sub/deep/f", rules: ["hook-in-doubt", "hook-not-understood"]),
        Case(
            name: "a text that a command reads", script: "cat <<EOF > new\nrm a\nEOF\nrm b",
            left: "a docs/x docs/y sub/deep/f", rules: ["hook-writes"]),
        Case(
            name: "after what is not understood nothing is certain", script: "case x in x) rm a;; esac\nrm b",
            left: "a b docs/x docs/y sub/deep/f", rules: ["hook-not-understood"]),
        Case(
            name: "elsewhere", script: "cd docs\nrm x a", left: "a b docs/x docs/y sub/deep/f",
            rules: ["hook-in-doubt", "hook-not-understood"]),
        Case(
            name: "out of the service", script: "rm -rf / .. /etc ~ .\nrm -rf \"$HOME\"",
            left: "a b docs/x docs/y sub/deep/f",
            rules: ["hook-not-understood"]),
    ]

    @Test("shell scripts are followed as well", arguments: shellCases)
    func shell(_ each: Case) throws {
        let (render, effects) = try sample(each.script, "post_gen_project.sh").effects()
        #expect(effects.apply(to: render.baseline).baseline.files.map(\.path).joined(separator: " ") == each.left)
        #expect(effects.notes.map(\.rule) == each.rules)
    }

    @Test("a script in another language is told")
    func otherLanguage() throws {
        let (render, effects) = try sample("File.delete('a')\n", "post_gen_project.rb").effects()
        #expect(effects.isEmpty)
        #expect(effects.notes.map(\.rule) == ["hook-not-understood"])
        #expect(render.commands.count == 1)
    }

    @Test("hostile scripts end quickly")
    func hostile() throws {
        let deep = "x = " + String(repeating: "(", count: 5_000)
        let long =
            "l = [1]\nfor a in l:\n"
            + (1..<40).map { "\(String(repeating: " ", count: $0))for a in [1, 2, 3]:" }
            .joined(separator: "\n") + "\n" + String(repeating: " ", count: 41) + "x = 1"
        let endless = "def f():\n    f()\n    f()\nf()"
        for script in [deep, long, endless] { _ = try sample(script).effects() }
    }

    @Test("the text of a pre_gen hook changes variables for the files")
    func mutation() throws {
        let sample = CookiecutterSample(
            #""slug": "x""#, ["f": "{{ cookiecutter.slug }} {{ cookiecutter._made }}"],
            beside: [
                "hooks/pre_gen_project.py": "'''{{ cookiecutter.update({'slug': 'changed', '_made': 'here'}) }}'''"
            ])
        let fresh = try sample.render()
        #expect(fresh.baseline.text("f") == "changed here")
        // The record holds what was answered, unless it has the changed value already.
        #expect(fresh.answers["slug"] == "x")
        #expect(fresh.answers["_made"] == nil)
        let known = try sample.render(["slug": "changed", "_made": "here"])
        #expect(known.notes.isEmpty)
        #expect(known.answers["slug"] == "changed")
        #expect(known.answers["_made"] == "here")
    }

    @Test("a hook that cannot be rendered is told")
    func unrendered() throws {
        let render = try CookiecutterSample("", beside: ["hooks/pre_gen_project.py": "{{ cookiecutter.nosuch }}"])
            .render()
        #expect(render.rules == ["hook-not-rendered"])
        #expect(render.paths == ["a"])
    }
}
