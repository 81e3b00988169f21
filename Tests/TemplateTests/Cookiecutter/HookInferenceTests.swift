import Git
import OrderedCollections
import Testing

@testable import Template

@Suite("Cookiecutter: what hooks did, told from history")
struct HookInferenceTests {
    private func baseline(_ files: [String: String]) -> Baseline {
        Baseline(
            files: files.map { BaselineFile(path: $0.key, bytes: Array($0.value.utf8), mode: .file, source: $0.key) })
    }

    private func infer(
        _ render: [String: String], _ project: [String: String], isCreation: Bool = true
    ) -> HookEffects {
        let blobs = Dictionary(uniqueKeysWithValues: project.map { ($0.key, Array($0.value.utf8)) })
        let contents = Dictionary(blobs.values.map { (ObjectID.of(blob: $0), $0) }) { first, _ in first }
        return HookEffects.inferred(
            from: baseline(render), project: blobs.mapValues { ObjectID.of(blob: $0) }, isCreation: isCreation,
            size: { contents[$0]?.count }, content: { contents[$0] })
    }

    private static let long = (1...20).map { "line \($0)\n" }.joined()

    @Test("removed files stay removed, in folders that are gone altogether new ones too")
    func removed() {
        let effects = infer(
            [
                "a": "a", "b": "b", "c": "c", "d": "d", "lib/x": "x", "lib/y": "y", "one/z": "z", "keep/k": "k",
                "keep/l": "l",
            ],
            ["a": "a", "b": "b", "c": "c", "d": "d", "keep/k": "k"])
        #expect(effects.removedSources == ["lib", "one/z", "keep/l"])
        let next = baseline([
            "a": "2", "lib/x": "2", "lib/new": "n", "one/z": "z", "one/new": "n", "keep/k": "k", "keep/l": "l",
        ])
        #expect(effects.apply(to: next).baseline.files.map(\.path) == ["a", "keep/k", "one/new"])
    }

