"""Updates of Copier projects, one for each thing that an updater has to get right. All files are written for this project.

A scenario: a template's version v1, a project made of it, what its owners did, the version v2, and what an update to it
must leave. `differs` says in words why the project is better off with something else than Copier leaves.
"""

SCENARIOS = []


def lines(**replaced):
    """Twelve lines, some replaced: `lines(l4="mine")`."""
    return "".join(replaced.get(f"l{n}", f"line {n}") + "\n" for n in range(1, 13))


def scenario(name, v1, *, v1_script="", answers=None, project=None, script="", v2=None, v2_script="", tag="v2", to=None,
             change=None, folder="", answers_file=None, expected, modes=None, held=(), rules=(), differs=None):
    """Declares one.

    v1, project, v2: files by path, None for one that goes; v1_script, script, v2_script: shell commands after that.
    answers: given when the project is made; change: given to the update. tag: what v2 is tagged as, None for no tag.
    folder: where the project is in its repository. expected: files afterwards, None for none, "-> x" for a link.
    """
    SCENARIOS.append({
        "name": name, "v1": v1, "v1_script": v1_script, "answers": answers or {}, "project": project or {},
        "script": script, "v2": v2 or {}, "v2_script": v2_script, "tag": tag, "to": to, "change": change or {},
        "folder": folder, "answers_file": answers_file, "expected": expected, "modes": modes or {},
        "held": list(held), "rules": list(rules), "differs": differs,
    })


def question(name, default, *more):
    return f"{name}:\n  type: str\n  default: {default}\n" + "".join(f"  {line}\n" for line in more)


# Edits and answers together

scenario(
    "an edit, another answer, a new question and a new file arrive in one update",
    {"copier.yml": question("team", "red"), "a.txt.jinja": "{{ team }}\n" + lines()},
    project={"a.txt": "red\n" + lines(l9="mine")},
    v2={"copier.yml": question("team", "red") + question("tier", "gold"),
        "a.txt.jinja": "{{ team }}\n" + lines(l2="theirs"), "b.txt.jinja": "{{ tier }}\n"},
    change={"team": "blue"},
    expected={"a.txt": "blue\n" + lines(l2="theirs", l9="mine"), "b.txt": "gold\n",
              ".copier-answers.yml": "# Changes here will be overwritten by Copier\n_commit: v2\n_src_path: @SRC@\nteam: blue\ntier: gold\n"})
scenario(
    "a line that the owners and another answer both changed is held",
    {"copier.yml": question("who", "aaa"), "a.txt.jinja": "{{ who }}\n"}, project={"a.txt": "jjj\n"},
    v2={"b.txt": "b\n"}, change={"who": "ccc"}, expected={"a.txt": "jjj\n", "b.txt": "b\n"}, held=["a.txt"],
    differs="the file is held with the owners' line, not committed with markers")
scenario(
    "the project's git hooks are not run, not even one that forbids every commit",
    {"a.txt": "1\n"}, v2={"a.txt": "2\n"},
    script="printf '#!/bin/sh\\nexit 1\\n' > .git/hooks/pre-commit && cp .git/hooks/pre-commit .git/hooks/post-checkout"
           " && chmod +x .git/hooks/pre-commit .git/hooks/post-checkout",
    expected={"a.txt": "2\n"})
scenario(
    "a state after the newest tag is recorded as git describes it", {"a.txt": "1\n"}, v2={"a.txt": "2\n"}, tag=None,
    to="HEAD", expected={
        "a.txt": "2\n",
        ".copier-answers.yml": "# Changes here will be overwritten by Copier\n_commit: @DESCRIBE@\n_src_path: @SRC@\nname: shop\n"})
scenario(
    "the version that the project is at, with another answer",
    {"copier.yml": question("team", "red"), "a.txt.jinja": "{{ team }}\n"}, v2={"b.txt": "new\n"}, to="v1",
    change={"team": "blue"}, expected={"a.txt": "blue\n", "b.txt": None})

scenario(
    "a migration that moves a file before the update is not needed for its edits", {"old.txt": lines(), "a.txt": "1\n"},
    project={"old.txt": lines(l9="mine")},
    v2={"old.txt": None, "new.txt": lines(l2="theirs"),
        "copier.yml": question("name", "shop")
        + "_migrations:\n  - {command: git mv old.txt new.txt, version: v2, when: \"{{ _stage == 'before' }}\"}\n"},
    expected={"old.txt": None, "new.txt": lines(l2="theirs", l9="mine")}, rules=["not-run"],
    differs="the file is followed, and its edit merges; after Copier's move both changes are conflicts")
