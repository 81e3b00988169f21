"""Runs every scenario through the real Copier and writes `scenarios.json`; `--check` only compares, `--show` prints what
Copier leaves where that is not what is expected."""

import importlib.metadata
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile

from scenarios import SCENARIOS

FOLDER = pathlib.Path(__file__).parent
ANSWERS = "# Changes here will be overwritten by Copier\n{{ _copier_answers|to_nice_yaml -}}\n"
VERSION = "9.19"


def shell(command, folder):
    subprocess.run(["sh", "-c", command], cwd=folder, check=True, capture_output=True)


def write(folder, files):
    for path, text in files.items():
        place = folder / path
        if text is None:
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")


def shown(folder, path):
    """A file as an expectation has it."""
    place = folder / path
    if place.is_symlink():
        return f"-> {os.readlink(place)}"
    return place.read_text(encoding="utf-8") if place.is_file() else None


def copier(*arguments, folder):
    """Runs Copier; returns how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "copier", *arguments], cwd=folder, capture_output=True, text=True).returncode


def run(scenario, scratch):
    """What Copier leaves of a scenario, by path, and how it ended."""
    template, repository = scratch / "template", scratch / "project"
    project = repository / scenario["folder"]
    template.mkdir()
    shell("git init --quiet", template)
    v1 = {"copier.yml": "name:\n  type: str\n  default: shop\n", **scenario["v1"]}
    if not any("answers_file" in path for path in v1):
        v1["{{ _copier_conf.answers_file }}.jinja"] = ANSWERS
    write(template, v1)
    shell((scenario["v1_script"] or "true") + " && git add --all && git commit --quiet -m v1 && git tag v1", template)
    data = [word for key, value in scenario["answers"].items() for word in ("--data", f"{key}={value}")]
    ended = copier("copy", "--defaults", "--trust", "--quiet", "--vcs-ref", "v1", *data, str(template), str(project), folder=scratch)
    if ended:
        raise SystemExit(f"{scenario['name']}: the first version cannot be generated")
    shell("git init --quiet && git add --all && git commit --quiet -m Generate", repository)
    shell(scenario["script"] or "true", project)
    write(project, scenario["project"])
    shell("git add --all && git commit --quiet --no-verify --allow-empty -m Edit", repository)
    write(template, scenario["v2"])
    shell(scenario["v2_script"] or "true", template)
    shell("git add --all && git commit --quiet --allow-empty -m v2", template)
    if scenario["tag"]:
        shell(f"git tag {scenario['tag']}", template)
    arguments = ["update", "--defaults", "--trust", "--quiet", "--conflict", "inline"]
    if scenario["to"]:
        arguments += ["--vcs-ref", scenario["to"]]
    if scenario["answers_file"]:
        arguments += ["--answers-file", scenario["answers_file"]]
    for key, value in scenario["change"].items():
        arguments += ["--data", f"{key}={value}"]
    status = copier(*arguments, folder=project)
    described = subprocess.run(
        ["git", "describe", "--tags", "--always"], cwd=template, check=True, capture_output=True, text=True).stdout.strip()
    files = {}
    for path in scenario["expected"]:
        text = shown(project, path)
        files[path] = text and text.replace(str(template), "@SRC@").replace(described, "@DESCRIBE@") \
            if scenario["tag"] is None else text and text.replace(str(template), "@SRC@")
    modes = {path: "755" if os.access(project / path, os.X_OK) else "644" for path in scenario["modes"]}
    return {"status": status, "files": files, "modes": modes}


def surroundings(home):
    """No settings of the person who runs this."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ.update(HOME=str(home), XDG_CONFIG_HOME=str(home), GIT_CONFIG_NOSYSTEM="1", LC_ALL="C.UTF-8", TZ="UTC")
    for kind in ("AUTHOR", "COMMITTER"):
        os.environ[f"GIT_{kind}_NAME"] = "Corpus"
        os.environ[f"GIT_{kind}_EMAIL"] = "corpus@example.org"
    (home / ".gitconfig").write_text(
        "[user]\n\tname = Corpus\n\temail = corpus@example.org\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n")


def result(scenario):
    """A scenario with what Copier makes of it."""
    with tempfile.TemporaryDirectory(prefix="corpus.") as scratch:
        scratch = pathlib.Path(scratch).resolve()
        (scratch / "home").mkdir()
        surroundings(scratch / "home")
        return {**scenario, "copier": run(scenario, scratch)}


def main():
    found = importlib.metadata.version("copier")
    if not found.startswith(VERSION):
        raise SystemExit(f"Copier {found} is installed, {VERSION} is wanted")
    with multiprocessing.Pool() as pool:
        results = pool.map(result, SCENARIOS, chunksize=1)
    if "--show" in sys.argv:
        for entry in results:
            same = all(entry["copier"]["files"][path] == text for path, text in entry["expected"].items()) \
                and entry["copier"]["modes"] == entry["modes"] and not entry["copier"]["status"]
            if same == bool(entry["differs"]):
                print("=====", entry["name"], "| differs:", entry["differs"], "| status", entry["copier"]["status"])
                for path, text in entry["expected"].items():
                    if entry["copier"]["files"][path] != text:
                        print(f"--- {path}\n    expected {text!r}\n    copier   {entry['copier']['files'][path]!r}")
                print("    modes", entry["modes"], entry["copier"]["modes"])
        return
    text = json.dumps(results, indent=1, ensure_ascii=True) + "\n"
    target = FOLDER / "scenarios.json"
    if "--check" in sys.argv:
        if target.read_text(encoding="utf-8") != text:
            raise SystemExit("scenarios.json is out of date")
    else:
        target.write_text(text, encoding="utf-8")
    print(f"{len(results)} scenarios, {sum(bool(entry['differs']) for entry in results)} of them end otherwise than with Copier")


if __name__ == "__main__":
    main()