    @Test("moved files go on moving, with the folder that all of them left")
    func moved() {
        let effects = infer(
            [
                "a": "a", "b": "b", "c": "c", "src/kind/m.py": Self.long, "src/kind/n.py": "n\n",
                "LICENSE.txt": "license\n",
            ],
            ["a": "a", "b": "b", "c": "c", "src/m.py": Self.long + "more\n", "src/n.py": "n\n", "COPYING": "license\n"])
        #expect(
            effects.movedSources == [
                "src/kind/m.py": "src/m.py", "src/kind/n.py": "src/n.py", "LICENSE.txt": "COPYING",
            ])
        #expect(effects.removedSources.isEmpty)
        let next = baseline(["src/kind/m.py": "2", "src/kind/n.py": "n", "src/kind/new.py": "w", "LICENSE.txt": "l"])
        #expect(
            effects.apply(to: next).baseline.files.map(\.path) == ["COPYING", "src/m.py", "src/n.py", "src/new.py"])
    }

    @Test("empty files and files with several twins are never paired")
    func unpaired() {
        let effects = infer(
            ["a": "a", "b": "b", "c": "c", "x/__init__.py": "", "y": "same\n"],
            ["a": "a", "b": "b", "c": "c", "z/__init__.py": "", "p": "same\n", "q": "same\n"])
        #expect(effects.movedSources.isEmpty)
        #expect(effects.removedSources == ["x/__init__.py", "y"])
    }

    @Test("a move onto another file of the template is not replayed, and it is told")
    func clash() {
        let effects = infer(["a": "a", "b": "b", "old": "text\n"], ["a": "a", "b": "b", "new": "text\n"])
        let result = effects.apply(to: baseline(["old": "text\n", "new": "template's own\n"]))
        #expect(result.baseline.files.map(\.path) == ["new", "old"])
        #expect(result.notes.map(\.rule) == ["hook-move-not-replayed"])
    }

    @Test("changed contents are replayed when the commit made the project, merged with the template's changes")
    func edited() {
        let after = Self.long.replacing("line 2\n", with: "line two\n")
        let effects = infer(["a": "a", "f": Self.long], ["a": "a", "f": after])
        #expect(effects.editedPaths == ["f"])
        #expect(effects.apply(to: baseline(["f": Self.long])).baseline.text("f") == after)
        let next = Self.long.replacing("line 19\n", with: "line nineteen\n")
        #expect(
            effects.apply(to: baseline(["f": next])).baseline.text("f")
                == after.replacing("line 19\n", with: "line nineteen\n"))
        let clash = Self.long.replacing("line 2\n", with: "line 2b\n")
        #expect(effects.apply(to: baseline(["f": clash])).baseline.text("f") == clash)
        let later = infer(["a": "a", "f": Self.long], ["a": "a", "f": after], isCreation: false)
        #expect(later.editedPaths == ["f"])
        #expect(later.apply(to: baseline(["f": Self.long])).baseline.text("f") == Self.long)
    }

    @Test("an edit that another version can't take is left out of both renders: it may be the owners' own")
    func editedElsewhere() {
        let after = Self.long.replacing("line 2\n", with: "line two\n")
        let effects = infer(["a": "a", "f": Self.long], ["a": "a", "f": after])
        let clash = Self.long.replacing("line 2\n", with: "line 2b\n")
        for (next, rules) in [(["f": clash], ["hook-edit-not-replayed"]), (["a": "a"], [])] {
            let both = effects.replayable(on: baseline(next))
            #expect(both.apply(to: baseline(["f": Self.long])).baseline.text("f") == Self.long)
            #expect(both.notes.map(\.rule) == effects.notes.map(\.rule) + rules)
        }
        let kept = effects.replayable(on: baseline(["f": Self.long + "more\n"]))
        #expect(kept.apply(to: baseline(["f": Self.long])).baseline.text("f") == after)
    }

    @Test("a project that has less than half of the files says nothing")
    func unlike() {
        let effects = infer(["a": "a", "b": "b", "c": "c"], ["a": "a", "z": "z"])
        #expect(effects.isEmpty)
        #expect(effects.notes.map(\.rule) == ["generation-unlike"])
    }

    @Test("an untouched project has no effects")
    func untouched() {
        let effects = infer(["a": "a", "b/c": ""], ["a": "a", "b/c": "", "own": "x", ".cruft.json": "{}"])
        #expect(effects.isEmpty)
        #expect(effects.notes.isEmpty)
    }

    @Test("what a hook is said to remove stays when the project was generated with it")
    func confirmed() throws {
        let sample = CookiecutterSample(
            "", ["a": "a", "b": "b"], beside: ["hooks/post_gen_project.py": "import os\nos.remove('a')\nos.remove('b')"]
        )
        let (render, effects) = try sample.effects()
        let checked = effects.confirmed(
            by: ["b": ObjectID.of(blob: [])], of: render.baseline, isCreation: true)
        #expect(checked.apply(to: render.baseline).baseline.files.map(\.path) == ["b"])
        #expect(checked.notes.map(\.rule) == ["hook-misread"])
    }

    @Test("a change of the answers brings back what the hook had removed")
    func answers() throws {
        let sample = CookiecutterSample(
            #""lib": "n""#, ["a": "a", "b": "b", "lib/x": "x", "lib/y": "y"],
            beside: [
                "hooks/post_gen_project.py": "import shutil\nif '{{ cookiecutter.lib }}' != 'y': shutil.rmtree('lib')"
            ])
        let old = try sample.effects()
        let base = old.effects.apply(to: old.render.baseline).baseline
        let project = Dictionary(uniqueKeysWithValues: base.files.map { ($0.path, $0.id) })
        let inferred = HookEffects.inferred(
            from: base, project: project, isCreation: true, size: { _ in nil }, content: { _ in nil })
        let new = try sample.template().renderReadingHooks(CookiecutterSample.request(["lib": "n"], data: ["lib": "y"]))
        let after = inferred.apply(to: new.effects.apply(to: new.render.baseline).baseline).baseline
        #expect(after.files.map(\.path) == ["a", "b", "lib/x", "lib/y"])
    }
}