scenario(
    "a migration that adds the template's new file before the update, as the template has it", {"a.txt": "1\n"},
    v2={"new.txt": lines(l2="theirs"),
        "copier.yml": question("name", "shop") + "_migrations:\n  - version: v2\n    before:\n"
        "      - \"cp '{{ _copier_conf.src_path }}/new.txt' . && git add new.txt\"\n"},
    expected={"new.txt": lines(l2="theirs")}, rules=["not-run"])
scenario(
    "a migration that changes the answers before the update is listed, and the answers stay",
    {"copier.yml": question("team", "red"), "a.txt.jinja": "{{ team }}\n"},
    v2={"copier.yml": question("team", "red")
        + "_migrations:\n  - version: v2\n    before: [\"sed -i 's/team: red/team: blue/' .copier-answers.yml\"]\n",
        "b.txt": "2\n"},
    expected={"a.txt": "red\n", "b.txt": "2\n"}, rules=["not-run"],
    differs="nothing of the template is run that nobody asked for")
FORMATTER = question("team", "red") + "_tasks: [\"sed -i 's/line 11/LINE 11/' a.txt\"]\n"
scenario(
    "what a task formats after each update stays formatted, with another answer beside it",
    {"copier.yml": FORMATTER, "a.txt.jinja": "{{ team }}\n" + lines()}, script="sed -i 's/line 11/LINE 11/' a.txt",
    project={"own.txt": "1\n"}, v2={"a.txt.jinja": "{{ team }}\n" + lines(l5="theirs")}, change={"team": "blue"},
    expected={"a.txt": "blue\n" + lines(l5="theirs", l11="LINE 11")}, rules=["not-run"])

# Files that are made once

for pattern in ("once.txt", "/once.txt"):
    for folder in ("", "services/shop"):
        place = "in a folder of its repository" if folder else "at the root"
        scenario(
            f"a file of _skip_if_exists, written as {pattern}, is never written again, {place}",
            {"copier.yml": question("name", "shop") + f"_skip_if_exists: [{pattern}]\n", "once.txt": "1\n", "a.txt": "1\n"},
            project={"once.txt": "mine\n"}, v2={"once.txt": "2\n", "a.txt": "2\n"}, folder=folder,
            expected={"once.txt": "mine\n", "a.txt": "2\n"})
scenario(
    "a file of _skip_if_exists that nobody changed is not written again either",
    {"copier.yml": question("name", "shop") + "_skip_if_exists: [once.txt]\n", "once.txt": "1\n"},
    v2={"once.txt": "2\n", "a.txt": "2\n"}, expected={"once.txt": "1\n", "a.txt": "2\n"})
scenario(
    "a file of _skip_if_exists that its owners deleted stays deleted",
    {"copier.yml": question("name", "shop") + "_skip_if_exists: [once.txt]\n", "once.txt": "1\n"},
    project={"once.txt": None}, v2={"once.txt": "2\n", "a.txt": "2\n"}, expected={"once.txt": None, "a.txt": "2\n"},
    differs="who deletes a file does not want it back with every update")
scenario(
    "patterns of _skip_if_exists are rendered",
    {"copier.yml": question("once", "x.txt") + "_skip_if_exists: ['{{ once }}']\n", "x.txt": "1\n", "y.txt": "1\n"},
    project={"x.txt": "mine\n"}, v2={"x.txt": "2\n", "y.txt": "2\n"}, expected={"x.txt": "mine\n", "y.txt": "2\n"})

SKIPPED = {
    "α ß.txt": "α ß.txt", " leading": " leading", "trailing ": "trailing\\ ", "!bang": "\\!bang", "star*": "star\\*",
    "[x]": "\\[x\\]", "quote\"s": "quote\"s", "#hash": "\\#hash", "in a/folder": "in a/folder", "-dash": "-dash",
    "dot.": "dot."}
scenario(
    "files of _skip_if_exists are never written again, whatever they are called",
    {"copier.yml": question("name", "shop") + "_skip_if_exists:\n" + "".join(f"  - '{name}'\n" for name in SKIPPED.values()),
     **{name: "1\n" for name in SKIPPED}, "starry": "1\n", "x": "1\n", "a.txt": "1\n"},
    project={name: "mine\n" for name in SKIPPED},
    v2={**{name: "2\n" for name in SKIPPED}, "starry": "2\n", "x": "2\n", "a.txt": "2\n"},
    expected={**{name: "mine\n" for name in SKIPPED}, "starry": "2\n", "x": "2\n", "a.txt": "2\n"})

# Files that come and go

ODD = ["ä ö.txt", " leading", "trailing ", "!bang", "star*", "[x]", "quote\"s"]
scenario(
    "deleted files stay deleted, whatever they are called",
    {**{name: "1\n" for name in ODD}, "a.txt": "1\n"}, project={name: None for name in ODD},
    v2={**{name: "2\n" for name in ODD}, "a.txt": "2\n"}, expected={**{name: None for name in ODD}, "a.txt": "2\n"})
scenario(
    "the name of a deleted file is no pattern for others", {"*.txt": "1\n", "a.txt": "1\n"}, project={"*.txt": None},
    v2={"*.txt": "2\n", "a.txt": "2\n"}, expected={"*.txt": None, "a.txt": "2\n"})
scenario(
    "files that the template drops go, with their folders; the owners' own files in them stay",
    {f"d{n}/e/f{n}.txt": f"{n}\n" for n in range(1, 6)} | {".gitignore": "*.log\n"},
    project={"d1/own.txt": "own\n", "d2/e/own.txt": "own\n"}, script="echo x > d3/ignored.log",
    v2={f"d{n}/e/f{n}.txt": None for n in range(1, 6)},
    expected={**{f"d{n}/e/f{n}.txt": None for n in range(1, 6)}, "d1/own.txt": "own\n", "d2/e/own.txt": "own\n"})
scenario(
    "a file that both sides added with the same content is no conflict", {"a.txt": "1\n"}, project={"new.txt": lines()},
    v2={"new.txt": lines()}, expected={"new.txt": lines()})
scenario(
    "a file that both sides added otherwise is held", {"a.txt": "1\n"}, project={"new.txt": "mine\n"},
    v2={"new.txt": "theirs\n"}, expected={"new.txt": "mine\n"}, held=["new.txt"],
    differs="the file is held with the owners' content, not committed with markers")
scenario(
    "a file whose name depends on an answer appears",
    {"copier.yml": "docs:\n  type: bool\n  default: false\n", "{% if docs %}docs.txt{% endif %}": "1\n"},
    v2={"a.txt": "2\n"}, change={"docs": "true"}, expected={"docs.txt": "1\n", "a.txt": "2\n"})
scenario(
    "a file whose name depends on an answer disappears",
    {"copier.yml": "docs:\n  type: bool\n  default: true\n", "{% if docs %}docs.txt{% endif %}": "1\n"},
    v2={"a.txt": "2\n"}, change={"docs": "false"}, expected={"docs.txt": None, "a.txt": "2\n"})
scenario(
    "a file that a new version excludes stays", {"copier.yml": question("name", "shop"), "sample.txt": "1\n"},
    v2={"copier.yml": question("name", "shop") + "_exclude: [copier.yml, sample.txt]\n", "a.txt": "2\n"},
    expected={"sample.txt": "1\n", "a.txt": "2\n"})
scenario(
    "a file that is excluded from updates is left alone after it was made",
    {"copier.yml": question("name", "shop")
     + "_exclude:\n  - copier.yml\n  - \"{% if _copier_operation == 'update' %}sample.txt{% endif %}\"\n",
     "sample.txt": "1\n", "a.txt": "1\n"},
    project={"sample.txt": "mine\n"}, v2={"sample.txt": "2\n", "a.txt": "2\n"},
    expected={"sample.txt": "mine\n", "a.txt": "2\n"})
scenario(
    "a file that git ignores and the template makes is merged", {".gitignore": "conf.txt\n", "conf.txt": lines()},
    v1_script="git add --force conf.txt", script="git add --force conf.txt", project={"conf.txt": lines(l9="mine")},
    v2={"conf.txt": lines(l2="theirs")}, expected={"conf.txt": lines(l2="theirs", l9="mine")},
    differs="an edit in a file that git ignores is merged; Copier puts the template's file over it")
scenario(
    "a file that is no longer ignored arrives", {".gitignore": "*.conf\n", "a.txt": "1\n"},
    v2={".gitignore": "*.log\n", "x.conf": "1\n"}, expected={".gitignore": "*.log\n", "x.conf": "1\n"})

# Merging texts

TWINS = "def second():\n    a = 1\n    b = 2\n    return a\n\n\ndef third():\n    a = 1\n    b = 2\n    return a\n"
scenario(
    "an edit of one of two like functions stays in it when a third one comes before them", {"m.py": TWINS},
    project={"m.py": TWINS[:TWINS.index("def third")] + TWINS[TWINS.index("def third"):].replace("b = 2", "b = 3")},
    v2={"m.py": "def first():\n    a = 1\n    b = 2\n    return a\n\n\n" + TWINS},
    expected={"m.py": "def first():\n    a = 1\n    b = 2\n    return a\n\n\n"
              + TWINS[:TWINS.index("def third")] + TWINS[TWINS.index("def third"):].replace("b = 2", "b = 3")})
scenario(
    "umlauts in answers and texts", {"copier.yml": question("who", "Jürgen"), "a.txt.jinja": "für {{ who }}\n" + lines()},
    project={"a.txt": "für Jürgen\n" + lines(l9="schön")}, v2={"a.txt.jinja": "für {{ who }}\n" + lines(l2="groß")},
    expected={"a.txt": "für Jürgen\n" + lines(l2="groß", l9="schön"),
              ".copier-answers.yml": "# Changes here will be overwritten by Copier\n_commit: v2\n_src_path: @SRC@\nwho: Jürgen\n"})
scenario(
    "a conflict in text that is not ASCII is held byte for byte", {"a.txt": "Zeile für alle\n"},
    project={"a.txt": "Zeile für müde Männer\n"}, v2={"a.txt": "Zeile für große Bären\n"},
    expected={"a.txt": "Zeile für müde Männer\n"}, held=["a.txt"],
    differs="the file is held with the owners' line, not committed with markers")

# Answers

ANSWERS = "# Changes here will be overwritten by Copier\n_commit: v2\n_src_path: @SRC@\n"
for path in (".copier-answers.custom.yml", "deep/answers.yml"):
    scenario(
        f"the answers file at {path} is always written anew",
        {"copier.yml": question("name", "shop") + f"_answers_file: {path}\n", "a.txt": "1\n"}, v2={"a.txt": "2\n"},
        project={"own.txt": "1\n"}, answers_file=path, expected={path: ANSWERS + "name: shop\n", "a.txt": "2\n"})
scenario(
    "the path of the answers file may depend on an answer",
    {"copier.yml": question("module", "core") + "_answers_file: '.copier-answers.{{ module }}.yml'\n", "a.txt": "1\n"},
    v2={"a.txt": "2\n"}, answers_file=".copier-answers.core.yml",
    expected={".copier-answers.core.yml": ANSWERS + "module: core\n", "a.txt": "2\n"})
scenario(
    "a new question takes its default, the recorded answers stay",
    {"copier.yml": question("one", "a"), "a.txt.jinja": "{{ one }}\n"}, answers={"one": "mine"},
    v2={"copier.yml": question("one", "b") + question("two", "c"), "a.txt.jinja": "{{ one }}{{ two }}\n"},
    expected={"a.txt": "minec\n"})
scenario(
    "a value that is computed, not asked, is not validated",
    {"copier.yml": question("one", "a") + question("two", "\"{{ one }}\"", "when: false", "validator: wrong"),
     "a.txt.jinja": "{{ two }}\n"}, v2={"a.txt.jinja": "{{ two }}{{ two }}\n"}, expected={"a.txt": "aa\n"})
for value, before, after in (("true", "off", "mine"), ("false", "mine", "off")):
    scenario(
        f"a value that is computed unless it is asked for, asked: {value}",
        {"copier.yml": "ask:\n  type: bool\n  default: true\n"
         + "two:\n  type: str\n  default: \"{{ 'mine' if ask else 'off' }}\"\n  when: '{{ ask }}'\n",
         "a.txt.jinja": "{{ two }}\n"},
        answers={"ask": "false" if value == "true" else "true"}, v2={"b.txt": "2\n"}, change={"ask": value},
        expected={"a.txt": after + "\n"})
scenario(
    "a secret is not validated again when the old version is rendered",
    {"copier.yml": question("key", "''", "secret: true", "validator: \"{% if not key %}needed{% endif %}\""),
     "a.txt": "1\n"}, answers={"key": "x"}, v2={"a.txt": "2\n"}, change={"key": "y"}, expected={"a.txt": "2\n"})
scenario(
    "an answer that is no longer a choice is kept, and named",
    {"copier.yml": question("db", "pg", "choices: [mysql, pg]"), "a.txt.jinja": "{{ db }}\n"}, answers={"db": "mysql"},
    v2={"copier.yml": question("db", "pg", "choices: [pg, lite]"), "b.txt": "2\n"},
    expected={"a.txt": "mysql\n", "b.txt": "2\n"}, rules=["answer-invalid"],
    differs="Copier takes the default without a word, and the project changes its database")
scenario(
    "several choices at once keep the order of the choices",
    {"copier.yml": "parts:\n  type: str\n  multiselect: true\n  choices: [x, y, z]\n  default: [z, x]\n",
     "a.txt.jinja": "{{ parts|join(',') }}\n"}, v2={"b.txt": "2\n", "a.txt.jinja": "{{ parts|join('+') }}\n"},
    expected={"a.txt": "x+z\n"})
scenario(
    "the settings of the run can be written as JSON",
    {"a.txt.jinja": "{{ _copier_conf.data|tojson }} {{ _copier_conf.answers_file|string|tojson }}\n"},
    v2={"b.txt": "2\n"}, expected={"a.txt": "{} \".copier-answers.yml\"\n", "b.txt": "2\n"},
    differs="both renders get the same settings; Copier has other data in an update, and writes a conflict")

scenario(
    "the answer to a question that is not asked any more gives way to the default",
    {"copier.yml": "ask:\n  type: bool\n  default: true\n" + question("two", "none", "when: \"{{ ask }}\""),
     "a.txt.jinja": "{{ two }}\n"}, answers={"two": "mine"}, v2={"b.txt": "2\n"}, change={"ask": "false"},
    expected={"a.txt": "none\n", ".copier-answers.yml": ANSWERS + "ask: false\n"})
scenario(
    "a choice that is closed now stays the answer, and is named",
    {"copier.yml": question("db", "pg", "choices: [my, pg]"), "a.txt.jinja": "{{ db }}\n"}, answers={"db": "my"},
    v2={"copier.yml": question("old", "false")
        + question("db", "pg", "choices:", "  pg: pg", "  my: {value: my, validator: \"{% if old != 'true' %}closed{% endif %}\"}"),
        "b.txt": "2\n"},
    expected={"a.txt": "my\n", "b.txt": "2\n"}, rules=["answer-invalid"],
    differs="Copier takes the default without a word")
scenario(
    "the defaults of whoever runs the update are not the project's",
    {"copier.yml": question("one", "a"), "a.txt.jinja": "{{ one }}\n"}, answers={"one": "mine"},
    script="mkdir -p \"$XDG_CONFIG_HOME/copier\" && "
           "printf 'defaults:\\n  one: personal\\n  two: personal\\n' > \"$XDG_CONFIG_HOME/copier/settings.yml\"",
    v2={"copier.yml": question("one", "a") + question("two", "b"), "a.txt.jinja": "{{ one }} {{ two }}\n"},
    expected={"a.txt": "mine b\n"}, differs="two people get the same project; Copier takes the default of the person")

# Modes and links

for adds in (True, False):
    for file_mode in ("true", "false"):
        scenario(
            f"the execute bit is {'set' if adds else 'taken away'} with the template, core.fileMode {file_mode}",
            {"run.sh": "1\n"}, v1_script="" if adds else "chmod +x run.sh && git update-index --add --chmod=+x run.sh",
            script=f"git config core.fileMode {file_mode}",
            v2_script=f"chmod {'+' if adds else '-'}x run.sh", v2={"a.txt": "2\n"},
            expected={"run.sh": "1\n"}, modes={"run.sh": "755" if adds else "644"})
scenario(
    "a file whose mode the template changes and whose line both change is held", {"run.sh": "1\n"},
    project={"run.sh": "mine\n"}, v2={"run.sh": "2\n"}, v2_script="chmod +x run.sh", expected={"run.sh": "mine\n"},
    held=["run.sh"], differs="the file is held with the owners' line, not committed with markers")
LINKS = question("name", "shop") + "_preserve_symlinks: true\n"
scenario(
    "a link that the template points elsewhere", {"copier.yml": LINKS, "a": "1\n", "b": "2\n"},
    v1_script="ln -s a link", v2_script="ln -sf b link", v2={"c": "3\n"}, expected={"link": "-> b"})
scenario(
    "a file becomes a link", {"copier.yml": LINKS, "a": "1\n", "b": "2\n"}, v2_script="rm b && ln -s a b", v2={"c": "3\n"},
    expected={"b": "-> a"})
scenario(
    "a link becomes a file", {"copier.yml": LINKS, "a": "1\n"}, v1_script="ln -s a b", v2_script="rm b && echo 2 > b",
    v2={"c": "3\n"}, expected={"b": "2\n"})
scenario(
    "the owners' links out of the project survive", {"a": "1\n"}, script="ln -s ../elsewhere out && ln -s /abs/olute abs",
    v2={"a": "2\n"}, expected={"a": "2\n", "out": "-> ../elsewhere", "abs": "-> /abs/olute"})

# Where the template and the project are

scenario(
    "a new version moves the template into a folder", {"copier.yml": question("name", "shop"), "a.txt.jinja": lines()},
    project={"a.txt": lines(l9="mine")},
    v2={"copier.yml": question("name", "shop") + "_subdirectory: tpl\n", "a.txt.jinja": None,
        "tpl/a.txt.jinja": lines(l2="theirs"), "{{ _copier_conf.answers_file }}.jinja": None,
        "tpl/{{ _copier_conf.answers_file }}.jinja":
            "# Changes here will be overwritten by Copier\n{{ _copier_answers|to_nice_yaml -}}\n"},
    expected={"a.txt": lines(l2="theirs", l9="mine"), ".copier-answers.yml": ANSWERS + "name: shop\n"})
scenario(
    "a new version takes another folder of the template",
    {"copier.yml": question("name", "shop") + "_subdirectory: one\n", "one/a.txt": lines(), "two/a.txt": lines(l2="theirs"),
     "one/{{ _copier_conf.answers_file }}.jinja": "{{ _copier_answers|to_nice_yaml -}}\n",
     "two/{{ _copier_conf.answers_file }}.jinja": "{{ _copier_answers|to_nice_yaml -}}\n"},
    project={"a.txt": lines(l9="mine")},
    v2={"copier.yml": question("name", "shop") + "_subdirectory: two\n"},
    expected={"a.txt": lines(l2="theirs", l9="mine")})
scenario(
    "a project in a folder of its repository", {"a.txt": lines()}, project={"a.txt": lines(l9="mine")},
    v2={"a.txt": lines(l2="theirs")}, folder="services/shop", expected={"a.txt": lines(l2="theirs", l9="mine")})
scenario(
    "a repository whose git directory is elsewhere", {"a.txt": "1\n"}, v2={"a.txt": "2\n"},
    script="git init --quiet --separate-git-dir ../elsewhere.git .", expected={"a.txt": "2\n"})

# What has no test of Copier's own

scenario(
    "what was made of data that no question asks for stays, as an edit of the project",
    {"a.txt.jinja": "extra={{ extra }}\n" + lines()}, answers={"extra": "E"},
    v2={"a.txt.jinja": "extra={{ extra }}\n" + lines(l9="theirs")},
    expected={"a.txt": "extra=E\n" + lines(l9="theirs")}, rules=["undefined-name"])
scenario(
    "a notes.rej that somebody keeps in the project is left alone", {"a.txt": lines(), ".gitignore": "*.rej\n"},
    script="echo mine > notes.rej", project={"a.txt": lines(l9="mine")}, v2={"a.txt": lines(l2="theirs")},
    expected={"a.txt": lines(l2="theirs", l9="mine")}, differs="Copier fails at it half-way, or takes it for its own")
scenario(
    "a task that would fail costs nothing",
    {"copier.yml": question("name", "shop") + "_tasks: ['test ! -e fails']\n", "a.txt": lines()},
    project={"a.txt": lines(l9="mine"), "fails": "1\n"}, v2={"a.txt": lines(l2="theirs")},
    expected={"a.txt": lines(l2="theirs", l9="mine")}, rules=["not-run"],
    differs="Copier ends with an error, without the owners' edits and with the new version in the record")
